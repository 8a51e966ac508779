// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dripline.dosing.Rounding;
import org.dripline.figure.Basis;
import org.dripline.figure.Figure;
import org.dripline.figure.Rule;
import org.dripline.figure.Why;
import org.dripline.session.RateSegment.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Names every number of a summary with the rule, the limits and the records that made it. It works nothing out: a
 * number shown here is the one in the summary, rounded once. Lists of records are views on what was read, so that
 * explaining a session of a hundred thousand values costs no more than one of ten.
 */
final class SessionExplanation {

    private static final String HERE = "Definition of this project: profiles/README.md, The engine";
    private static final String MEAN = "Mean arterial pressure by (systolic + 2 × diastolic) / 3; common formula";

    private final SessionLimits limits;
    private final VitalCourse course;
    private final SessionSummary plain;
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> fromPump;
    private final List<String> fromOrder;
    private final List<String> fromBoluses;
    private final SessionFindings findings;

    SessionExplanation(
            InfusionSession session, Delivery delivery, VitalCourse course, List<Bolus> boluses, SessionSummary plain) {
        this.limits = session.limits();
        this.course = course;
        this.plain = plain;
        this.fromPump = plain.timeline().stream()
                .flatMap(SessionExplanation::sources)
                .distinct()
                .toList();
        InfusionOrder order = session.order();
        this.fromOrder = order == null ? List.of() : List.of(order.source());
        this.fromBoluses = boluses.stream().map(Bolus::source).toList();
        this.findings = new SessionFindings(session, delivery, plain, fromPump);
    }

    SessionSummary explained() {
        dose();
        rates();
        times();
        pressure();
        heartRate();
        oxygen();
        scores();
        checks();
        treatments();
        record();
        return plain.with(figures, findings.all());
    }

    private static Stream<String> sources(Stretch stretch) {
        return stretch instanceof RateSegment segment
                ? Stream.of(segment.openedBy(), segment.closedBy())
                : Stream.of(((MonitoringGap) stretch).lastSource(), ((MonitoringGap) stretch).nextSource());
    }

    private void dose() {
        DoseFigures dose = plain.dose();
        List<String> given = join(fromPump, fromBoluses);
        number(
                "ordered",
                "Ordered dose",
                value(dose.ordered(), d -> d.milligrams()),
                Rounding.DOSE,
                "mg",
                "The dose of the newest standing order for ketamine.",
                fromOrder);
        number(
                "weight",
                "Weight of the order",
                value(dose.weight(), w -> w.kilograms()),
                Rounding.DOSE,
                "kg",
                "The weight the order was made with, else the last before the infusion.",
                fromOrder);
        number(
                "concentration",
                "Strength of the bag",
                value(dose.concentration(), c -> c.milligramsPerMillilitre()),
                Rounding.DOSE_PER_WEIGHT,
                "mg/mL",
                "As the pump reports it, else as the order implies it.",
                fromPump);
        number(
                "volume",
                "Delivered volume",
                dose.volume().millilitres(),
                Rounding.VOLUME,
                "mL",
                "Sum over the segments of rate × time; where nobody observed, what the counter moved.",
                fromPump);
        number(
                "delivered",
                "Delivered dose",
                value(dose.delivered(), d -> d.milligrams()),
                Rounding.DOSE,
                "mg",
                "Sum over the segments of rate × time × strength of the bag, and boluses; without"
                        + " what keeps the vein open.",
                given);
        number(
                "boluses",
                "Given at once",
                dose.boluses().milligrams(),
                Rounding.DOSE,
                "mg",
                "Sum of the boluses.",
                fromBoluses);
        number(
                "delivered-per-weight",
                "Delivered by weight",
                value(dose.deliveredPerWeight(), d -> d.milligramsPerKilogram()),
                Rounding.DOSE_PER_WEIGHT,
                "mg/kg",
                "Delivered dose ÷ weight of the order.",
                join(given, fromOrder));
        number(
                "delivered-per-weight-today",
                "Delivered by today's weight",
                value(dose.deliveredPerWeightToday(), d -> d.milligramsPerKilogram()),
                Rounding.DOSE_PER_WEIGHT,
                "mg/kg",
                "Delivered dose ÷ the last weight before the infusion, where that" + " is another than the order's.",
                given);
        number(
                "percent-delivered",
                "Share of the order",
                dose.percentDelivered(),
                Rounding.PERCENT,
                "%",
                "Delivered dose ÷ ordered dose.",
                join(given, fromOrder));
        number(
                "drawn",
                "Drawn into the bag",
                value(dose.drawn(), d -> d.milligrams()),
                Rounding.DOSE,
                "mg",
                "As ordered to be drawn.",
                fromOrder);
        number(
                "waste",
                "Not given",
                value(dose.waste(), d -> d.milligrams()),
                Rounding.DOSE,
                "mg",
                "Drawn less delivered, once the infusion is over.",
                join(given, fromOrder));
        number(
                "keep-vein-open",
                "Given to keep the vein open",
                value(dose.keepVeinOpen(), d -> d.milligrams()),
                Rounding.DOSE,
                "mg",
                "Trickle after the infusion × strength of the bag; no part of the dose.",
                fromPump);
    }

