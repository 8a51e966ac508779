// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dripline.dosing.Rounding;
import org.dripline.session.VitalSign.BloodPressure;
import org.dripline.session.VitalSign.HeartRate;
import org.dripline.session.VitalSign.OxygenSaturation;
import org.dripline.session.VitalSign.RespiratoryRate;
import org.jspecify.annotations.Nullable;

/**
 * How the patient was over the session, against the baseline before it.
 *
 * <p>Mean pressure is the measured one only when every pressure of the session came with one; else every mean is
 * (systolic + 2 × diastolic) / 3, so that a measured and a derived mean are never compared.
 */
final class VitalCourse {

    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal THREE = BigDecimal.valueOf(3);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** What the patient is compared with, and the readings it is made of. */
    record Baseline(BigDecimal systolic, BigDecimal diastolic, BigDecimal mean, Instant at, List<String> sources) {}

    /** The greatest or least of the readings from the start on, and the first reading that shows it. */
    record Extreme<V>(BigDecimal value, V reading) {}

    private final SessionLimits limits;
    private final @Nullable Instant start;
    private final @Nullable Instant end;
    private final List<BloodPressure> allPressures;
    private final List<HeartRate> allHeartRates;
    private final List<OxygenSaturation> allSaturations;
    private final List<BloodPressure> pressures;
    private final List<HeartRate> heartRates;
    private final List<OxygenSaturation> saturations;
    private final List<RespiratoryRate> breathing;
    private final List<VitalSign.NotAvailable> absences;
    private final List<Score> allScores;
    private final boolean meanDerived;
    private final Rhythm rhythm;
    private final @Nullable Baseline baseline;
    private final @Nullable HeartRate baselineHeartRate;
    private final @Nullable OxygenSaturation baselineOxygen;

    VitalCourse(InfusionSession session, Instant now, @Nullable Instant start, @Nullable Instant end) {
        this.limits = session.limits();
        this.start = start;
        this.end = end;
        this.rhythm = new Rhythm(limits, start, end);
        this.allPressures = VitalReadings.upTo(now, session.vitalSigns(), BloodPressure.class);
        this.allHeartRates = VitalReadings.upTo(now, session.vitalSigns(), HeartRate.class);
        this.allSaturations = VitalReadings.upTo(now, session.vitalSigns(), OxygenSaturation.class);
        this.absences = VitalReadings.upTo(now, session.vitalSigns(), VitalSign.NotAvailable.class);
        this.pressures = sinceStart(allPressures);
        this.heartRates = sinceStart(allHeartRates);
        this.saturations = sinceStart(allSaturations);
        this.breathing = sinceStart(VitalReadings.upTo(now, session.vitalSigns(), RespiratoryRate.class));
        this.allScores = session.scores().stream()
                .filter(score ->
                        score.quality() != Quality.UNUSABLE && !score.at().isAfter(now))
                .sorted(Comparator.comparing(Score::at)
                        .thenComparing(Score::value)
                        .thenComparing(Score::source))
                .toList();
        this.meanDerived = allPressures.stream().anyMatch(pressure -> pressure.meanMmHg() == null);
        this.baseline = findBaseline();
        this.baselineHeartRate = findBaselineHeartRate();
        this.baselineOxygen = lastBefore(allSaturations);
    }

    VitalFigures figures() {
        StepHold low = oxygenBelow(ClinicalLimit.ATTENTION_OXYGEN);
        StepHold veryLow = oxygenBelow(ClinicalLimit.STOP_OXYGEN);
        Optional<Extreme<BloodPressure>> peak = maxRiseMean();
        Optional<Extreme<HeartRate>> pulse = maxRiseHeartRate();
        return new VitalFigures(
                baseline == null ? null : baseline.systolic(),
                baseline == null ? null : baseline.diastolic(),
                baseline == null ? null : baseline.mean(),
                maxRiseSystolic().map(Extreme::value).orElse(null),
                maxRiseDiastolic().map(Extreme::value).orElse(null),
                peak.map(Extreme::value).orElse(null),
                peak.map(at -> sinceStart(at.reading().at())).orElse(null),
                timeToBaseline(),
                meanDerived,
                baselineHeartRate == null ? null : baselineHeartRate.beatsPerMinute(),
                pulse.map(Extreme::value).orElse(null),
                oxygenNadir().map(Extreme::value).orElse(null),
                share(low.beyond().toMillis(), low.known().toMillis()),
                share(veryLow.beyond().toMillis(), veryLow.known().toMillis()),
                share(low.known().toMillis(), observed().toMillis()),
                moaasNadir().map(Score::value).orElse(null),
                cadss6Peak().map(Score::value).orElse(null),
                baselineOxygen == null ? null : baselineOxygen.percent(),
                pulse.map(at -> sinceStart(at.reading().at())).orElse(null),
                timeToBaselineDissociation(),
                beyondLimits(),
                checks());
    }

