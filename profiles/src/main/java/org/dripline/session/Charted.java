// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.time.Instant;
import java.util.List;
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
 */
public record Charted(
        @Nullable Instant arrivedAt,
        @Nullable Instant dischargedAt,
        @Nullable Weight weightToday,
        List<Bolus> boluses,
        List<MedicineGiven> medicines,
        @Nullable String stopReason,
        List<PumpReport> otherDrugs,
        List<Arrival> arrivals) {

    /** Nothing. */
    public static final Charted NOTHING =
            new Charted(null, null, null, List.of(), List.of(), null, List.of(), List.of());

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
    }
}