    private void rates() {
        DoseFigures dose = plain.dose();
        number(
                "mean-rate-running",
                "Mean rate while running",
                value(dose.meanRateRunning(), r -> r.milligramsPerHour()),
                Rounding.DOSE_RATE,
                "mg/h",
                "Dose given while seen to run ÷ infusing time.",
                fromPump);
        number(
                "mean-rate-elapsed",
                "Mean rate, pauses included",
                value(dose.meanRateElapsed(), r -> r.milligramsPerHour()),
                Rounding.DOSE_RATE,
                "mg/h",
                "Dose given by pump ÷ elapsed time.",
                fromPump);
        number(
                "mean-rate-per-weight-running",
                "Mean rate by weight while running",
                value(dose.meanRatePerWeightRunning(), r -> r.milligramsPerKilogramHour()),
                Rounding.DOSE_RATE_PER_WEIGHT,
                "mg/kg/h",
                "Dose given while seen to run ÷ weight ÷ infusing time.",
                join(fromPump, fromOrder));
        number(
                "mean-rate-per-weight-elapsed",
                "Mean rate by weight, pauses included",
                value(dose.meanRatePerWeightElapsed(), r -> r.milligramsPerKilogramHour()),
                Rounding.DOSE_RATE_PER_WEIGHT,
                "mg/kg/h",
                "Dose given by pump ÷ weight ÷ elapsed time.",
                join(fromPump, fromOrder));
        Optional<RateSegment> fastest = plain.segments().stream()
                .filter(segment ->
                        segment.flow() == Flow.RUNNING && segment.rate().equals(dose.peakRate()))
                .findFirst();
        List<String> peak = fastest.map(segment -> List.of(segment.openedBy())).orElse(List.of());
        Instant at = fastest.map(RateSegment::from).orElse(null);
        number(
                "peak-rate",
                "Highest rate",
                value(dose.peakRate(), r -> r.millilitresPerHour()),
                Rounding.FLOW_RATE,
                "mL/h",
                at,
                "The highest rate held.",
                List.of(),
                peak);
        number(
                "peak-rate-per-weight",
                "Highest rate by weight",
                value(dose.peakRatePerWeight(), r -> r.milligramsPerKilogramHour()),
                Rounding.DOSE_RATE_PER_WEIGHT,
                "mg/kg/h",
                "The highest rate × strength of the bag ÷ weight.",
                fromPump);
    }

