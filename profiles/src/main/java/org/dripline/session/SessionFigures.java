// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.dripline.dosing.Concentration;
import org.dripline.dosing.DeliveredTotal;
import org.dripline.dosing.Dose;
import org.dripline.dosing.DoseRatePerWeight;
import org.dripline.dosing.FlowRate;
import org.dripline.dosing.Weight;
import org.dripline.session.RateSegment.Flow;
import org.jspecify.annotations.Nullable;

/** Puts a summary together: the time line, the dose it adds up to, and how the patient was. */
final class SessionFigures {

    private static final long MINUTES_PER_HOUR = 60;

    private SessionFigures() {}

    static SessionSummary at(Instant now, InfusionSession session) {
        Delivery delivery = Delivery.of(session, now);
        VitalCourse course = new VitalCourse(session, now, delivery.start(), delivery.end());
        List<Bolus> boluses = boluses(session, now);
        List<Episode> episodes = Episodes.of(session.limits(), course, session.charted());
        List<Stretch> timeline = withReasons(delivery.timeline(), session.charted());
        SessionSummary plain = new SessionSummary(
                now,
                delivery.state(),
                delivery.rateNow(),
                delivery.lastReport(),
                delivery.unclearReport(),
                dose(session, delivery, timeline, boluses),
                time(session, now, delivery, course),
                course.figures(),
                timeline,
                delivery.pauses().stream()
                        .map(pause -> withReason(pause, now, session.charted()))
                        .toList(),
                delivery.alarms(),
                delivery.cumulative(),
                delivery.reconciliation(),
                delivery.unannounced(),
                counted(session, now, Quality.QUESTIONABLE),
                counted(session, now, Quality.UNUSABLE),
                ahead(session, now),
                episodes,
                treatments(session, now, episodes),
                coInfusions(session, now),
                ClockOffset.of(session.charted().arrivals(), now),
                List.of(),
                List.of());
        return new SessionExplanation(session, delivery, course, boluses, plain).explained();
    }

    /** Where the pump does not say why it stands, what a person said. */
    private static List<Stretch> withReasons(List<Stretch> timeline, Charted charted) {
        return timeline.stream()
                .map(stretch -> stretch instanceof RateSegment segment
                                && segment.flow() == RateSegment.Flow.STOPPED
                                && segment.reason() == null
                        ? segment.because(charted.reasonOf(segment.from(), segment.to()))
                        : stretch)
                .toList();
    }

    private static Pause withReason(Pause pause, Instant now, Charted charted) {
        return pause.reason() == null
                ? pause.because(charted.reasonOf(pause.from(), pause.to() == null ? now : pause.to()))
                : pause;
    }

    private static List<Bolus> boluses(InfusionSession session, Instant now) {
        Map<String, Bolus> once = new TreeMap<>();
        for (Bolus bolus : session.charted().boluses()) {
            if (!bolus.at().isAfter(now)) {
                String content = bolus.at() + " " + bolus.dose().milligrams().toPlainString();
                once.merge(content, bolus, (one, other) -> one.source().compareTo(other.source()) <= 0 ? one : other);
            }
        }
        return once.values().stream().sorted(Comparator.comparing(Bolus::at)).toList();
    }

