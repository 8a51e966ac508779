// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.gate;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dripline.fhir.References;
import org.dripline.gate.Finding;
import org.dripline.server.gate.Judge.Judged;
import org.dripline.server.rest.Sight;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What of the findings a caller is told. The record is judged whole; a finding is told to whoever may read all that it
 * rests on. Everybody else learns that there is a hold, how grave it is and whom to ask: not even the rule, whose name
 * says as much as its words.
 */
final class CallersView {

    private final Sight sight;
    private final String contact;

    CallersView(Sight sight, String contact) {
        this.sight = sight;
        this.contact = contact;
    }

    /**
     * Findings parted for one caller.
     *
     * @param told in the order of the report
     * @param withheld likewise
     */
    record Parted(List<Finding> told, List<Finding> withheld) {

        /** The gravest of those that are withheld and stand in the way; empty when none does. */
        Optional<Finding.Weight> hold() {
            return withheld.stream()
                    .filter(Finding::stands)
                    .map(Finding::weight)
                    .min(Enum::compareTo);
        }
    }

    Parted of(Judged judged, List<Finding> findings, @Nullable RequestDetails request) {
        Map<String, Resource> record =
                judged.record().stream().collect(Collectors.toMap(References::of, Function.identity(), (a, b) -> b));
        Map<Boolean, List<Finding>> parted = findings.stream()
                .collect(Collectors.partitioningBy(finding -> finding.evidence().stream()
                        .allMatch(reference -> {
                            Resource resource = record.get(reference);
                            return resource != null && sight.shows(request, resource);
                        })));
        return new Parted(parted.getOrDefault(true, List.of()), parted.getOrDefault(false, List.of()));
    }

    /** What is said in place of what is withheld. */
    String words() {
        return "There is a hold on record that rests on what this caller may not read. Whom to ask: " + contact + ".";
    }
}
