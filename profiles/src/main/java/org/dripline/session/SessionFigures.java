// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.dripline.dosing.DeliveredTotal;
import org.dripline.dosing.Dose;
import org.dripline.dosing.Weight;

/** Puts a summary together: the time line, the dose it adds up to, and how the patient was. */
final class SessionFigures {

    private SessionFigures() {}

    static SessionSummary at(Instant now, InfusionSession session) {
        FlowTimeline timeline = new FlowTimeline(session, now);
        VitalCourse course = new VitalCourse(session, now, timeline.start(), timeline.end());
        return new SessionSummary(
                now,
                timeline.state(),
                timeline.rateNow(),
                timeline.lastReport(),
                timeline.unclearReport(),
                dose(session, timeline),
                time(timeline, course),
                course.figures(),
                timeline.timeline(),
                timeline.pauses(),
                timeline.alarms(),
                timeline.cumulative(),
                timeline.reconciliation(),
                timeline.unannounced(),
                counted(session, now, Quality.QUESTIONABLE),
                counted(session, now, Quality.UNUSABLE),
                ahead(session, now));
    }

    private static DoseFigures dose(InfusionSession session, FlowTimeline timeline) {
        InfusionOrder order = session.order();
        Weight weight = order == null || order.weight() == null ? session.weight() : order.weight();
        Dose ordered = order == null ? null : order.dose();
        boolean known = timeline.concentration() != null;
        DeliveredTotal total = timeline.delivered();
        Duration infusing = timeline.time(FlowTimeline.Kindred.INFUSING);
        Duration elapsed = timeline.elapsed();
        boolean ran = known && !infusing.isZero();
        return new DoseFigures(
                weight,
                timeline.concentration(),
                order == null ? null : order.drawn(),
                ordered,
                order == null ? null : order.dosePerWeight(),
                order == null ? null : order.rate(),
                known ? total.dose() : null,
                total.volume(),
                known && weight != null ? total.dosePer(weight) : null,
                known && ordered != null && ordered.milligrams().signum() > 0 ? total.percentOf(ordered) : null,
                ran ? timeline.seenRunning().meanRateOver(infusing) : null,
                ran ? total.meanRateOver(elapsed) : null,
                ran && weight != null ? timeline.seenRunning().meanRateOver(infusing, weight) : null,
                known ? timeline.keepVeinOpen().dose() : null,
                timeline.atLeast(),
                timeline.asOf());
    }

    private static TimeFigures time(FlowTimeline timeline, VitalCourse course) {
        return new TimeFigures(
                timeline.start(),
                timeline.end(),
                timeline.time(FlowTimeline.Kindred.INFUSING),
                timeline.elapsed(),
                timeline.time(FlowTimeline.Kindred.PAUSED),
                timeline.time(FlowTimeline.Kindred.UNOBSERVED),
                course.observed());
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
}
