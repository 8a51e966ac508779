// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.dripline.dosing.Weight;
import org.jspecify.annotations.Nullable;

/**
 * What people charted of a session beside the checks, and what devices other than the pump that gives the drug told.
 *
 * @param arrivedAt when the patient came; null when nobody said
 * @param dischargedAt when the patient left; null before, or when nobody said
 * @param weightToday kg, the last weight taken before the infusion, whatever the order was made with; null without one
 * @param boluses ketamine given at once
 * @param medicines other medicines given
 * @param stopReason why the infusion ended before its dose was in, in words; null when it did not, or nobody said
 * @param otherDrugs reports of pumps that give other drugs; their {@link PumpReport#drug()} says which
 * @param arrivals when values of a device were received, to tell its clock from the server's
 * @param symptoms adverse events of the session
 * @param pauseReasons why the pump was halted, where a person said so
 */
public record Charted(
        @Nullable Instant arrivedAt,
        @Nullable Instant dischargedAt,
        @Nullable Weight weightToday,
        List<Bolus> boluses,
        List<MedicineGiven> medicines,
        @Nullable String stopReason,
        List<PumpReport> otherDrugs,
        List<Arrival> arrivals,
        List<Symptom> symptoms,
        List<SaidReason> pauseReasons) {

    /** Nothing. */
    public static final Charted NOTHING =
            new Charted(null, null, null, List.of(), List.of(), null, List.of(), List.of());

    /** Without symptoms. */
    public Charted(
            @Nullable Instant arrivedAt,
            @Nullable Instant dischargedAt,
            @Nullable Weight weightToday,
            List<Bolus> boluses,
            List<MedicineGiven> medicines,
            @Nullable String stopReason,
            List<PumpReport> otherDrugs,
            List<Arrival> arrivals) {
        this(
                arrivedAt,
                dischargedAt,
                weightToday,
                boluses,
                medicines,
                stopReason,
                otherDrugs,
                arrivals,
                List.of(),
                List.of());
    }

    /**
     * Why the pump was halted.
     *
     * @param to null when only a moment is told
     * @param reason a code of CodeSystem dripline-interruption-reason, else words
     * @param source such as {@code MedicationAdministration/…}
     */
    public record SaidReason(Instant from, @Nullable Instant to, String reason, String source) {

        boolean isOf(Instant pausedFrom, Instant pausedTo) {
            Instant end = to == null ? from : to;
            return from.isBefore(pausedTo) && !end.isBefore(pausedFrom);
        }
    }

    /** What a person said of a pause; null when nobody did. Of several the one that begins first. */
    @Nullable String reasonOf(Instant pausedFrom, Instant pausedTo) {
        return pauseReasons.stream()
                .filter(said -> said.isOf(pausedFrom, pausedTo))
                .min(Comparator.comparing(SaidReason::from)
                        .thenComparing(SaidReason::reason)
                        .thenComparing(SaidReason::source))
                .map(SaidReason::reason)
                .orElse(null);
    }

    /**
     * Something adverse that a person charted.
     *
     * @param from its onset
     * @param to its end; null while it lasts, or when nobody said
     * @param codes {@code system|code}
     * @param source such as {@code AdverseEvent/…}
     */
    public record Symptom(Instant from, @Nullable Instant to, Set<String> codes, String source) {
        public Symptom {
            codes = Set.copyOf(codes);
        }
    }

    /**
     * One value on its way.
     *
     * @param device such as {@code Device/…}
     * @param at when the device says it was
     * @param receivedAt when the server's clock says it came
     */
    public record Arrival(String device, Instant at, Instant receivedAt) {}

    public Charted {
        boluses = List.copyOf(boluses);
        medicines = List.copyOf(medicines);
        otherDrugs = List.copyOf(otherDrugs);
        arrivals = List.copyOf(arrivals);
        symptoms = List.copyOf(symptoms);
        pauseReasons = List.copyOf(pauseReasons);
    }
}
