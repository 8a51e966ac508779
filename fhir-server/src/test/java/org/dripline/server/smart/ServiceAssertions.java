// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Assertions of a backend service in which one thing is wrong: its audience, issuer, subject, end, key, or that it was
 * used.
 *
 * @param tokenEndpoint the right audience
 * @param key the right key, ES384
 */
record ServiceAssertions(String tokenEndpoint, JWK key) {

    /** Before each name of what is wrong, so that it is no field of the form. */
    static final String PART = "assertion.";

    static Map<String, String> formOf(Map<String, String> otherwise) {
        Map<String, String> form = new LinkedHashMap<>(otherwise);
        form.keySet().removeIf(name -> name.startsWith(PART));
        return form;
    }

    String assertion(Map<String, String> otherwise) {
        Assertions assertion = new Assertions("", CheckedServer.SERVICE).but(claims -> claims.audience(tokenEndpoint));
        JWK signer = key;
        String named = key.getKeyID();
        for (Map.Entry<String, String> wrong : otherwise.entrySet()) {
            String value = wrong.getValue();
            switch (wrong.getKey()) {
                case PART + "aud" -> assertion.but(claims -> claims.audience(value));
                case PART + "iss" -> assertion.but(claims -> claims.issuer(value));
                case PART + "sub" -> assertion.but(claims -> claims.subject(value));
                case PART + "jti" -> assertion.but(claims -> claims.jwtID(value.isEmpty() ? null : value));
                case PART + "exp" ->
                    assertion.but(claims ->
                            claims.expirationTime(Date.from(Instant.now().plus(Duration.parse(value)))));
                case PART + "kid" -> named = value;
                case PART + "key" -> signer = another();
                case PART + "used" -> {
                    // The same one is sent twice.
                }
                default -> {
                    if (wrong.getKey().startsWith(PART)) {
                        throw new IllegalArgumentException(wrong.getKey());
                    }
                }
            }
        }
        return assertion.signed(
                signer,
                new JWSHeader.Builder(JWSAlgorithm.ES384)
                        .type(JOSEObjectType.JWT)
                        .keyID(named)
                        .build());
    }

    private static JWK another() {
        try {
            return new ECKeyGenerator(Curve.P_384).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
