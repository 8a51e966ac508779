// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.dripline.session.Episode.Level;
import org.dripline.session.Episode.Sign;
import org.dripline.session.VitalSign.BloodPressure;
import org.dripline.session.VitalSign.HeartRate;
import org.dripline.session.VitalSign.OxygenSaturation;
import org.dripline.session.VitalSign.RespiratoryRate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the {@link Episode}s of a session. A pressure reaches the level of a pause with the second reading in a row
 * beyond that limit. It reaches the level of a stop with one such reading while a symptom of an organ is on record, or
 * when it is still there as long after a medicine against it as the protocol says.
 */
final class Episodes {

    /** A limit a reading is beyond. */
    private record Beyond(Level level, ClinicalLimit limit) {}

    /** One reading of any kind, reduced to what an episode keeps. */
    private record Read(
            Instant at,
            String words,
            String source,
            @Nullable Beyond beyond) {}

    private final SessionLimits limits;
    private final VitalCourse course;
    private final List<MedicineGiven> againstPressure;
    private final List<Charted.Symptom> ofOrgans;

    private Episodes(SessionLimits limits, VitalCourse course, Charted charted) {
        this.limits = limits;
        this.course = course;
        this.againstPressure = charted.medicines().stream()
                .filter(medicine -> medicine.against() == Sign.PRESSURE)
                .toList();
        this.ofOrgans = charted.symptoms().stream()
                .filter(symptom ->
                        symptom.codes().stream().anyMatch(limits.organSymptoms().value()::contains))
                .toList();
    }

    /** In the order they began. */
    static List<Episode> of(SessionLimits limits, VitalCourse course, Charted charted) {
        Episodes episodes = new Episodes(limits, course, charted);
        List<Episode> all = new ArrayList<>();
        all.addAll(episodes.pressure());
        all.addAll(episodes.each(
                Sign.HEART_RATE,
                course.heartRates(),
                episodes::heartRate,
                rate -> rate.beatsPerMinute().toPlainString() + " /min"));
        all.addAll(episodes.each(
                Sign.OXYGEN,
                course.saturations(),
                episodes::oxygen,
                saturation -> saturation.percent().toPlainString() + " %"));
        all.addAll(episodes.each(
                Sign.BREATHING,
                course.breathing(),
                episodes::breathing,
                rate -> rate.breathsPerMinute().toPlainString() + " /min"));
        all.addAll(episodes.sedation());
        all.sort(Comparator.comparing(Episode::from).thenComparing(Episode::sign));
        return all;
    }

    private List<Episode> pressure() {
        List<Read> reads = new ArrayList<>();
        List<BloodPressure> pressures = course.pressures();
        Instant highSince = null;
        for (int i = 0; i < pressures.size(); i++) {
            BloodPressure pressure = pressures.get(i);
            Instant next = i + 1 < pressures.size() ? pressures.get(i + 1).at() : Instant.MAX;
            boolean before = highSince != null;
            if (!isHigh(pressure)) {
                highSince = null;
            } else if (highSince == null) {
                highSince = pressure.at();
            }
            reads.add(read(
                    pressure,
                    pressure.at(),
                    highSince == null ? attention(pressure) : high(pressure, highSince, before)));
            if (highSince != null) {
                ofOrgans.stream()
                        .filter(symptom -> symptom.from().isBefore(next)
                                && (symptom.to() == null || !symptom.to().isBefore(pressure.at())))
                        .map(symptom -> symptom.from().isAfter(pressure.at()) ? symptom.from() : pressure.at())
                        .min(Comparator.naturalOrder())
                        .ifPresent(at -> reads.add(read(
                                pressure,
                                at,
                                new Beyond(Level.STOP, pausing(pressure).limit()))));
            }
        }
        return episodes(Sign.PRESSURE, reads);
    }

    private boolean isHigh(BloodPressure pressure) {
        return !below(pressure.systolicMmHg(), ClinicalLimit.PAUSE_SYSTOLIC)
                || !below(pressure.diastolicMmHg(), ClinicalLimit.PAUSE_DIASTOLIC);
    }

    /** A pressure that has been high since then, in every reading. */
    private @Nullable Beyond high(BloodPressure pressure, Instant since, boolean again) {
        Instant treatedBy = pressure.at()
                .minus(SessionLimits.minutes(
                        limits.of(ClinicalLimit.STOP_PRESSURE_PERSISTS).value()));
        boolean persists = againstPressure.stream()
                .anyMatch(medicine ->
                        !medicine.at().isBefore(since) && !medicine.at().isAfter(treatedBy));
        if (persists) {
            return new Beyond(Level.STOP, ClinicalLimit.STOP_PRESSURE_PERSISTS);
        }
        return again ? pausing(pressure) : attention(pressure);
    }

    private static Read read(BloodPressure pressure, Instant at, @Nullable Beyond beyond) {
        return new Read(
                at,
                pressure.systolicMmHg().toPlainString() + "/"
                        + pressure.diastolicMmHg().toPlainString() + " mm[Hg]",
                pressure.source(),
                beyond);
    }

    private Beyond pausing(BloodPressure pressure) {
        return below(pressure.systolicMmHg(), ClinicalLimit.PAUSE_SYSTOLIC)
                ? new Beyond(Level.PAUSE, ClinicalLimit.PAUSE_DIASTOLIC)
                : new Beyond(Level.PAUSE, ClinicalLimit.PAUSE_SYSTOLIC);
    }