    // What figures and their explanations are made of.

    List<BloodPressure> pressures() {
        return pressures;
    }

    List<HeartRate> heartRates() {
        return heartRates;
    }

    List<OxygenSaturation> saturations() {
        return saturations;
    }

    List<RespiratoryRate> breathing() {
        return breathing;
    }

    /** From the start on, in order. */
    List<Score> scores(Score.Scale scale) {
        return allScores.stream()
                .filter(score ->
                        score.scale() == scale && start != null && !score.at().isBefore(start))
                .toList();
    }

    @Nullable Baseline baseline() {
        return baseline;
    }

    @Nullable HeartRate baselineHeartRate() {
        return baselineHeartRate;
    }

    @Nullable OxygenSaturation baselineOxygen() {
        return baselineOxygen;
    }

    Optional<Extreme<BloodPressure>> maxRiseSystolic() {
        return baseline == null
                ? Optional.empty()
                : greatest(pressures, pressure -> pressure.systolicMmHg().subtract(baseline.systolic()));
    }

    Optional<Extreme<BloodPressure>> maxRiseDiastolic() {
        return baseline == null
                ? Optional.empty()
                : greatest(pressures, pressure -> pressure.diastolicMmHg().subtract(baseline.diastolic()));
    }

    Optional<Extreme<BloodPressure>> maxRiseMean() {
        return baseline == null
                ? Optional.empty()
                : greatest(pressures, pressure -> mean(pressure).subtract(baseline.mean()));
    }

    Optional<Extreme<HeartRate>> maxRiseHeartRate() {
        return baselineHeartRate == null
                ? Optional.empty()
                : greatest(heartRates, rate -> rate.beatsPerMinute().subtract(baselineHeartRate.beatsPerMinute()));
    }

    Optional<Extreme<OxygenSaturation>> oxygenNadir() {
        return greatest(saturations, saturation -> saturation.percent().negate())
                .map(least -> new Extreme<>(least.value().negate(), least.reading()));
    }

    Optional<Score> moaasNadir() {
        return scores(Score.Scale.MOAAS).stream().min(Comparator.comparingInt(Score::value));
    }

    Optional<Score> cadss6Peak() {
        List<Score> scores = scores(Score.Scale.CADSS_6);
        return scores.stream()
                .max(Comparator.comparingInt(Score::value))
                .flatMap(peak -> scores.stream()
                        .filter(score -> score.value() == peak.value())
                        .findFirst());
    }

    /** Rise of the mean pressure over the baseline, in % of it; null without one. */
    @Nullable BigDecimal percentRiseOfMean(BloodPressure pressure) {
        return baseline == null || baseline.mean().signum() == 0
                ? null
                : mean(pressure)
                        .subtract(baseline.mean())
                        .multiply(HUNDRED)
                        .divide(baseline.mean(), MathContext.DECIMAL128);
    }

    /** From the start to the last vital sign. */
    Duration observed() {
        Instant last = lastReading();
        return start == null || last == null ? Duration.ZERO : Duration.between(start, last);
    }

    private @Nullable Instant lastReading() {
        return Stream.of(pressures, heartRates, saturations, breathing)
                .filter(readings -> !readings.isEmpty())
                .map(readings -> readings.get(readings.size() - 1).at())
                .max(Instant::compareTo)
                .orElse(null);
    }

    /** From the start to the last reading, by blood pressures: a check has one. */
    private Checks checks() {
        Instant last = lastReading();
        List<Instant> times = pressures.stream().map(VitalSign::at).distinct().toList();
        return last == null ? new Checks(0, 0, List.of()) : rhythm.checks(times, last);
    }

