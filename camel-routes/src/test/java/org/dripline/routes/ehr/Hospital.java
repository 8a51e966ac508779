// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.ehr;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.dripline.routes.association.Association;
import org.dripline.routes.journal.ClaimedEntry;
import org.dripline.routes.segment.SegmentReader;
import org.hl7.fhir.r4.model.Resource;

/** Messages in, one after the other, and what the chart has after them. */
final class Hospital {

    private static final Map<String, String> SYSTEMS =
            Map.of("SYNHOSP", "urn:oid:2.999.7.1", "SYNVISIT", "urn:oid:2.999.7.2");

    private static final PretendFhir FHIR = new PretendFhir();
    // Nothing is remembered from message to message, as between messages that come minutes apart.
    private static final EhrFeeds FEEDS =
            new EhrFeeds(FHIR, new Association(FHIR, SYSTEMS, Duration.ZERO), SYSTEMS, source -> ZoneOffset.UTC, 100);

    private final List<EhrOutcome> outcomes = new ArrayList<>();

    /** An empty one; the one before is closed, since making feeds anew takes longer than a case. */
    Hospital() {
        FHIR.clear();
        FEEDS.forget();
    }

    /** The messages of a file, one after the other; each begins with MSH. */
    static List<String> messages(String file) {
        List<String> messages = new ArrayList<>();
        for (String part : file.split("(?m)^(?=MSH)")) {
            if (!part.isBlank()) {
                messages.add(part.strip().replace("\n", "\r") + "\r");
            }
        }
        return messages;
    }

    EhrOutcome receive(String message) {
        ClaimedEntry entry = new ClaimedEntry(
                134_418 + outcomes.size(),
                Instant.parse("2026-02-01T00:00:00Z"),
                Instant.parse("2026-02-01T00:00:00Z"),
                message.split("\\|", -1)[2],
                message.split("\\|", -1)[9],
                message.getBytes(StandardCharsets.UTF_8),
                false,
                0,
                false,
                Map.of());
        EhrOutcome outcome = FEEDS.become(((SegmentReader.Read) FEEDS.read(entry)).message(), entry);
        if (outcome instanceof EhrOutcome.Becomes becomes) {
            FHIR.put(becomes.resources());
        }
        outcomes.add(outcome);
        return outcome;
    }

    Hospital receiveAll(Collection<String> messages) {
        messages.forEach(this::receive);
        return this;
    }

    List<EhrOutcome> outcomes() {
        return outcomes;
    }

    /** Everything but who said it. */
    List<Resource> chart() {
        return FHIR.all().stream()
                .filter(resource -> !resource.fhirType().equals("Provenance"))
                .toList();
    }
}
