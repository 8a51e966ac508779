// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.journal;

import java.time.Instant;
import org.dripline.routes.RejectReason;
import org.jspecify.annotations.Nullable;

/**
 * Something received, about to be kept.
 *
 * @param receivedAt real time
 * @param clinicalAt the same moment by the clinical clock
 * @param source who sent it, from MSH; {@code unnamed} when that is unreadable
 * @param remote address it came from
 * @param controlId MSH-10; empty when unreadable
 * @param messageType MSH-9.1^MSH-9.2; empty when unreadable
 * @param bytes as received
 * @param refused why the sender is refused; null when it is accepted
 * @param controlIdTells whether the control id is this message's own; some products send one for all
 */
public record NewEntry(
        Instant receivedAt,
        Instant clinicalAt,
        String source,
        String remote,
        String controlId,
        String messageType,
        byte[] bytes,
        @Nullable RejectReason refused,
        boolean controlIdTells) {

    public NewEntry {
        source = ColumnText.of(source);
        remote = ColumnText.of(remote);
        controlId = ColumnText.of(controlId);
        messageType = ColumnText.of(messageType);
    }

    @Override
    public String toString() {
        return "NewEntry[" + bytes.length + " bytes]";
    }
}
