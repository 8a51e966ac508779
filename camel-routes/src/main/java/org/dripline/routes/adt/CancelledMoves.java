// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.adt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.dripline.fhir.Canonicals;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterLocationComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Reference;

/**
 * Moves that were taken back (A12), in extension {@code dripline-cancelled-move} of the visit. Which move is meant is
 * said by its time (EVN-6), or follows: the last one before the cancellation, if it led away from where the patient is
 * said to be. A cancellation that comes before its move stays beside the visit until the move comes; a move that was
 * cancelled does not count when it is told again.
 */
final class CancelledMoves {

    private static final String CANCELLED = "cancelled";
    private static final String BACK = "back";
    private static final String MOVED = "moved";

    private CancelledMoves() {}

    /**
     * Notes a cancellation; told twice it is one.
     *
     * @param cancelled when it was said
     * @param back where the patient is
     * @param moved when the move was that did not happen, if that is said
     */
    static void note(Encounter encounter, Instant cancelled, Optional<Reference> back, Optional<Instant> moved) {
        List<Extension> known = all(encounter);
        if (known.stream().anyMatch(it -> cancelled.equals(time(it, CANCELLED)))) {
            return;
        }
        Extension cancellation = new Extension(Canonicals.CANCELLED_MOVE);
        cancellation.addExtension(CANCELLED, instant(cancelled));
        back.ifPresent(place -> cancellation.addExtension(BACK, place.copy()));
        moved.filter(at -> begins(encounter, at).isPresent())
                .ifPresent(at -> cancellation.addExtension(MOVED, instant(at)));
        known.add(cancellation);
        known.sort(Comparator.comparing(it -> Objects.requireNonNull(time(it, CANCELLED))));
        // Before all others, so that the order of messages does not show.
        encounter.getExtension().removeIf(it -> Canonicals.CANCELLED_MOVE.equals(it.getUrl()));
        encounter.getExtension().addAll(0, known);
    }

    /** Whether a move of that time to that place was taken back. */
    static boolean has(Encounter encounter, Reference place, Instant at) {
        return all(encounter).stream().anyMatch(it -> at.equals(time(it, MOVED)) && !isAt(it, place));
    }

    /** Finds for each cancellation its move among the stays, and takes that out. */
    static void apply(Encounter encounter, List<EncounterLocationComponent> stays) {
        for (Extension cancellation : all(encounter)) {
            Instant moved = time(cancellation, MOVED);
            if (moved == null) {
                moved = follows(cancellation, stays).orElse(null);
                if (moved != null) {
                    cancellation.addExtension(MOVED, instant(moved));
                }
            }
            Instant gone = moved;
            stays.removeIf(stay -> Stays.start(stay).equals(gone) && !isAt(cancellation, stay.getLocation()));
        }
    }

    private static Optional<Instant> follows(Extension cancellation, List<EncounterLocationComponent> stays) {
        Instant cancelled = Objects.requireNonNull(time(cancellation, CANCELLED));
        List<EncounterLocationComponent> before = stays.stream()
                .filter(stay -> Stays.start(stay).isBefore(cancelled))
                .toList();
        if (before.size() < 2) {
            return Optional.empty();
        }
        EncounterLocationComponent last = before.get(before.size() - 1);
        boolean cameFromThere = isAt(cancellation, before.get(before.size() - 2).getLocation());
        return cameFromThere && !isAt(cancellation, last.getLocation())
                ? Optional.of(Stays.start(last))
                : Optional.empty();
    }

    private static Optional<EncounterLocationComponent> begins(Encounter encounter, Instant at) {
        return encounter.getLocation().stream()
                .filter(stay -> stay.getPeriod().hasStart() && Stays.start(stay).equals(at))
                .findFirst();
    }

    private static List<Extension> all(Encounter encounter) {
        return new ArrayList<>(encounter.getExtensionsByUrl(Canonicals.CANCELLED_MOVE));
    }

    private static boolean isAt(Extension cancellation, Reference place) {
        Extension back = cancellation.getExtensionByUrl(BACK);
        return back != null && Objects.equals(((Reference) back.getValue()).getReference(), place.getReference());
    }

    private static @org.jspecify.annotations.Nullable Instant time(Extension cancellation, String part) {
        Extension time = cancellation.getExtensionByUrl(part);
        return time == null ? null : ((InstantType) time.getValue()).getValue().toInstant();
    }

    private static InstantType instant(Instant at) {
        InstantType time = new InstantType(Date.from(at));
        time.setTimeZoneZulu(true);
        return time;
    }
}
