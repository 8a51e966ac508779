// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.cds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What users made of cards. Comments of users are not read: they may say anything of anybody. Source: CDS Hooks 2.0,
 * "Feedback".
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Feedback(@Nullable List<Entry> feedback) {

    /**
     * Of one card.
     *
     * @param card its uuid
     * @param outcome {@code accepted} or {@code overridden}
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Entry(
            @Nullable String card,
            @Nullable String outcome,
            @Nullable OverrideReason overrideReason) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record OverrideReason(@Nullable Reason reason) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Reason(@Nullable String system, @Nullable String code) {}
}
