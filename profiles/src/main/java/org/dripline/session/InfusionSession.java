// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dripline.dosing.Weight;
import org.jspecify.annotations.Nullable;

/**
 * Everything known about one session, as reported: in any order, with repeats.
 *
 * @param order null when there is none
 * @param weight the last body weight taken before the infusion, used when the order names none; null when unknown
 * @param reports of every pump that gives the drug: two when one was exchanged for another
 * @param closedAt when the session was closed (its Encounter ended); null while it is open. A stop with nothing after
 *     it is a pause while the session is open, and the end of the infusion once it is closed
 * @param limits see {@link SessionLimits#examples()}
 * @param charted what people charted beside it
 */
public record InfusionSession(
        @Nullable InfusionOrder order,
        @Nullable Weight weight,
        List<PumpReport> reports,
        List<VitalSign> vitalSigns,
        List<Score> scores,
        @Nullable Instant closedAt,
        SessionLimits limits,
        Charted charted) {

    /** A session of which only devices and checks are known. */
    public InfusionSession(
            @Nullable InfusionOrder order,
            @Nullable Weight weight,
            List<PumpReport> reports,
            List<VitalSign> vitalSigns,
            List<Score> scores,
            @Nullable Instant closedAt,
            SessionLimits limits) {
        this(order, weight, reports, vitalSigns, scores, closedAt, limits, Charted.NOTHING);
    }

    public InfusionSession {
        reports = List.copyOf(reports);
        vitalSigns = List.copyOf(vitalSigns);
        scores = List.copyOf(scores);
    }

    /**
     * What the reports up to {@code now} add up to. While the pump's last report is within the silence limit, a running
     * rate is taken to hold until {@code now}, though never beyond the volume to be infused or the ordered dose; after
     * that the pump's state is unknown and the dose is as of the last report.
     */
    public SessionSummary summaryAt(Instant now) {
        return SessionFigures.at(now, this);
    }

    /** The same session with other pump reports. */
    InfusionSession withReports(List<PumpReport> other) {
        return new InfusionSession(order, weight, other, vitalSigns, scores, closedAt, limits, charted);
    }

    /** The same session with what people charted. */
    public InfusionSession with(Charted other) {
        return new InfusionSession(order, weight, reports, vitalSigns, scores, closedAt, limits, other);
    }

    /** The same session under other limits. */
    public InfusionSession under(SessionLimits other) {
        return new InfusionSession(order, weight, reports, vitalSigns, scores, closedAt, other, charted);
    }

    /** The last reading of each vital sign up to {@code now}. */
    public CurrentVitals currentAt(Instant now) {
        return new CurrentVitals(
                current(Channel.BLOOD_PRESSURE, VitalSign.BloodPressure.class, now),
                current(Channel.BLOOD_PRESSURE, VitalSign.PartialPressure.class, now),
                current(Channel.HEART_RATE, VitalSign.HeartRate.class, now),
                current(Channel.OXYGEN_SATURATION, VitalSign.OxygenSaturation.class, now),
                current(Channel.RESPIRATORY_RATE, VitalSign.RespiratoryRate.class, now));
    }

    private <V extends VitalSign> Current<V> current(Channel channel, Class<V> kind, Instant now) {
        List<V> readings = VitalReadings.upTo(now, vitalSigns, kind);
        Limit<Duration> stale = limits.staleAfter(channel);
        Limit<Duration> missing = limits.missingAfter(channel);
        V latest = readings.isEmpty() ? null : readings.get(readings.size() - 1);
        boolean gone = VitalReadings.upTo(now, vitalSigns, VitalSign.NotAvailable.class).stream()
                .filter(absence -> absence.channel() == channel)
                .anyMatch(absence -> latest == null || absence.at().isAfter(latest.at()));
        Current<V> current = Current.of(channel, latest, now, stale, missing);
        return gone ? current.gone() : current;
    }
}
