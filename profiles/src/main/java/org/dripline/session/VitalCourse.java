// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
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

    private record Baseline(BigDecimal systolic, BigDecimal diastolic, BigDecimal mean, Instant at) {}

    private final SessionLimits limits;
    private final @Nullable Instant start;
    private final @Nullable Instant end;
    private final List<BloodPressure> pressures;
    private final List<HeartRate> heartRates;
    private final List<OxygenSaturation> saturations;
    private final List<RespiratoryRate> breathing;
    private final List<Score> scores;
    private final boolean meanDerived;

    VitalCourse(InfusionSession session, Instant now, @Nullable Instant start, @Nullable Instant end) {
        this.limits = session.limits();
        this.start = start;
        this.end = end;
        this.pressures = VitalReadings.upTo(now, session.vitalSigns(), BloodPressure.class);
        this.heartRates = VitalReadings.upTo(now, session.vitalSigns(), HeartRate.class);
        this.saturations = VitalReadings.upTo(now, session.vitalSigns(), OxygenSaturation.class);
        this.breathing = VitalReadings.upTo(now, session.vitalSigns(), RespiratoryRate.class);
        this.scores = session.scores().stream()
                .filter(score ->
                        score.quality() != Quality.UNUSABLE && !score.at().isAfter(now))
                .toList();
        this.meanDerived = pressures.stream().anyMatch(pressure -> pressure.meanMmHg() == null);
    }

    VitalFigures figures() {
        Baseline baseline = baseline();
        BigDecimal baselineHeartRate = baselineHeartRate(baseline);
        BigDecimal maxRiseMean = baseline == null ? null : rise(pressures, this::mean, baseline.mean());
        return new VitalFigures(
                baseline == null ? null : baseline.systolic(),
                baseline == null ? null : baseline.diastolic(),
                baseline == null ? null : baseline.mean(),
                baseline == null ? null : rise(pressures, BloodPressure::systolicMmHg, baseline.systolic()),
                baseline == null ? null : rise(pressures, BloodPressure::diastolicMmHg, baseline.diastolic()),
                maxRiseMean,
                baseline == null ? null : timeOf(maxRiseMean, baseline),
                baseline == null ? null : timeToBaseline(baseline),
                meanDerived,
                baselineHeartRate,
                baselineHeartRate == null ? null : rise(heartRates, HeartRate::beatsPerMinute, baselineHeartRate),
                since(saturations)
                        .map(OxygenSaturation::percent)
                        .min(BigDecimal::compareTo)
                        .orElse(null),
                percentTimeBelow(limits.oxygenLow().value()),
                percentTimeBelow(limits.oxygenVeryLow().value()),
                percentTimeKnown(),
                scores(Score.Scale.MOAAS).min(Integer::compare).orElse(null),
                scores(Score.Scale.CADSS_6).max(Integer::compare).orElse(null));
    }

    /** From the start to the last vital sign. */
    Duration observed() {
        if (start == null) {
            return Duration.ZERO;
        }
        return Stream.of(pressures, heartRates, saturations, breathing)
                .flatMap(this::since)
                .map(VitalSign::at)
                .max(Instant::compareTo)
                .map(lastReading -> Duration.between(start, lastReading))
                .orElse(Duration.ZERO);
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
    private @Nullable Baseline baseline() {
        List<BloodPressure> before =
                pressures.stream().filter(this::beforeStart).toList();
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
                return new Baseline(systolic, diastolic, mean, latest.at());
            }
        }
        return new Baseline(latest.systolicMmHg(), latest.diastolicMmHg(), mean(latest), latest.at());
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

    private @Nullable BigDecimal baselineHeartRate(@Nullable Baseline baseline) {
        List<HeartRate> before = heartRates.stream().filter(this::beforeStart).toList();
        HeartRate chosen = null;
        for (HeartRate rate : before) {
            if (chosen == null || baseline == null || !rate.at().isAfter(baseline.at())) {
                chosen = rate;
            }
        }
        if (chosen != null && baseline != null && chosen.at().isAfter(baseline.at())) {
            chosen = before.get(before.size() - 1);
        }
        return chosen == null ? null : chosen.beatsPerMinute();
    }

    private boolean beforeStart(VitalSign reading) {
        return start != null && reading.at().isBefore(start);
    }

    private <V extends VitalSign> Stream<V> since(List<V> readings) {
        return readings.stream()
                .filter(reading -> start != null && !reading.at().isBefore(start));
    }

    private <V extends VitalSign> @Nullable BigDecimal rise(
            List<V> readings, Function<V, BigDecimal> value, BigDecimal baseline) {
        return since(readings)
                .map(reading -> value.apply(reading).subtract(baseline))
                .max(BigDecimal::compareTo)
                .orElse(null);
    }

    private @Nullable Duration timeOf(@Nullable BigDecimal maxRiseMean, Baseline baseline) {
        if (maxRiseMean == null) {
            return null;
        }
        return since(pressures)
                .filter(pressure -> mean(pressure).subtract(baseline.mean()).compareTo(maxRiseMean) == 0)
                .map(pressure -> Duration.between(Objects.requireNonNull(start), pressure.at()))
                .findFirst()
                .orElse(null);
    }

    /** Sustained means two readings in a row, so the very last reading alone never counts as back. */
    private @Nullable Duration timeToBaseline(Baseline baseline) {
        if (end == null) {
            return null;
        }
        List<BloodPressure> after = pressures.stream()
                .filter(pressure -> !pressure.at().isBefore(end))
                .toList();
        for (int i = 0; i + 1 < after.size(); i++) {
            if (back(after.get(i), baseline) && back(after.get(i + 1), baseline)) {
                return Duration.between(end, after.get(i).at());
            }
        }
        return null;
    }

    private boolean back(BloodPressure pressure, Baseline baseline) {
        BigDecimal band = baseline.mean().multiply(limits.baselineBand().value());
        return mean(pressure).subtract(baseline.mean()).abs().multiply(HUNDRED).compareTo(band) <= 0;
    }

    private @Nullable BigDecimal percentTimeBelow(BigDecimal threshold) {
        long known = 0;
        long below = 0;
        List<OxygenSaturation> readings = since(saturations).toList();
        for (int i = 0; i + 1 < readings.size(); i++) {
            long carried = carriedMillis(readings.get(i), readings.get(i + 1));
            known += carried;
            if (readings.get(i).percent().compareTo(threshold) < 0) {
                below += carried;
            }
        }
        return share(below, known);
    }

    private @Nullable BigDecimal percentTimeKnown() {
        long known = 0;
        List<OxygenSaturation> readings = since(saturations).toList();
        for (int i = 0; i + 1 < readings.size(); i++) {
            known += carriedMillis(readings.get(i), readings.get(i + 1));
        }
        return share(known, observed().toMillis());
    }

    /** One reading stands until the next, though no longer than it may be carried. */
    private long carriedMillis(OxygenSaturation reading, OxygenSaturation next) {
        long between = Duration.between(reading.at(), next.at()).toMillis();
        return Math.min(between, limits.oxygenCarry().value().toMillis());
    }

    private static @Nullable BigDecimal share(long part, long whole) {
        if (whole == 0) {
            return null;
        }
        return BigDecimal.valueOf(part).multiply(HUNDRED).divide(BigDecimal.valueOf(whole), MathContext.DECIMAL128);
    }

    private Stream<Integer> scores(Score.Scale scale) {
        return scores.stream()
                .filter(score ->
                        score.scale() == scale && start != null && !score.at().isBefore(start))
                .map(Score::value);
    }
}
