// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.host;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.dripline.server.safety.WholeSearch;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Identifier.IdentifierUse;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Resource;

/**
 * Our record of somebody whom another server shows, by identifiers of the systems that both sides share and by nothing
 * else: never by name, birth date or the other server's logical id, which here means somebody else.
 */
public final class SharedIdentifiers {

    private final WholeSearch search;

    /** @param search of our store */
    public SharedIdentifiers(WholeSearch search) {
        this.search = search;
    }

    /** What was found here. */
    public enum Outcome {
        /** Exactly one of ours carries the identifiers, and nothing in it contradicts them. */
        ONE,
        /** None of ours does. */
        NONE,
        /** More than one does, or the one says otherwise in another shared system. */
        CONTRADICTED,
        /** Theirs has no identifier of a shared system, or two of one. */
        UNIDENTIFIED
    }

    /**
     * What was found of somebody else's resource here.
     *
     * @param found logical id of ours; empty unless there is exactly one
     */
    public record Match(Outcome outcome, Optional<String> found) {

        private static Match without(Outcome outcome) {
            return new Match(outcome, Optional.empty());
        }
    }

    /** Our Patient, in use and not merged into another. */
    public Match patient(Patient theirs, List<String> systems) {
        return match(Patient.class, Patient::getIdentifier, theirs, systems, ours -> inUse(ours));
    }

    /** Our Practitioner, in use. */
    public Match practitioner(Practitioner theirs, List<String> systems) {
        return match(
                Practitioner.class,
                Practitioner::getIdentifier,
                theirs,
                systems,
                ours -> !ours.hasActive() || ours.getActive());
    }

    /** Our Encounter, among those of one of our patients. */
    public Match encounterOf(String patient, Encounter theirs, List<String> systems) {
        return match(
                Encounter.class,
                Encounter::getIdentifier,
                theirs,
                systems,
                ours -> ours.getSubject().getReference() != null
                        && ours.getSubject().getReference().equals("Patient/" + patient));
    }

    private <R extends Resource> Match match(
            Class<R> type,
            Function<R, List<Identifier>> identifiers,
            R theirs,
            List<String> systems,
            Predicate<R> counts) {
        Map<String, String> wanted = new LinkedHashMap<>();
        for (String system : systems) {
            List<String> values = values(identifiers.apply(theirs), system);
            if (values.size() > 1) {
                return Match.without(Outcome.UNIDENTIFIED);
            }
            values.forEach(value -> wanted.put(system, value));
        }
        if (wanted.isEmpty()) {
            return Match.without(Outcome.UNIDENTIFIED);
        }
        TokenOrListParam any = new TokenOrListParam();
        wanted.forEach(any::add);
        SearchParameterMap map = SearchParameterMap.newSynchronous();
        map.add("identifier", any);
        List<R> found = search.all(type, map).stream()
                .filter(counts)
                .filter(ours -> wanted.entrySet().stream()
                        .anyMatch(entry ->
                                values(identifiers.apply(ours), entry.getKey()).contains(entry.getValue())))
                .toList();
        if (found.isEmpty()) {
            return Match.without(Outcome.NONE);
        }
        boolean agrees = wanted.entrySet().stream().allMatch(entry -> {
            List<String> here = values(identifiers.apply(found.get(0)), entry.getKey());
            return here.isEmpty() || here.contains(entry.getValue());
        });
        return found.size() == 1 && agrees
                ? new Match(Outcome.ONE, Optional.of(found.get(0).getIdElement().getIdPart()))
                : Match.without(Outcome.CONTRADICTED);
    }

    /** The identifiers of a system, but those that are used no more. */
    public static List<String> values(List<Identifier> identifiers, String system) {
        return identifiers.stream()
                .filter(identifier -> identifier.getUse() != IdentifierUse.OLD)
                .filter(identifier -> system.equals(identifier.getSystem()) && identifier.hasValue())
                .map(identifier -> identifier.getValue().strip())
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
    }

    /** Neither marked as not in use nor merged into another record (FHIR R4, Patient.active and Patient.link). */
    public static boolean inUse(Patient ours) {
        boolean inactive = ours.hasActive() && !ours.getActive();
        return !inactive && ours.getLink().stream().noneMatch(link -> link.getType() == LinkType.REPLACEDBY);
    }
}
