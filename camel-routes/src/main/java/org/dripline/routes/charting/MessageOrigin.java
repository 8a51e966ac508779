// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.charting;

import java.time.Instant;
import org.dripline.fhir.DerivedId;

/**
 * Where facts come from; every id is derived from it, so that charting the same message twice is charting it once.
 *
 * @param entry journal id
 * @param receivedAt when the journal took it
 * @param source sender as the journal keys it
 * @param controlId MSH-10
 * @param payloadHash SHA-256 of the bytes, hex
 */
record MessageOrigin(long entry, Instant receivedAt, String source, String controlId, String payloadHash) {

    /** Id of what row {@code obx} at {@code path} becomes. The row's number tells apart two rows with one path. */
    String id(String prefix, String path, int obx) {
        return DerivedId.of(prefix, source, controlId, payloadHash, path + "#" + obx);
    }

    /**
     * Id of what several rows of one place, time and device become together. None of the rows is in it: read again with
     * a better table it may be one row more, and still the same.
     */
    String id(String prefix, String path, Instant at, String device) {
        return DerivedId.of(prefix, source, controlId, payloadHash, path + "@" + at + "@" + device);
    }

    /** Id of what the message as a whole becomes. */
    String id(String prefix) {
        return DerivedId.of(prefix, source, controlId, payloadHash);
    }
}
