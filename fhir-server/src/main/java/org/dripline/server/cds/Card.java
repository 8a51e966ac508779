// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.cds;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A card. Source: CDS Hooks 2.0, "Card Attributes".
 *
 * @param uuid its own; null for version 1.1
 * @param summary at most 140 characters
 * @param detail GitHub-flavoured Markdown
 * @param indicator {@code critical} or {@code warning}; what is worth less is no card
 * @param links where the whole of it is
 * @param overrideReasons offered where a prescriber may go on; null otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Card(
        @Nullable String uuid,
        String summary,
        String detail,
        String indicator,
        CardSource source,
        @Nullable List<Link> links,
        @Nullable List<Coding> overrideReasons) {

    static final String CRITICAL = "critical";
    static final String WARNING = "warning";

    /**
     * Where it is from.
     *
     * @param label the rule's source in a few words
     * @param topic the rule; null for version 1.1
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CardSource(String label, @Nullable Coding topic) {}

    record Link(String label, String url, String type) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Coding(String system, String code, @Nullable String display) {}

    /** The same without what version 1.1 does not know. */
    Card asOfVersion11() {
        return new Card(null, summary, detail, indicator, new CardSource(source.label(), null), links, null);
    }
}
