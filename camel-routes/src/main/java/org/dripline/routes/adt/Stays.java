// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.adt;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterLocationComponent;
import org.hl7.fhir.r4.model.Encounter.EncounterLocationStatus;
import org.hl7.fhir.r4.model.Reference;

/**
 * Where a patient was when, in {@code Encounter.location}: each stay begins when one message says so and ends where the
 * next one begins. A message that comes late takes its place between the others, so their order on the wire does not
 * matter.
 */
final class Stays {

    private Stays() {}

    /** The patient is there from then on, until the next stay that is known. */
    static void move(Encounter encounter, Reference place, Instant at) {
        if (CancelledMoves.has(encounter, place, at)) {
            return;
        }
        List<EncounterLocationComponent> stays = dated(encounter);
        Optional<EncounterLocationComponent> before =
                stays.stream().filter(stay -> !start(stay).isAfter(at)).reduce((earlier, later) -> later);
        if (before.map(stay -> isAt(stay, place)).orElse(false)) {
            return;
        }
        Optional<EncounterLocationComponent> after =
                stays.stream().filter(stay -> start(stay).isAfter(at)).findFirst();
        if (after.map(stay -> isAt(stay, place)).orElse(false)) {
            after.orElseThrow().getPeriod().setStartElement(time(at));
        } else if (before.map(stay -> start(stay).equals(at)).orElse(false)) {
            before.orElseThrow().setLocation(place.copy());
        } else {
            EncounterLocationComponent stay = new EncounterLocationComponent().setLocation(place.copy());
            stay.getPeriod().setStartElement(time(at));
            stays.add(stay);
        }
        set(encounter, stays);
    }

    /** A move did not happen, and the patient is where it would have begun; see {@link CancelledMoves}. */
    static void cancelMove(Encounter encounter, Optional<Reference> back, Instant cancelled, Optional<Instant> moved) {
        CancelledMoves.note(encounter, cancelled, back, moved);
        settle(encounter);
        back.ifPresent(place -> move(encounter, place, cancelled));
    }

    /** A place that is meant for a patient who has not come. */
    static void plan(Encounter encounter, Reference place) {
        if (dated(encounter).isEmpty()) {
            encounter.setLocation(new ArrayList<>(List.of(new EncounterLocationComponent()
                    .setLocation(place.copy())
                    .setStatus(EncounterLocationStatus.PLANNED))));
        }
    }

    /** Ends follow from the next beginning; that of the last one is the end of the visit. */
    static void settle(Encounter encounter) {
        List<EncounterLocationComponent> stays = dated(encounter);
        if (!stays.isEmpty()) {
            set(encounter, stays);
        }
    }

    private static void set(Encounter encounter, List<EncounterLocationComponent> stays) {
        stays.sort(Comparator.comparing(Stays::start));
        CancelledMoves.apply(encounter, stays);
        List<EncounterLocationComponent> joined = new ArrayList<>();
        for (EncounterLocationComponent stay : stays) {
            if (joined.isEmpty() || !isAt(joined.get(joined.size() - 1), stay.getLocation())) {
                joined.add(stay);
            }
        }
        for (int i = 0; i < joined.size(); i++) {
            EncounterLocationComponent stay = joined.get(i);
            DateTimeType end = i + 1 < joined.size()
                    ? joined.get(i + 1).getPeriod().getStartElement().copy()
                    : encounter.getPeriod().hasEnd()
                            ? encounter.getPeriod().getEndElement().copy()
                            : null;
            stay.getPeriod().setEndElement(end);
            stay.setStatus(end == null ? EncounterLocationStatus.ACTIVE : EncounterLocationStatus.COMPLETED);
        }
        encounter.setLocation(joined);
    }

    private static List<EncounterLocationComponent> dated(Encounter encounter) {
        List<EncounterLocationComponent> stays = new ArrayList<>(encounter.getLocation().stream()
                .filter(stay -> stay.getPeriod().hasStart())
                .toList());
        stays.sort(Comparator.comparing(Stays::start));
        return stays;
    }

    static Instant start(EncounterLocationComponent stay) {
        return stay.getPeriod().getStart().toInstant();
    }

    private static boolean isAt(EncounterLocationComponent stay, Reference place) {
        return Objects.equals(stay.getLocation().getReference(), place.getReference());
    }

    static DateTimeType time(Instant at) {
        DateTimeType time = new DateTimeType(Date.from(at), TemporalPrecisionEnum.SECOND);
        time.setTimeZoneZulu(true);
        return time;
    }
}