    private void times() {
        TimeFigures time = plain.time();
        moment("start", "Start", time.start(), "The first moment the pump ran.", first(fromPump));
        moment(
                "end",
                "End",
                time.end(),
                "The last stop: by completion, keep-vein-open, hand-over to another pump, or the end of the"
                        + " session.",
                last(fromPump));
        minutes(
                "infusing",
                "Infusing time",
                time.infusing(),
                "Time it ran, pauses and unobserved time left out.",
                fromPump);
        minutes("elapsed", "Elapsed time", time.elapsed(), "From start to end, pauses included.", fromPump);
        minutes("paused", "Paused time", time.paused(), "Time between start and end in which nothing ran.", fromPump);
        number(
                "pauses",
                "Pauses",
                BigDecimal.valueOf(plain.pauses().size()),
                Rounding.WHOLE,
                "1",
                "Stops that were followed by a start, and one that still stands.",
                fromPump);
        minutes(
                "unobserved",
                "Unobserved time",
                time.unobserved(),
                "Time nobody observed: unknown, never normal.",
                fromPump);
        minutes(
                "observed",
                "Observed after the start",
                time.observed(),
                "From start to the last vital sign.",
                List.of());
        minutes(
                "end-to-discharge",
                "End to discharge",
                time.endToDischarge(),
                "From the end of the infusion until the patient left.",
                List.of());
        minutes("door-to-door", "Door to door", time.doorToDoor(), "From arrival until the patient left.", List.of());
        List<Basis> billing = List.of(
                SessionLimits.basis(
                        "first-hour",
                        limits.firstHour(),
                        limits.firstHour().value().toString()),
                SessionLimits.basis(
                        "further-hour",
                        limits.furtherHour(),
                        limits.furtherHour().value().toString()));
        number(
                "billed-96365",
                "Units 96365",
                BigDecimal.valueOf(time.firstHours()),
                Rounding.WHOLE,
                "1",
                null,
                "One, when the infusing time reaches the least billed.",
                billing,
                fromPump);
        number(
                "billed-96366",
                "Units 96366",
                BigDecimal.valueOf(time.furtherHours()),
                Rounding.WHOLE,
                "1",
                null,
                "Each full further hour of infusing time, and one more when enough of it was" + " begun.",
                billing,
                fromPump);
    }

    private void pressure() {
        VitalFigures vitals = plain.vitals();
        VitalCourse.Baseline baseline = course.baseline();
        List<String> before = baseline == null ? List.of() : baseline.sources();
        List<Basis> window = List.of(SessionLimits.basis(
                "baseline-window",
                limits.baselineWindow(),
                limits.baselineWindow().value().toString()));
        Instant at = baseline == null ? null : baseline.at();
        String words = "The last before the start; the mean of the last two when both are inside the window.";
        number(
                "baseline-systolic",
                "Baseline, systolic",
                vitals.baselineSystolic(),
                Rounding.WHOLE,
                "mm[Hg]",
                at,
                words,
                window,
                before);
        number(
                "baseline-diastolic",
                "Baseline, diastolic",
                vitals.baselineDiastolic(),
                Rounding.WHOLE,
                "mm[Hg]",
                at,
                words,
                window,
                before);
        number(
                "baseline-mean",
                "Baseline, mean",
                vitals.baselineMean(),
                Rounding.MEAN_PRESSURE,
                "mm[Hg]",
                at,
                new Rule(
                        "session.baseline-mean",
                        vitals.meanDerived() ? "(systolic + 2 × diastolic) / 3 of the baseline." : "As measured.",
                        MEAN),
                window,
                before);
        rise("max-rise-systolic", "Greatest rise, systolic", course.maxRiseSystolic(), Rounding.WHOLE, before);
        rise("max-rise-diastolic", "Greatest rise, diastolic", course.maxRiseDiastolic(), Rounding.WHOLE, before);
        rise("max-rise-mean", "Greatest rise, mean", course.maxRiseMean(), Rounding.MEAN_PRESSURE, before);
        minutes(
                "time-to-peak-pressure",
                "Time to the greatest mean",
                vitals.timeOfMaxRiseMean(),
                "From the start to the first reading of the greatest mean pressure.",
                course.maxRiseMean()
                        .map(peak -> List.of(peak.reading().source()))
                        .orElse(List.of()));
        for (TimeBeyond beyond : vitals.beyond()) {
            boolean ofPressure = beyond.limit() != ClinicalLimit.ATTENTION_HEART_RATE;
            number(
                    beyond.limit().code() + "-time",
                    "Time beyond " + beyond.limit().code(),
                    beyond.known().isZero() ? null : SessionFigures.minutes(beyond.beyond()),
                    Rounding.MINUTES,
                    "min",
                    null,
                    "Each reading stands until the next, though no longer than"
                            + " until the next check is late; time in which one at the limit or beyond stood.",
                    List.of(
                            limits.basis(beyond.limit()),
                            limits.basis(ClinicalLimit.CADENCE_INFUSION),
                            limits.basis(ClinicalLimit.CADENCE_LATE)),
                    ofPressure ? view(course.pressures()) : view(course.heartRates()));
        }
        minutes(
                "time-to-baseline-mean",
                "Mean back at the baseline",
                vitals.timeToBaselineMean(),
                "From the end to the first of two readings in a row within the band around the baseline.",
                List.of(limits.basis(ClinicalLimit.BASELINE_BAND)),
                course.backAtBaseline().map(back -> List.of(back.source())).orElse(List.of()));
    }