    private static DoseFigures dose(
            InfusionSession session, Delivery delivery, List<Stretch> timeline, List<Bolus> boluses) {
        InfusionOrder order = session.order();
        Weight weight = order == null || order.weight() == null ? session.weight() : order.weight();
        Weight today = session.charted().weightToday();
        Weight other = today == null || today.equals(weight) ? null : today;
        Dose ordered = order == null ? null : order.dose();
        Dose drawn = order == null ? null : order.drawn();
        Concentration concentration = delivery.concentration();
        boolean known = concentration != null;
        DeliveredTotal atOnce = DeliveredTotal.NONE;
        for (Bolus bolus : boluses) {
            atOnce = atOnce.plus(bolus.dose());
        }
        DeliveredTotal total = delivery.delivered().plus(atOnce);
        DeliveredTotal running = delivery.seenRunning();
        Duration infusing = delivery.time(Delivery.Kindred.INFUSING);
        Duration elapsed = delivery.elapsed();
        boolean ran = known && !infusing.isZero();
        boolean over = delivery.end() != null;
        FlowRate peak = peak(timeline);
        return new DoseFigures(
                weight,
                concentration,
                drawn,
                ordered,
                order == null ? null : order.dosePerWeight(),
                order == null ? null : order.rate(),
                known ? total.dose() : null,
                total.volume(),
                known && weight != null ? total.dosePer(weight) : null,
                known && ordered != null && ordered.milligrams().signum() > 0 ? total.percentOf(ordered) : null,
                ran ? running.meanRateOver(infusing) : null,
                ran ? delivery.delivered().meanRateOver(elapsed) : null,
                ran && weight != null ? running.meanRateOver(infusing, weight) : null,
                known ? delivery.keepVeinOpen().dose() : null,
                delivery.atLeast(),
                other,
                known && other != null ? total.dosePer(other) : null,
                ran && weight != null ? delivery.delivered().meanRateOver(elapsed, weight) : null,
                peak,
                weight == null ? null : peakPerWeight(timeline, weight),
                atOnce.dose(),
                over && known && drawn != null ? drawn.minus(total.dose()) : null,
                delivery.asOf());
    }

