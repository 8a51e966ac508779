// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.cds;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dripline.server.cds.CdsHooksProperties.Client;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, by the token of the call: signed with RS384 or ES384 by a key of a configured issuer, made for the service
 * that is called, of these minutes, and used for the first time. Source: CDS Hooks 2.0, "Trusting CDS Clients".
 */
final class CallerTokens {

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS384, JWSAlgorithm.ES384);
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final int LARGEST_KEYS = 256 * 1024;
    private static final int LONGEST_ID = 256;
    private static final String BEARER = "Bearer ";

    private record Issuer(Client client, DefaultJWTProcessor<SecurityContext> processor) {}

    private final Map<String, Issuer> issuers = new HashMap<>();
    private final UsedTokens used;
    private final Clock clock;

    /** @param clock of this machine: tokens know no clinical time */
    CallerTokens(CdsHooksProperties properties, UsedTokens used, Clock clock) {
        this.used = used;
        this.clock = clock;
        for (Client client : properties.clients()) {
            issuers.put(client.issuer(), new Issuer(client, processor(client, properties.timeout())));
        }
    }

    private static DefaultJWTProcessor<SecurityContext> processor(Client client, Duration timeout) {
        int millis = Math.toIntExact(timeout.toMillis());
        JWKSource<SecurityContext> keys;
        try {
            keys = JWKSourceBuilder.<SecurityContext>create(
                            client.jwksUrl().toURL(), new DefaultResourceRetriever(millis, millis, LARGEST_KEYS))
                    .refreshAheadCache(false)
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("dripline.cds-hooks.clients: jwks-url is no address", e);
        }
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT));
        // The claims are checked below, each with its own sentence.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        return processor;
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
        SignedJWT token = parse(header.substring(BEARER.length()).strip());
        Issuer issuer = issuer(token);
        JWTClaimsSet claims = verified(token, issuer);
        check(claims, audiences);
        if (!used.isFirst(
                claims.getIssuer(),
                claims.getJWTID(),
                claims.getExpirationTime().toInstant())) {
            throw CdsRefusal.unknownCaller("This token was used before (jti): each call needs its own.");
        }
        return issuer.client();
    }

    private static SignedJWT parse(String token) {
        try {
            return SignedJWT.parse(token);
        } catch (ParseException e) {
            throw CdsRefusal.unknownCaller("The token is no signed JWT.");
        }
    }

    private Issuer issuer(SignedJWT token) {
        try {
            Issuer issuer = issuers.get(String.valueOf(token.getJWTClaimsSet().getIssuer()));
            if (issuer == null) {
                throw CdsRefusal.unknownCaller("The token's issuer (iss) is none that may call here.");
            }
            if (token.getHeader().getKeyID() == null) {
                throw CdsRefusal.unknownCaller("The token's header names no key (kid).");
            }
            if (token.getHeader().getJWKURL() != null
                    && !token.getHeader().getJWKURL().equals(issuer.client().jwksUrl())) {
                throw CdsRefusal.unknownCaller(
                        "The token names other keys (jku) than those configured for its issuer.");
            }
            return issuer;
        } catch (ParseException e) {
            throw CdsRefusal.unknownCaller("The token's claims cannot be read.");
        }
    }

    private static JWTClaimsSet verified(SignedJWT token, Issuer issuer) {
        try {
            return issuer.processor().process(token, null);
        } catch (KeySourceException away) {
            throw CdsRefusal.keysAway();
        } catch (BadJOSEException | JOSEException e) {
            throw CdsRefusal.unknownCaller("The token's signature does not hold: it is a JWT (typ) signed with RS384 or"
                    + " ES384 by a key its issuer publishes.");
        }
    }

    private void check(JWTClaimsSet claims, List<String> audiences) {
        Instant now = clock.instant();
        if (claims.getAudience().stream().noneMatch(audiences::contains)) {
            throw CdsRefusal.unknownCaller("The token is for another service (aud): it names the address it calls.");
        }
        Date expires = claims.getExpirationTime();
        if (expires == null || expires.toInstant().plus(SKEW).isBefore(now)) {
            throw CdsRefusal.unknownCaller("The token has expired, or says not when it does (exp).");
        }
        if (expires.toInstant().isAfter(now.plus(LIFE).plus(SKEW))) {
            throw CdsRefusal.unknownCaller("The token lives too long (exp): five minutes at most.");
        }
        Date issued = claims.getIssueTime();
        if (issued == null || issued.toInstant().isAfter(now.plus(SKEW))) {
            throw CdsRefusal.unknownCaller("The token says not when it was made, or a time ahead (iat).");
        }
        Date from = claims.getNotBeforeTime();
        if (from != null && from.toInstant().isAfter(now.plus(SKEW))) {
            throw CdsRefusal.unknownCaller("The token does not hold yet (nbf).");
        }
        String id = claims.getJWTID();
        if (id == null || id.isBlank() || id.length() > LONGEST_ID) {
            throw CdsRefusal.unknownCaller("The token has no id of its own (jti) of at most 256 characters.");
        }
    }
}