    private @Nullable Beyond attention(BloodPressure pressure) {
        if (!below(pressure.systolicMmHg(), ClinicalLimit.ATTENTION_SYSTOLIC)) {
            return new Beyond(Level.ATTENTION, ClinicalLimit.ATTENTION_SYSTOLIC);
        }
        if (!below(pressure.diastolicMmHg(), ClinicalLimit.ATTENTION_DIASTOLIC)) {
            return new Beyond(Level.ATTENTION, ClinicalLimit.ATTENTION_DIASTOLIC);
        }
        BigDecimal rise = course.percentRiseOfMean(pressure);
        return rise != null && !below(rise, ClinicalLimit.ATTENTION_MEAN_RISE)
                ? new Beyond(Level.ATTENTION, ClinicalLimit.ATTENTION_MEAN_RISE)
                : null;
    }

    private @Nullable Beyond heartRate(HeartRate rate) {
        if (above(rate.beatsPerMinute(), ClinicalLimit.STOP_HEART_RATE_HIGH)) {
            return new Beyond(Level.STOP, ClinicalLimit.STOP_HEART_RATE_HIGH);
        }
        if (below(rate.beatsPerMinute(), ClinicalLimit.STOP_HEART_RATE_LOW)) {
            return new Beyond(Level.STOP, ClinicalLimit.STOP_HEART_RATE_LOW);
        }
        return above(rate.beatsPerMinute(), ClinicalLimit.ATTENTION_HEART_RATE)
                ? new Beyond(Level.ATTENTION, ClinicalLimit.ATTENTION_HEART_RATE)
                : null;
    }

    private @Nullable Beyond oxygen(OxygenSaturation saturation) {
        if (below(saturation.percent(), ClinicalLimit.STOP_OXYGEN)) {
            return new Beyond(Level.STOP, ClinicalLimit.STOP_OXYGEN);
        }
        if (below(saturation.percent(), ClinicalLimit.PAUSE_OXYGEN)) {
            return new Beyond(Level.PAUSE, ClinicalLimit.PAUSE_OXYGEN);
        }
        return below(saturation.percent(), ClinicalLimit.ATTENTION_OXYGEN)
                ? new Beyond(Level.ATTENTION, ClinicalLimit.ATTENTION_OXYGEN)
                : null;
    }

    private @Nullable Beyond breathing(RespiratoryRate rate) {
        return below(rate.breathsPerMinute(), ClinicalLimit.ATTENTION_RESPIRATORY_RATE)
                ? new Beyond(Level.ATTENTION, ClinicalLimit.ATTENTION_RESPIRATORY_RATE)
                : null;
    }

    private List<Episode> sedation() {
        List<Read> reads = new ArrayList<>();
        for (Score score : course.scores(Score.Scale.MOAAS)) {
            BigDecimal value = BigDecimal.valueOf(score.value());
            Beyond beyond = null;
            if (!above(value, ClinicalLimit.STOP_MOAAS)) {
                beyond = new Beyond(Level.STOP, ClinicalLimit.STOP_MOAAS);
            } else if (!above(value, ClinicalLimit.ATTENTION_MOAAS)) {
                beyond = new Beyond(Level.ATTENTION, ClinicalLimit.ATTENTION_MOAAS);
            }
            reads.add(new Read(score.at(), "MOAA/S " + score.value(), score.source(), beyond));
        }
        return episodes(Sign.SEDATION, reads);
    }

    private boolean below(BigDecimal value, ClinicalLimit limit) {
        return value.compareTo(limits.of(limit).value()) < 0;
    }

    private boolean above(BigDecimal value, ClinicalLimit limit) {
        return value.compareTo(limits.of(limit).value()) > 0;
    }

    /** Readings within the limits are only looked at while an episode is open, so a quiet session costs nothing. */
    private <V extends VitalSign> List<Episode> each(
            Sign sign, List<V> readings, Function<V, @Nullable Beyond> judge, Function<V, String> words) {
        List<Read> reads = new ArrayList<>();
        boolean open = false;
        for (V reading : readings) {
            Beyond beyond = judge.apply(reading);
            if (beyond != null || open) {
                reads.add(new Read(reading.at(), words.apply(reading), reading.source(), beyond));
            }
            open = beyond != null;
        }
        return episodes(sign, reads);
    }

    private static List<Episode> episodes(Sign sign, List<Read> reads) {
        List<Episode> episodes = new ArrayList<>();
        List<Read> open = new ArrayList<>();
        for (Read read : reads) {
            if (read.beyond() != null) {
                open.add(read);
            } else if (!open.isEmpty()) {
                episodes.add(episode(sign, open, read.at()));
                open.clear();
            }
        }
        if (!open.isEmpty()) {
            episodes.add(episode(sign, open, null));
        }
        return episodes;
    }

    private static Episode episode(Sign sign, List<Read> reads, @Nullable Instant until) {
        Read worst = reads.get(0);
        Beyond most = Objects.requireNonNull(worst.beyond());
        for (Read read : reads) {
            Beyond beyond = Objects.requireNonNull(read.beyond());
            if (beyond.level().compareTo(most.level()) > 0) {
                worst = read;
                most = beyond;
            }
        }
        return new Episode(
                sign,
                reads.get(0).at(),
                most.level(),
                worst.at(),
                worst.words(),
                most.limit(),
                until,
                reads.stream().map(Read::source).distinct().toList());
    }
}
