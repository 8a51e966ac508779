// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.journal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one message. Holds no patient data.
 *
 * @param entry journal id
 * @param type MSH-9.1^MSH-9.2
 * @param reason name of the reason, or of the flag of a charted entry
 * @param sentence what an operator can do about it
 * @param withheld its values that were not charted; of a repeat, those of the entry it repeats
 * @param resources references of what it became, such as {@code Observation/hr-…}; of a repeat likewise
 */
public record EntryStory(
        long entry,
        String source,
        String controlId,
        String type,
        String state,
        @Nullable String reason,
        @Nullable String sentence,
        List<WithheldValue> withheld,
        List<String> resources,
        Instant receivedAt) {

    public EntryStory {
        withheld = List.copyOf(withheld);
        resources = List.copyOf(resources);
    }

    /**
     * A value that was not charted.
     *
     * @param obx position among the message's OBX, from 1
     * @param path OBX-4
     */
    public record WithheldValue(
            int obx, String path, String reason, @Nullable String sentence) {}
}
