// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.dripline.dosing.Concentration;
import org.dripline.dosing.FlowRate;
import org.dripline.dosing.Volume;
import org.jspecify.annotations.Nullable;

/**
 * One thing a pump said: a status it sends on its own rhythm (PCD-01) or an event (PCD-10). What a report does not say
 * is null; nothing is guessed in its place.
 *
 * @param state what the pump says it does
 * @param currentRate mL/h flowing (MDC 158014)
 * @param programmedRate mL/h set (MDC 157784)
 * @param delivered mL on the pump's total counter (MDC 157993)
 * @param toBeInfused mL the pump is set to give (MDC 157884)
 * @param remaining mL of that still to come (MDC 157872)
 * @param concentration mg/mL in the bag (MDC 157760)
 * @param drug the pump's drug label (MDC 184514)
 * @param reason why it does not deliver, in words (MDC 158006)
 * @param alarms the alarms in words, such as {@code "occlusion"} (MDC 68012); a pump may sound several at once
 * @param source such as {@code Observation/pe-…}
 */
public record PumpReport(
        Instant at,
        Kind kind,
        State state,
        @Nullable FlowRate currentRate,
        @Nullable FlowRate programmedRate,
        @Nullable Volume delivered,
        @Nullable Volume toBeInfused,
        @Nullable Volume remaining,
        @Nullable Concentration concentration,
        @Nullable String drug,
        @Nullable String reason,
        List<String> alarms,
        Quality quality,
        String source) {

    public PumpReport {
        alarms = List.copyOf(alarms);
    }

    /**
     * What kind of report. At one instant their order here holds first: a status was sampled before the event it meets.
     * Whether a stop and a start of one instant are a change of rate (PCD-10 sends stop, then start) or a start that
     * was stopped at once is then told by what ran before and after, see {@link FlowTimeline}.
     */
    public enum Kind {
        STATUS,
        STOP,
        COMPLETE,
        START
    }

    /** What the pump says about its delivery (MDC 158005, else 184519). */
    public enum State {
        RUNNING,
        NOT_RUNNING,
        /** Keep vein open: the infusion is over, a trickle keeps the line free. */
        KEEP_VEIN_OPEN,
        /** Between two states: says nothing about either. */
        TRANSITIONING,
        /** Not said, or a word we do not know. */
        UNKNOWN
    }

    /** Time first, then kind, then content: the same set of reports always stands in the same order. */
    static final Comparator<PumpReport> IN_ORDER = Comparator.comparing(PumpReport::at)
            .thenComparing(PumpReport::kind)
            .thenComparing(report -> report.withSource("").toString())
            .thenComparing(PumpReport::source);

    /** A report that says only that it happened. */
    public static PumpReport of(Kind kind, Instant at, String source) {
        State state = switch (kind) {
            case STATUS -> State.UNKNOWN;
            case START -> State.RUNNING;
            case STOP, COMPLETE -> State.NOT_RUNNING;
        };
        return new PumpReport(
                at, kind, state, null, null, null, null, null, null, null, null, List.of(), Quality.ORDINARY, source);
    }

    public PumpReport withState(State state) {
        return new PumpReport(
                at,
                kind,
                state,
                currentRate,
                programmedRate,
                delivered,
                toBeInfused,
                remaining,
                concentration,
                drug,
                reason,
                alarms,
                quality,
                source);
    }

    public PumpReport withCurrentRate(@Nullable FlowRate currentRate) {
        return new PumpReport(
                at,
                kind,
                state,
                currentRate,
                programmedRate,
                delivered,
                toBeInfused,
                remaining,
                concentration,
                drug,
                reason,
                alarms,
                quality,
                source);
    }

    public PumpReport withProgrammedRate(@Nullable FlowRate programmedRate) {
        return new PumpReport(
                at,
                kind,
                state,
                currentRate,
                programmedRate,
                delivered,
                toBeInfused,
                remaining,
                concentration,
                drug,
                reason,
                alarms,
                quality,
                source);
    }

    public PumpReport withDelivered(@Nullable Volume delivered) {
        return new PumpReport(
                at,
                kind,
                state,
                currentRate,
                programmedRate,
                delivered,
                toBeInfused,
                remaining,
                concentration,
                drug,
                reason,
                alarms,
                quality,
                source);
    }

    public PumpReport withToBeInfused(@Nullable Volume toBeInfused) {
        return new PumpReport(
                at,
                kind,
                state,
                currentRate,
                programmedRate,
                delivered,
                toBeInfused,
                remaining,
                concentration,
                drug,
                reason,
                alarms,
                quality,
                source);
    }

    public PumpReport withRemaining(@Nullable Volume remaining) {
        return new PumpReport(
                at,
                kind,
                state,
                currentRate,
                programmedRate,
                delivered,
                toBeInfused,
                remaining,
                concentration,
                drug,
                reason,
                alarms,
                quality,
                source);
    }

    public PumpReport withConcentration(@Nullable Concentration concentration) {
        return new PumpReport(
                at,
                kind,
                state,
                currentRate,
                programmedRate,
                delivered,
                toBeInfused,
                remaining,
                concentration,
                drug,
                reason,
                alarms,
                quality,
                source);
    }

    public PumpReport withDrug(@Nullable String drug) {
        return new PumpReport(
                at,
                kind,
                state,
                currentRate,
                programmedRate,
                delivered,
                toBeInfused,
                remaining,
                concentration,
                drug,
                reason,
                alarms,
                quality,
                source);
    }

    public PumpReport withReason(@Nullable String reason) {
        return new PumpReport(
                at,
                kind,
                state,
                currentRate,
                programmedRate,
                delivered,
                toBeInfused,
                remaining,
                concentration,
                drug,
                reason,
                alarms,
                quality,
                source);
    }

    public PumpReport withAlarms(List<String> alarms) {
        return new PumpReport(
                at,
                kind,
                state,
                currentRate,
                programmedRate,
                delivered,
                toBeInfused,
                remaining,
                concentration,
                drug,
                reason,
                alarms,
                quality,
                source);
    }

    public PumpReport withQuality(Quality quality) {
        return new PumpReport(
                at,
                kind,
                state,
                currentRate,
                programmedRate,
                delivered,
                toBeInfused,
                remaining,
                concentration,
                drug,
                reason,
                alarms,
                quality,
                source);
    }

    public PumpReport withSource(String source) {
        return new PumpReport(
                at,
                kind,
                state,
                currentRate,
                programmedRate,
                delivered,
                toBeInfused,
                remaining,
                concentration,
                drug,
                reason,
                alarms,
                quality,
                source);
    }
}