    /** Time beyond each limit of pressure and heart rate, by readings. */
    private List<TimeBeyond> beyondLimits() {
        List<TimeBeyond> all = new ArrayList<>();
        all.add(pressureAtLeast(ClinicalLimit.ATTENTION_SYSTOLIC, BloodPressure::systolicMmHg));
        all.add(pressureAtLeast(ClinicalLimit.ATTENTION_DIASTOLIC, BloodPressure::diastolicMmHg));
        all.add(pressureAtLeast(ClinicalLimit.PAUSE_SYSTOLIC, BloodPressure::systolicMmHg));
        all.add(pressureAtLeast(ClinicalLimit.PAUSE_DIASTOLIC, BloodPressure::diastolicMmHg));
        BigDecimal fast = limits.of(ClinicalLimit.ATTENTION_HEART_RATE).value();
        all.add(TimeBeyond.of(
                ClinicalLimit.ATTENTION_HEART_RATE,
                hold(
                        heartRates,
                        Channel.HEART_RATE,
                        rate -> carry(rate.at(), rate.byHand()),
                        rate -> rate.beatsPerMinute().compareTo(fast) > 0)));
        return all;
    }

    private TimeBeyond pressureAtLeast(ClinicalLimit limit, Function<BloodPressure, BigDecimal> value) {
        BigDecimal threshold = limits.of(limit).value();
        return TimeBeyond.of(
                limit,
                hold(
                        pressures,
                        Channel.BLOOD_PRESSURE,
                        pressure -> rhythm.lateAfter(pressure.at()),
                        pressure -> value.apply(pressure).compareTo(threshold) >= 0));
    }

    /** Time of saturation below a limit, by readings. */
    StepHold oxygenBelow(ClinicalLimit limit) {
        BigDecimal threshold = limits.of(limit).value();
        return hold(
                saturations,
                Channel.OXYGEN_SATURATION,
                saturation -> carry(saturation.at(), saturation.byHand()),
                saturation -> saturation.percent().compareTo(threshold) < 0);
    }

    private <V extends VitalSign> StepHold hold(
            List<V> readings, Channel channel, Function<V, Duration> carry, Predicate<V> beyond) {
        List<Instant> gone = absences.stream()
                .filter(absence -> absence.channel() == channel)
                .map(VitalSign::at)
                .toList();
        return StepHold.of(readings, gone, carry, beyond);
    }

    private Duration carry(Instant at, boolean byHand) {
        return byHand ? rhythm.lateAfter(at) : limits.monitorCarry().value();
    }

    private BigDecimal mean(BloodPressure pressure) {
        BigDecimal measured = pressure.meanMmHg();
        if (!meanDerived && measured != null) {
            return Rounding.MEAN_PRESSURE.of(measured);
        }
        return derivedMean(pressure.systolicMmHg(), pressure.diastolicMmHg());
    }

    static BigDecimal derivedMean(BigDecimal systolic, BigDecimal diastolic) {
        return Rounding.MEAN_PRESSURE.of(systolic.add(TWO.multiply(diastolic)).divide(THREE, MathContext.DECIMAL128));
    }

    /**
     * The last pressure strictly before the start: at the start itself the drug may already act. With two inside the
     * baseline window, the mean of the last two.
     */
    private @Nullable Baseline findBaseline() {
        List<BloodPressure> before =
                allPressures.stream().filter(this::beforeStart).toList();
        if (before.isEmpty()) {
            return null;
        }
        BloodPressure latest = before.get(before.size() - 1);
        if (before.size() > 1) {
            BloodPressure previous = before.get(before.size() - 2);
            if (inBaselineWindow(previous) && previous.at().isBefore(latest.at())) {
                BigDecimal systolic = average(previous.systolicMmHg(), latest.systolicMmHg());
                BigDecimal diastolic = average(previous.diastolicMmHg(), latest.diastolicMmHg());
                BigDecimal mean = meanDerived
                        ? derivedMean(systolic, diastolic)
                        : Rounding.MEAN_PRESSURE.of(average(mean(previous), mean(latest)));
                return new Baseline(
                        systolic, diastolic, mean, latest.at(), List.of(previous.source(), latest.source()));
            }
        }
        return new Baseline(
                latest.systolicMmHg(), latest.diastolicMmHg(), mean(latest), latest.at(), List.of(latest.source()));
    }

