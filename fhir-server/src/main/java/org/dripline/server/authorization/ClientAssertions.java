// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import org.dripline.server.access.UsedTokens;
import org.dripline.server.outgoing.ForeignToken;
import org.dripline.server.outgoing.KeySets;
import org.dripline.server.outgoing.TokenRules;
import org.dripline.server.outgoing.UnfitToken;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;

/**
 * Verifies how a client with keys proves itself. Source: SMART App Launch 2.2, "Client Authentication: Asymmetric", and
 * RFC 7523, section 3: RS384 or ES384, by a key of the client's registration and no other, whatever the header names;
 * {@code iss} and {@code sub} the client, {@code aud} the token endpoint, at most five minutes ahead; a {@code jti} is
 * good once, on every node and over restarts.
 */
final class ClientAssertions implements JwtDecoderFactory<RegisteredClient> {

    private static final TokenRules RULES = TokenRules.ofSoftware(false, false);

    private static final String NOT_ITSELF = "The assertion's iss and sub must be the client id.";

    private final UsedTokens used;
    private final KeySets keySets;

    ClientAssertions(UsedTokens used, KeySets keySets) {
        this.used = used;
        this.keySets = keySets;
    }

    @Override
    public JwtDecoder createDecoder(RegisteredClient client) {
        return assertion -> verified(client, assertion);
    }

    private Jwt verified(RegisteredClient client, String assertion) {
        try {
            ForeignToken token = ForeignToken.of(assertion);
            JWTClaimsSet claims = token.held(RULES, expected(client), Instant.now());
            if (!client.getClientId().equals(claims.getSubject())) {
                throw new BadJwtException(NOT_ITSELF);
            }
            Instant until = claims.getExpirationTime().toInstant();
            if (!used.isFirst(UsedTokens.Kind.ASSERTION, client.getClientId(), claims.getJWTID(), until)) {
                throw new BadJwtException("The assertion was used before.");
            }
            return new Jwt(
                    assertion,
                    claims.getIssueTime() == null ? null : claims.getIssueTime().toInstant(),
                    until,
                    token.header().toJSONObject(),
                    claims.getClaims());
        } catch (UnfitToken unfit) {
            throw new BadJwtException(sentence(unfit.flaw()));
        }
    }

    private ForeignToken.Expected expected(RegisteredClient client) {
        String endpoint = AuthorizationServerContextHolder.getContext().getIssuer()
                + AuthorizationServerContextHolder.getContext()
                        .getAuthorizationServerSettings()
                        .getTokenEndpoint();
        return new ForeignToken.Expected(
                client.getClientId(),
                claims -> claims.getAudience().contains(endpoint),
                client.getClientSettings().getJwkSetUrl(),
                wanted -> keys(client, wanted));
    }

    private List<JWK> keys(RegisteredClient client, JWKSelector matching) {
        Object inline = client.getClientSettings().getSetting(SmartClient.KEYS);
        if (inline == null) {
            return keySets.matching(client.getClientSettings().getJwkSetUrl(), matching);
        }
        try {
            return matching.select(JWKSet.parse(inline.toString()));
        } catch (ParseException e) {
            throw new BadJwtException("The client's registered keys cannot be read.");
        }
    }

    private static String sentence(UnfitToken.Flaw flaw) {
        return switch (flaw) {
            case UNREADABLE -> "The assertion cannot be read or verified.";
            case ALGORITHM -> "The assertion must be signed with RS384 or ES384.";
            case TYPE -> "The assertion's typ must be JWT.";
            case KEY_NOT_NAMED -> "The assertion must name its key (kid).";
            case OTHER_KEYS -> "The assertion's jku is not the address the client is registered with.";
            case OWN_KEY -> "The assertion must not bring its own key.";
            case SIGNATURE -> "The assertion is not signed by a key of this client.";
            case ISSUER -> NOT_ITSELF;
            case AUDIENCE -> "The assertion's aud must be the token endpoint.";
            case UNDATED, OVER -> "The assertion has expired.";
            case TOO_LONG -> "The assertion may live five minutes at most.";
            case AHEAD -> "The assertion was made at a time ahead.";
            case NOT_YET -> "The assertion is not valid yet.";
            case NO_ID -> "The assertion needs a jti of at most " + ForeignToken.LONGEST_ID + " characters.";
        };
    }
}
