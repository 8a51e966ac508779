// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.cds;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dripline.server.access.UsedTokens;
import org.dripline.server.cds.CdsHooksProperties.Client;
import org.dripline.server.outgoing.ForeignToken;
import org.dripline.server.outgoing.KeySets;
import org.dripline.server.outgoing.TokenRules;
import org.dripline.server.outgoing.UnfitToken;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, by the token of the call: signed with RS384 or ES384 by a key of a configured issuer, made for the service
 * that is called, of these minutes, and used for the first time. Source: CDS Hooks 2.0, "Trusting CDS Clients".
 */
final class CallerTokens {

    private static final TokenRules RULES = TokenRules.ofSoftware(true, true);
    private static final String BEARER = "Bearer ";

    private record Issuer(Client client, KeySets keys) {}

    private final Map<String, Issuer> issuers = new HashMap<>();
    private final UsedTokens used;
    private final Clock clock;

    /** @param clock of this machine: tokens know no clinical time */
    CallerTokens(CdsHooksProperties properties, UsedTokens used, Clock clock) {
        this.used = used;
        this.clock = clock;
        for (Client client : properties.clients()) {
            issuers.put(
                    client.issuer(), new Issuer(client, new KeySets(List.of(client.jwksUrl()), properties.timeout())));
        }
    }

    /**
     * The client that calls.
     *
     * @param header the Authorization header
     * @param audiences addresses of the service that is called; the token has to name one
     * @throws CdsRefusal 401 with what is wrong; 503 when the issuer's keys cannot be read
     */
    Client caller(@Nullable String header, List<String> audiences) {
        if (issuers.isEmpty()) {
            throw CdsRefusal.unknownCaller("No EHR may call CDS services here: none is configured"
                    + " (dripline.cds-hooks.clients). Nothing was read.");
        }
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw CdsRefusal.unknownCaller("A call carries a signed token: Authorization: Bearer <JWT>.");
        }
        try {
            ForeignToken token =
                    ForeignToken.of(header.substring(BEARER.length()).strip());
            Issuer issuer = issuers.get(token.issuer());
            if (issuer == null) {
                throw CdsRefusal.unknownCaller("The token's issuer (iss) is none that may call here.");
            }
            JWTClaimsSet claims = token.held(RULES, expected(issuer, audiences), clock.instant());
            if (!used.isFirst(
                    UsedTokens.Kind.CALL,
                    claims.getIssuer(),
                    claims.getJWTID(),
                    claims.getExpirationTime().toInstant())) {
                throw CdsRefusal.unknownCaller("This token was used before (jti): each call needs its own.");
            }
            return issuer.client();
        } catch (UnfitToken unfit) {
            throw CdsRefusal.unknownCaller(sentence(unfit.flaw()));
        } catch (KeySets.Unreachable away) {
            throw CdsRefusal.keysAway();
        }
    }

    private static ForeignToken.Expected expected(Issuer issuer, List<String> audiences) {
        String keysAt = issuer.client().jwksUrl().toString();
        return new ForeignToken.Expected(
                issuer.client().issuer(),
                claims -> claims.getAudience().stream().anyMatch(audiences::contains),
                keysAt,
                wanted -> issuer.keys().matching(keysAt, wanted));
    }

    private static String sentence(UnfitToken.Flaw flaw) {
        return switch (flaw) {
            case UNREADABLE -> "The token is no signed JWT.";
            case ALGORITHM, TYPE, OWN_KEY, SIGNATURE ->
                "The token's signature does not hold: it is a JWT (typ) signed with RS384 or ES384 by a key its issuer"
                        + " publishes.";
            case KEY_NOT_NAMED -> "The token's header names no key (kid).";
            case OTHER_KEYS -> "The token names other keys (jku) than those configured for its issuer.";
            case ISSUER -> "The token's issuer (iss) is none that may call here.";
            case AUDIENCE -> "The token is for another service (aud): it names the address it calls.";
            case UNDATED -> "The token says not when it was made, or not when it ends (iat, exp).";
            case OVER -> "The token has expired (exp).";
            case TOO_LONG -> "The token lives too long (exp): five minutes at most.";
            case AHEAD -> "The token was made at a time ahead (iat).";
            case NOT_YET -> "The token does not hold yet (nbf).";
            case NO_ID -> "The token has no id of its own (jti) of at most " + ForeignToken.LONGEST_ID + " characters.";
        };
    }
}
