// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.sql.Timestamp;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.dripline.server.outgoing.KeySets;
import org.dripline.server.storage.OwnSchema;
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

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS384, JWSAlgorithm.ES384);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(30);
    private static final int LONGEST_JTI = 300;

    private final OwnSchema schema;
    private final KeySets keySets;

    ClientAssertions(OwnSchema schema, KeySets keySets) {
        this.schema = schema;
        this.keySets = keySets;
    }

    @Override
    public JwtDecoder createDecoder(RegisteredClient client) {
        return assertion -> verified(client, assertion);
    }

    private Jwt verified(RegisteredClient client, String assertion) {
        try {
            SignedJWT signed = SignedJWT.parse(assertion);
            requireHeader(client, signed);
            requireSignature(client, signed);
            JWTClaimsSet claims = signed.getJWTClaimsSet();
            Instant until = requireClaims(client.getClientId(), claims);
            requireUnseen(client.getClientId(), claims.getJWTID(), until);
            return new Jwt(
                    assertion,
                    claims.getIssueTime() == null ? null : claims.getIssueTime().toInstant(),
                    until,
                    signed.getHeader().toJSONObject(),
                    claims.getClaims());
        } catch (ParseException | JOSEException e) {
            throw new BadJwtException("The assertion cannot be read or verified.");
        }
    }

    private static void requireHeader(RegisteredClient client, SignedJWT signed) {
        var header = signed.getHeader();
        if (!ALGORITHMS.contains(header.getAlgorithm())) {
            throw new BadJwtException("The assertion must be signed with RS384 or ES384.");
        }
        if (header.getType() != null && !JOSEObjectType.JWT.equals(header.getType())) {
            throw new BadJwtException("The assertion's typ must be JWT.");
        }
        if (header.getKeyID() == null) {
            throw new BadJwtException("The assertion must name its key (kid).");
        }
        URI named = header.getJWKURL();
        if (named != null && !named.toString().equals(client.getClientSettings().getJwkSetUrl())) {
            throw new BadJwtException("The assertion's jku is not the address the client is registered with.");
        }
        if (header.getJWK() != null || header.getX509CertURL() != null || header.getX509CertChain() != null) {
            throw new BadJwtException("The assertion must not bring its own key.");
        }
    }

    private void requireSignature(RegisteredClient client, SignedJWT signed) throws JOSEException {
        JWKSelector matching = new JWKSelector(new JWKMatcher.Builder()
                .keyID(signed.getHeader().getKeyID())
                .keyType(com.nimbusds.jose.jwk.KeyType.forAlgorithm(
                        signed.getHeader().getAlgorithm()))
                .build());
        for (JWK key : keys(client, matching)) {
            if (key instanceof AsymmetricJWK asymmetric) {
                JWSVerifier verifier =
                        new DefaultJWSVerifierFactory().createJWSVerifier(signed.getHeader(), asymmetric.toPublicKey());
                if (signed.verify(verifier)) {
                    return;
                }
            }
        }
        throw new BadJwtException("The assertion is not signed by a key of this client.");
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

    private static Instant requireClaims(String client, JWTClaimsSet claims) {
        Instant now = Instant.now();
        Date expiry = claims.getExpirationTime();
        String endpoint = AuthorizationServerContextHolder.getContext().getIssuer()
                + AuthorizationServerContextHolder.getContext()
                        .getAuthorizationServerSettings()
                        .getTokenEndpoint();
        if (!client.equals(claims.getIssuer()) || !client.equals(claims.getSubject())) {
            throw new BadJwtException("The assertion's iss and sub must be the client id.");
        }
        if (!claims.getAudience().contains(endpoint)) {
            throw new BadJwtException("The assertion's aud must be the token endpoint.");
        }
        if (expiry == null || expiry.toInstant().plus(CLOCKS_DIFFER).isBefore(now)) {
            throw new BadJwtException("The assertion has expired.");
        }
        if (expiry.toInstant().isAfter(now.plus(LONGEST).plus(CLOCKS_DIFFER))) {
            throw new BadJwtException("The assertion may live five minutes at most.");
        }
        if (claims.getNotBeforeTime() != null
                && claims.getNotBeforeTime().toInstant().minus(CLOCKS_DIFFER).isAfter(now)) {
            throw new BadJwtException("The assertion is not valid yet.");
        }
        return expiry.toInstant();
    }

    private void requireUnseen(String client, String jti, Instant until) {
        if (jti == null || jti.isBlank() || jti.length() > LONGEST_JTI) {
            throw new BadJwtException("The assertion needs a jti of at most " + LONGEST_JTI + " characters.");
        }
        Instant forgetAt = until.plus(CLOCKS_DIFFER);
        schema.statements().update("delete from seen_assertion where expires_at < now()");
        int added = schema.statements()
                .update(
                        "insert into seen_assertion (client_id, jti, expires_at) values (?, ?, ?) on conflict do nothing",
                        client,
                        jti,
                        Timestamp.from(forgetAt));
        if (added == 0) {
            throw new BadJwtException("The assertion was used before.");
        }
    }
}