    private static @Nullable FlowRate peak(List<Stretch> timeline) {
        return running(timeline).stream()
                .map(RateSegment::rate)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static @Nullable DoseRatePerWeight peakPerWeight(List<Stretch> timeline, Weight weight) {
        return running(timeline).stream()
                .filter(segment -> segment.concentration() != null)
                .map(segment -> segment.rate()
                        .doseRateAt(Objects.requireNonNull(segment.concentration()))
                        .milligramsPerHour())
                .max(Comparator.naturalOrder())
                .map(most -> new DoseRatePerWeight(most.divide(weight.kilograms(), MathContext.DECIMAL128)))
                .orElse(null);
    }

    private static List<RateSegment> running(List<Stretch> timeline) {
        return timeline.stream()
                .filter(stretch -> stretch instanceof RateSegment segment && segment.flow() == Flow.RUNNING)
                .map(RateSegment.class::cast)
                .toList();
    }

    private static TimeFigures time(InfusionSession session, Instant now, Delivery delivery, VitalCourse course) {
        Instant discharged = upTo(now, session.charted().dischargedAt());
        Duration infusing = delivery.time(Delivery.Kindred.INFUSING);
        boolean billed = infusing.compareTo(session.limits().firstHour().value()) >= 0;
        return new TimeFigures(
                delivery.start(),
                delivery.end(),
                infusing,
                delivery.elapsed(),
                delivery.time(Delivery.Kindred.PAUSED),
                delivery.time(Delivery.Kindred.UNOBSERVED),
                course.observed(),
                between(delivery.end(), discharged),
                between(session.charted().arrivedAt(), discharged),
                billed ? 1 : 0,
                billed ? furtherHours(infusing, session.limits().furtherHour().value()) : 0);
    }

    /** Whole hours beyond the first, and one more when enough of it was begun. */
    private static int furtherHours(Duration infusing, Duration begun) {
        Duration beyond = infusing.minusMinutes(MINUTES_PER_HOUR);
        if (beyond.isNegative()) {
            return 0;
        }
        long whole = beyond.toHours();
        boolean another = beyond.minusHours(whole).compareTo(begun) > 0;
        return Math.toIntExact(whole + (another ? 1 : 0));
    }

    private static @Nullable Instant upTo(Instant now, @Nullable Instant instant) {
        return instant == null || instant.isAfter(now) ? null : instant;
    }

    private static @Nullable Duration between(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null || to.isBefore(from) ? null : Duration.between(from, to);
    }

    private static List<Treatment> treatments(InfusionSession session, Instant now, List<Episode> episodes) {
        return session.charted().medicines().stream()
                .filter(medicine -> !medicine.at().isAfter(now))
                .sorted(Comparator.comparing(MedicineGiven::at).thenComparing(MedicineGiven::source))
                .map(medicine -> {
                    Instant trigger = trigger(medicine, episodes);
                    return new Treatment(medicine, trigger, between(trigger, medicine.at()));
                })
                .toList();
    }

    private static @Nullable Instant trigger(MedicineGiven medicine, List<Episode> episodes) {
        if (medicine.purpose() != MedicineGiven.Purpose.RESCUE) {
            return null;
        }
        Instant onset = medicine.onset();
        if (onset != null && !onset.isAfter(medicine.at())) {
            return onset;
        }
        return episodes.stream()
                .filter(episode -> episode.sign() == medicine.against()
                        && !episode.reachedAt().isAfter(medicine.at()))
                .map(Episode::reachedAt)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Each other drug on its own: by its label, and by the pump that gave it. */
    private static List<CoInfusion> coInfusions(InfusionSession session, Instant now) {
        Map<String, List<PumpReport>> byDrug = new TreeMap<>();
        for (PumpReport report : session.charted().otherDrugs()) {
            String drug = report.drug() == null ? "" : report.drug().strip().toLowerCase(Locale.ROOT);
            byDrug.computeIfAbsent(drug, name -> new ArrayList<>()).add(report);
        }
        List<CoInfusion> infusions = new ArrayList<>();
        for (List<PumpReport> reports : byDrug.values()) {
            InfusionSession alone = new InfusionSession(
                    null, null, reports, List.of(), List.of(), session.closedAt(), session.limits());
            Delivery delivery = Delivery.of(alone, now);
            String label = reports.stream()
                    .map(PumpReport::drug)
                    .filter(Objects::nonNull)
                    .min(Comparator.naturalOrder())
                    .orElse("");
            if (delivery.start() != null) {
                infusions.add(new CoInfusion(
                        label,
                        delivery.delivered().volume(),
                        delivery.time(Delivery.Kindred.INFUSING),
                        delivery.start(),
                        delivery.end(),
                        delivery.atLeast()));
            }
        }
        return infusions;
    }

    /** Values of one quality up to now; the same content sent twice counts once. */
    private static int counted(InfusionSession session, Instant now, Quality quality) {
        Set<Object> once = new HashSet<>();
        session.reports().stream()
                .filter(report -> report.quality() == quality && !report.at().isAfter(now))
                .forEach(report -> once.add(report.withSource("")));
        session.vitalSigns().stream()
                .filter(reading -> reading.quality() == quality && !reading.at().isAfter(now))
                .forEach(reading -> once.add(VitalReadings.content(reading)));
        session.scores().stream()
                .filter(score -> score.quality() == quality && !score.at().isAfter(now))
                .forEach(score -> once.add(score.withSource("")));
        return once.size();
    }

    private static int ahead(InfusionSession session, Instant now) {
        Set<Object> once = new HashSet<>();
        session.reports().stream()
                .filter(report -> report.at().isAfter(now))
                .forEach(report -> once.add(report.withSource("")));
        session.vitalSigns().stream()
                .filter(reading -> reading.at().isAfter(now))
                .forEach(reading -> once.add(VitalReadings.content(reading)));
        session.scores().stream()
                .filter(score -> score.at().isAfter(now))
                .forEach(score -> once.add(score.withSource("")));
        return once.size();
    }

    static BigDecimal minutes(Duration time) {
        return BigDecimal.valueOf(time.toMillis())
                .divide(BigDecimal.valueOf(MINUTES_PER_HOUR * 1000), MathContext.DECIMAL128);
    }
}
