// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.mllp;

import java.util.Optional;
import org.dripline.routes.RejectReason;
import org.jspecify.annotations.Nullable;

/**
 * What the frame decoder took off the wire: a frame, or what could not become one. Its text form says how much, never
 * what: Camel and Netty print it at DEBUG.
 *
 * @param bytes as received, without the MLLP block characters
 * @param kept to be run when the bytes are no longer needed; more than once does nothing more
 */
public record Arrival(Kind kind, byte[] bytes, Runnable kept) {

    /** One whose memory nobody counts. */
    public Arrival(Kind kind, byte[] bytes) {
        this(kind, bytes, () -> {});
    }

    public enum Kind {
        /** VT … FS, complete. */
        FRAME(null),
        /** Longer than the limit; {@code bytes} is its beginning. */
        TOO_LARGE(RejectReason.FRAME_TOO_LARGE),
        /** Broken off: the sender hung, closed, or began another frame. */
        INCOMPLETE(RejectReason.FRAME_INCOMPLETE),
        /** Like {@link #INCOMPLETE}, found by the time-out: the connection is closed after the answer. */
        HUNG(RejectReason.FRAME_INCOMPLETE),
        /** Between frames. Never answered, because no frame asked. */
        OUTSIDE(RejectReason.BYTES_OUTSIDE_FRAME);

        private final @Nullable RejectReason reason;

        Kind(@Nullable RejectReason reason) {
            this.reason = reason;
        }
    }

    /** Why it is not a frame; empty for a frame. */
    public Optional<RejectReason> reason() {
        return Optional.ofNullable(kind.reason);
    }

    @Override
    public String toString() {
        return kind + "[" + bytes.length + " bytes]";
    }
}
