// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

/** Client assertions as SMART App Launch 2.2 wants them, and, by changing a part, as it does not. */
public final class Assertions {

    public static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final JWTClaimsSet.Builder claims;

    /** A right one: for this client, to this issuer's token endpoint, for a minute, with an id of its own. */
    public Assertions(String issuer, String client) {
        claims = new JWTClaimsSet.Builder()
                .issuer(client)
                .subject(client)
                .audience(issuer + "/oauth2/token")
                .jwtID(UUID.randomUUID().toString())
                .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(1))));
    }

    public Assertions but(Consumer<JWTClaimsSet.Builder> change) {
        change.accept(claims);
        return this;
    }

    public JWTClaimsSet claims() {
        return claims.build();
    }

    public String signed(JWK key) {
        return signed(
                key,
                new JWSHeader.Builder(JWSAlgorithm.parse(
                                Objects.requireNonNull(key.getAlgorithm()).getName()))
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build());
    }

    public String signed(JWK key, JWSHeader header) {
        try {
            JWSSigner signer = key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner((ECKey) key);
            return signed(signer, header);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public String signed(JWSSigner signer, JWSHeader header) {
        try {
            SignedJWT jwt = new SignedJWT(header, claims.build());
            jwt.sign(signer);
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
