// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
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
 * @param pump which pump said it, such as {@code Device/…}; empty when nobody said
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
        String source,
        String pump) {

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
                at,
                kind,
                state,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                Quality.ORDINARY,
                source,
                "");
    }

    public PumpReport withState(State state) {
        return with(copy -> copy.state = state);
    }

    public PumpReport withCurrentRate(@Nullable FlowRate currentRate) {
        return with(copy -> copy.currentRate = currentRate);
    }

    public PumpReport withProgrammedRate(@Nullable FlowRate programmedRate) {
        return with(copy -> copy.programmedRate = programmedRate);
    }

    public PumpReport withDelivered(@Nullable Volume delivered) {
        return with(copy -> copy.delivered = delivered);
    }

    public PumpReport withToBeInfused(@Nullable Volume toBeInfused) {
        return with(copy -> copy.toBeInfused = toBeInfused);
    }

    public PumpReport withRemaining(@Nullable Volume remaining) {
        return with(copy -> copy.remaining = remaining);
    }

    public PumpReport withConcentration(@Nullable Concentration concentration) {
        return with(copy -> copy.concentration = concentration);
    }

    public PumpReport withDrug(@Nullable String drug) {
        return with(copy -> copy.drug = drug);
    }

    public PumpReport withReason(@Nullable String reason) {
        return with(copy -> copy.reason = reason);
    }

    public PumpReport withAlarms(List<String> alarms) {
        return with(copy -> copy.alarms = alarms);
    }

    public PumpReport withQuality(Quality quality) {
        return with(copy -> copy.quality = quality);
    }

    public PumpReport withSource(String source) {
        return with(copy -> copy.source = source);
    }

    public PumpReport withPump(String pump) {
        return with(copy -> copy.pump = pump);
    }

    /** This report with one thing said otherwise. */
    private PumpReport with(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.report();
    }

    /** A report while one of its parts is being replaced. */
    private static final class Copy {
        final Instant at;
        final Kind kind;
        State state;

        @Nullable FlowRate currentRate;

        @Nullable FlowRate programmedRate;

        @Nullable Volume delivered;

        @Nullable Volume toBeInfused;

        @Nullable Volume remaining;

        @Nullable Concentration concentration;

        @Nullable String drug;

        @Nullable String reason;

        List<String> alarms;
        Quality quality;
        String source;
        String pump;

        Copy(PumpReport report) {
            at = report.at;
            kind = report.kind;
            state = report.state;
            currentRate = report.currentRate;
            programmedRate = report.programmedRate;
            delivered = report.delivered;
            toBeInfused = report.toBeInfused;
            remaining = report.remaining;
            concentration = report.concentration;
            drug = report.drug;
            reason = report.reason;
            alarms = report.alarms;
            quality = report.quality;
            source = report.source;
            pump = report.pump;
        }

        PumpReport report() {
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
                    source,
                    pump);
        }
    }
}