    private <V extends VitalSign> void rise(
            String code,
            String title,
            Optional<VitalCourse.Extreme<V>> most,
            Rounding rounding,
            List<String> baseline) {
        number(
                code,
                title,
                most.map(VitalCourse.Extreme::value).orElse(null),
                rounding,
                "mm[Hg]",
                most.map(extreme -> extreme.reading().at()).orElse(null),
                "The greatest reading from the start on, less the baseline.",
                List.of(),
                most.map(extreme -> join(List.of(extreme.reading().source()), baseline))
                        .orElse(baseline));
    }

    private void heartRate() {
        VitalFigures vitals = plain.vitals();
        VitalSign.HeartRate before = course.baselineHeartRate();
        List<String> baseline = before == null ? List.of() : List.of(before.source());
        number(
                "baseline-heart-rate",
                "Baseline, heart rate",
                vitals.baselineHeartRate(),
                Rounding.WHOLE,
                "/min",
                before == null ? null : before.at(),
                "The last not after the baseline pressure, else the last before the" + " start.",
                List.of(),
                baseline);
        number(
                "max-rise-heart-rate",
                "Greatest rise, heart rate",
                vitals.maxRiseHeartRate(),
                Rounding.WHOLE,
                "/min",
                course.maxRiseHeartRate().map(most -> most.reading().at()).orElse(null),
                "The greatest reading from the start on, less the baseline.",
                List.of(),
                course.maxRiseHeartRate()
                        .map(most -> join(List.of(most.reading().source()), baseline))
                        .orElse(baseline));
    }

    private void oxygen() {
        VitalFigures vitals = plain.vitals();
        VitalSign.OxygenSaturation before = course.baselineOxygen();
        number(
                "baseline-spo2",
                "Baseline, SpO₂",
                vitals.baselineOxygen(),
                Rounding.WHOLE,
                "%",
                before == null ? null : before.at(),
                "The last before the start.",
                List.of(),
                before == null ? List.of() : List.of(before.source()));
        number(
                "spo2-nadir",
                "Lowest SpO₂",
                vitals.oxygenNadir(),
                Rounding.WHOLE,
                "%",
                course.oxygenNadir().map(least -> least.reading().at()).orElse(null),
                "The lowest reading from the start on.",
                List.of(),
                course.oxygenNadir()
                        .map(least -> List.of(least.reading().source()))
                        .orElse(List.of()));
        List<String> all = view(course.saturations());
        Basis carry = SessionLimits.basis(
                "monitor-carry",
                limits.monitorCarry(),
                limits.monitorCarry().value().toString());
        String words = "Each reading stands until the next, a monitor's for no longer than its carry, a charted one for"
                + " no longer than until the next check is late; share of that known time below the limit.";
        number(
                "percent-time-spo2-low",
                "Time of SpO₂ below the first limit",
                vitals.percentTimeOxygenLow(),
                Rounding.PERCENT,
                "%",
                null,
                words,
                List.of(limits.basis(ClinicalLimit.ATTENTION_OXYGEN), carry),
                all);
        number(
                "percent-time-spo2-very-low",
                "Time of SpO₂ below the stop limit",
                vitals.percentTimeOxygenVeryLow(),
                Rounding.PERCENT,
                "%",
                null,
                words,
                List.of(limits.basis(ClinicalLimit.STOP_OXYGEN), carry),
                all);
        number(
                "percent-time-spo2-known",
                "Time of SpO₂ known",
                vitals.percentTimeOxygenKnown(),
                Rounding.PERCENT,
                "%",
                null,
                "Share of the time from start to the last vital sign that some" + " reading stands for.",
                List.of(carry),
                all);
    }