    private static BigDecimal average(BigDecimal one, BigDecimal other) {
        return one.add(other).divide(TWO, MathContext.DECIMAL128);
    }

    private boolean inBaselineWindow(BloodPressure pressure) {
        return start != null
                && Duration.between(pressure.at(), start)
                                .compareTo(limits.baselineWindow().value())
                        <= 0;
    }

    private @Nullable HeartRate findBaselineHeartRate() {
        List<HeartRate> before =
                allHeartRates.stream().filter(this::beforeStart).toList();
        HeartRate chosen = null;
        for (HeartRate rate : before) {
            if (chosen == null || baseline == null || !rate.at().isAfter(baseline.at())) {
                chosen = rate;
            }
        }
        if (chosen != null && baseline != null && chosen.at().isAfter(baseline.at())) {
            chosen = before.get(before.size() - 1);
        }
        return chosen;
    }

    private <V extends VitalSign> @Nullable V lastBefore(List<V> readings) {
        V last = null;
        for (V reading : readings) {
            last = beforeStart(reading) ? reading : last;
        }
        return last;
    }

    private boolean beforeStart(VitalSign reading) {
        return start != null && reading.at().isBefore(start);
    }

    private <V extends VitalSign> List<V> sinceStart(List<V> readings) {
        int first = 0;
        while (first < readings.size()
                && (start == null || readings.get(first).at().isBefore(start))) {
            first++;
        }
        return readings.subList(first, readings.size());
    }

    private @Nullable Duration sinceStart(Instant at) {
        return start == null ? null : Duration.between(start, at);
    }

    private static <V extends VitalSign> Optional<Extreme<V>> greatest(
            List<V> readings, Function<V, BigDecimal> value) {
        Extreme<V> most = null;
        for (V reading : readings) {
            BigDecimal candidate = value.apply(reading);
            if (most == null || candidate.compareTo(most.value()) > 0) {
                most = new Extreme<>(candidate, reading);
            }
        }
        return Optional.ofNullable(most);
    }

    /** Sustained means two readings in a row, so the very last reading alone never counts as back. */
    private @Nullable Duration timeToBaseline() {
        BloodPressure back = backAtBaseline().orElse(null);
        return end == null || back == null ? null : Duration.between(end, back.at());
    }

    /** The first of two readings in a row, from the end on, within the band around the baseline. */
    Optional<BloodPressure> backAtBaseline() {
        if (end == null || baseline == null) {
            return Optional.empty();
        }
        List<BloodPressure> after = pressures.stream()
                .filter(pressure -> !pressure.at().isBefore(end))
                .toList();
        for (int i = 0; i + 1 < after.size(); i++) {
            if (back(after.get(i), baseline) && back(after.get(i + 1), baseline)) {
                return Optional.of(after.get(i));
            }
        }
        return Optional.empty();
    }

    private boolean back(BloodPressure pressure, Baseline to) {
        BigDecimal band =
                to.mean().multiply(limits.of(ClinicalLimit.BASELINE_BAND).value());
        return mean(pressure).subtract(to.mean()).abs().multiply(HUNDRED).compareTo(band) <= 0;
    }

    private @Nullable Duration timeToBaselineDissociation() {
        Score back = dissociationBack().orElse(null);
        return end == null || back == null ? null : Duration.between(end, back.at());
    }

    /** The first CADSS-6, from the end on, no higher than the last before the start and the protocol's points. */
    Optional<Score> dissociationBack() {
        Score before = null;
        for (Score score : allScores) {
            if (score.scale() == Score.Scale.CADSS_6
                    && start != null
                    && score.at().isBefore(start)) {
                before = score;
            }
        }
        if (before == null || end == null) {
            return Optional.empty();
        }
        BigDecimal highest = BigDecimal.valueOf(before.value())
                .add(limits.of(ClinicalLimit.BASELINE_CADSS_6).value());
        return scores(Score.Scale.CADSS_6).stream()
                .filter(score -> !score.at().isBefore(end)
                        && BigDecimal.valueOf(score.value()).compareTo(highest) <= 0)
                .findFirst();
    }

    private static @Nullable BigDecimal share(long part, long whole) {
        if (whole == 0) {
            return null;
        }
        return BigDecimal.valueOf(part).multiply(HUNDRED).divide(BigDecimal.valueOf(whole), MathContext.DECIMAL128);
    }
}
