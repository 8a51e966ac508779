// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.access;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.dripline.server.storage.OwnSchema;

/**
 * What others signed and is good once, until it has ended by itself: what was used on one node, or before a restart,
 * stays used. Safe for use by many threads.
 */
public final class UsedTokens {

    /** Longer than any tolerance of clocks with which such a token is verified. */
    private static final Duration BEYOND = Duration.ofMinutes(5);

    private final OwnSchema schema;

    /** @param schema with table {@code used_token} */
    public UsedTokens(OwnSchema schema) {
        this.schema = schema;
    }

    /** What a token was shown for; one kind does not use up another. */
    public enum Kind {
        /** A client's assertion at the token endpoint. */
        ASSERTION,
        /** A call of a CDS service. */
        CALL,
        /** A host's id token, exchanged here. */
        IDENTITY;

        private String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Whether nobody used the token of this id before; from now on somebody has. Of two at one instant one is first.
     */
    public boolean isFirst(Kind kind, String issuer, String id, Instant expires) {
        return isFirst(kind, issuer + "\n" + id, expires);
    }

    /**
     * The same of a token that has no id.
     *
     * @param signed what was signed: another writing of the signature makes no other token
     */
    public boolean isFirst(Kind kind, String signed, Instant expires) {
        schema.statements().update("delete from used_token where expires_at < now()");
        return schema.statements()
                        .update(
                                "insert into used_token (kind, hash, expires_at) values (?, ?, ?) on conflict do nothing",
                                kind.code(),
                                Hash.of(signed),
                                Timestamp.from(expires.plus(BEYOND)))
                == 1;
    }
}