    private void scores() {
        score("moaas-nadir", "Lowest MOAA/S", course.moaasNadir(), "The lowest score from the start on.");
        score("cadss6-peak", "Highest CADSS-6", course.cadss6Peak(), "The highest score from the start on.");
        minutes(
                "time-to-baseline-dissociation",
                "CADSS-6 back",
                plain.vitals().timeToBaselineDissociation(),
                "From the end to the first score no higher than before the start and the points allowed.",
                List.of(limits.basis(ClinicalLimit.BASELINE_CADSS_6)),
                course.dissociationBack().map(back -> List.of(back.source())).orElse(List.of()));
    }

    private void score(String code, String title, Optional<Score> score, String words) {
        number(
                code,
                title,
                score.map(s -> BigDecimal.valueOf(s.value())).orElse(null),
                Rounding.WHOLE,
                "{score}",
                score.map(Score::at).orElse(null),
                words,
                List.of(),
                score.map(s -> List.of(s.source())).orElse(List.of()));
    }

    private void checks() {
        Checks checks = plain.vitals().checks();
        List<Basis> rhythm = List.of(
                limits.basis(ClinicalLimit.CADENCE_INFUSION),
                limits.basis(ClinicalLimit.CADENCE_RECOVERY),
                limits.basis(ClinicalLimit.CADENCE_LATE));
        List<String> all = view(course.pressures());
        number(
                "checks-due",
                "Checks due",
                BigDecimal.valueOf(checks.due()),
                Rounding.WHOLE,
                "1",
                null,
                "From each blood pressure the next is due one interval later; one that came late"
                        + " counts for those that fell out.",
                rhythm,
                all);
        number(
                "checks-on-time",
                "Checks on time",
                BigDecimal.valueOf(checks.onTime()),
                Rounding.WHOLE,
                "1",
                null,
                "Those that came before they were late.",
                rhythm,
                all);
        number(
                "percent-checks-on-time",
                "Share of checks on time",
                checks.percentOnTime(),
                Rounding.PERCENT,
                "%",
                null,
                "Checks on time ÷ checks due.",
                rhythm,
                all);
    }

    private void treatments() {
        for (Treatment treatment : plain.treatments()) {
            if (treatment.delay() != null) {
                minutes(
                        "time-to-treatment",
                        "Time to " + treatment.medicine().name(),
                        treatment.delay(),
                        "From the onset of what it was given for, else from the moment its sign reached its highest"
                                + " level before, to the medicine.",
                        List.of(treatment.medicine().source()));
            }
        }
    }

