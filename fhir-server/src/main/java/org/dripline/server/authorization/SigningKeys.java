// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.dripline.server.storage.OwnSchema;
import org.jspecify.annotations.Nullable;

/**
 * The RS256 keys that sign id tokens, newest first. Made when there is none and when the newest is older than the
 * setting; an older one stays published as long again, so that what it signed can be verified. Several nodes share them
 * through the database. Safe for use by many threads.
 */
final class SigningKeys implements JWKSource<SecurityContext> {

    private static final int RSA_BITS = 3072;
    /** How long a node may not know of a key that another one made. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final OwnSchema schema;
    private final Duration rotateEvery;
    private JWKSet keys = new JWKSet();
    private Instant readAt = Instant.MIN;

    SigningKeys(OwnSchema schema, Duration rotateEvery) {
        this.schema = schema;
        this.rotateEvery = rotateEvery;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        return selector.select(current());
    }

    /** The one that signs from now on. */
    JWK newest(List<JWK> matching) {
        return matching.get(0);
    }

    private synchronized JWKSet current() {
        Instant now = Instant.now();
        if (keys.isEmpty() || readAt.plus(LOOK_AGAIN).isBefore(now)) {
            keys = Objects.requireNonNull(schema.transactions().execute(transaction -> {
                // One node at a time; the others then find what it made.
                schema.statements().execute("lock table signing_key in share row exclusive mode");
                schema.statements()
                        .update(
                                "delete from signing_key where created_at < ?",
                                at(now.minus(rotateEvery.multipliedBy(2))));
                Integer young = schema.statements()
                        .queryForObject(
                                "select count(*) from signing_key where created_at > ?",
                                Integer.class,
                                at(now.minus(rotateEvery)));
                if (young == null || young == 0) {
                    JWK made = made();
                    schema.statements()
                            .update(
                                    "insert into signing_key (kid, jwk) values (?, ?)",
                                    made.getKeyID(),
                                    made.toJSONString());
                }
                return new JWKSet(schema
                        .statements()
                        .queryForList("select jwk from signing_key order by created_at desc", String.class)
                        .stream()
                        .map(SigningKeys::read)
                        .toList());
            }));
            readAt = now;
        }
        return keys;
    }

    private static java.sql.Timestamp at(Instant instant) {
        return java.sql.Timestamp.from(instant);
    }

    private static JWK made() {
        try {
            return new RSAKeyGenerator(RSA_BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("this Java cannot make an RSA key", e);
        }
    }

    private static JWK read(String json) {
        try {
            return JWK.parse(json);
        } catch (ParseException e) {
            // The cause may quote the key.
            throw new IllegalStateException("a signing key in the database cannot be read");
        }
    }
}