    private void record() {
        number(
                "questionable",
                "Questionable values",
                BigDecimal.valueOf(plain.questionable()),
                Rounding.WHOLE,
                "1",
                "Values their device marked QUES: they went in.",
                List.of());
        number(
                "set-aside",
                "Values set aside",
                BigDecimal.valueOf(plain.setAside()),
                Rounding.WHOLE,
                "1",
                "Values marked INV, CAL, TEST or DEMO, or rejected by a person: they went into no" + " figure.",
                List.of());
        Reconciliation counter = plain.reconciliation();
        number(
                "counter-difference",
                "Counter and rate × time apart",
                counter == null
                        ? null
                        : counter.counted().difference(counter.workedOut()).millilitres(),
                Rounding.VOLUME,
                "mL",
                counter == null ? null : counter.asOf(),
                "What the pump's counter moved, beside the sum of rate × time over the same" + " time.",
                List.of(
                        SessionLimits.basis(
                                "counter-share",
                                limits.counterShare(),
                                limits.counterShare().value().toPlainString() + " %"),
                        SessionLimits.basis(
                                "counter-volume",
                                limits.counterVolume(),
                                limits.counterVolume().value().millilitres().toPlainString() + " mL")),
                fromPump);
        for (ClockOffset clock : plain.clocks()) {
            number(
                    "clock-offset",
                    "Clock of " + clock.device(),
                    BigDecimal.valueOf(clock.ahead().toMillis()).movePointLeft(3),
                    Rounding.WHOLE,
                    "s",
                    "Device time less time of receipt, of the value that came fastest; negative:"
                            + " the device is behind.",
                    List.of(clock.device()));
        }
    }

    // How a figure is put together.

    /** A rule has the code of the figure it makes. */
    private static Rule rule(String code, String words) {
        return new Rule("session." + code, words, HERE);
    }

    private static <T> @Nullable BigDecimal value(@Nullable T quantity, Function<T, BigDecimal> number) {
        return quantity == null ? null : number.apply(quantity);
    }

    private void minutes(String code, String title, @Nullable Duration time, String words, List<String> sources) {
        minutes(code, title, time, words, List.of(), sources);
    }

    private void minutes(
            String code, String title, @Nullable Duration time, String words, List<Basis> basis, List<String> sources) {
        number(
                code,
                title,
                time == null ? null : SessionFigures.minutes(time),
                Rounding.MINUTES,
                "min",
                null,
                words,
                basis,
                sources);
    }

    private void moment(String code, String title, @Nullable Instant at, String words, List<String> sources) {
        figures.add(new Figure(code, title, null, "", null, at, Why.of(rule(code, words), sources)));
    }

    private void number(
            String code,
            String title,
            @Nullable BigDecimal value,
            Rounding rounding,
            String unit,
            String words,
            List<String> sources) {
        number(code, title, value, rounding, unit, null, words, List.of(), sources);
    }

    private void number(
            String code,
            String title,
            @Nullable BigDecimal value,
            Rounding rounding,
            String unit,
            @Nullable Instant at,
            String words,
            List<Basis> basis,
            List<String> sources) {
        number(code, title, value, rounding, unit, at, rule(code, words), basis, sources);
    }

    private void number(
            String code,
            String title,
            @Nullable BigDecimal value,
            Rounding rounding,
            String unit,
            @Nullable Instant at,
            Rule rule,
            List<Basis> basis,
            List<String> sources) {
        BigDecimal printed = value == null ? null : rounding.of(value);
        figures.add(new Figure(
                code, title, printed, unit, null, printed == null ? null : at, new Why(rule, basis, sources)));
    }

    private static List<String> first(List<String> sources) {
        return sources.isEmpty() ? List.of() : List.of(sources.get(0));
    }

    private static List<String> last(List<String> sources) {
        return sources.isEmpty() ? List.of() : List.of(sources.get(sources.size() - 1));
    }

    private static List<String> join(List<String> one, List<String> other) {
        return other.isEmpty()
                ? one
                : Stream.concat(one.stream(), other.stream()).toList();
    }

    private static <V extends VitalSign> List<String> view(List<V> readings) {
        return new AbstractList<>() {
            @Override
            public String get(int index) {
                return readings.get(index).source();
            }

            @Override
            public int size() {
                return readings.size();
            }
        };
    }
}
