// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dripline.dosing.FlowRate;
import org.dripline.figure.Figure;
import org.dripline.figure.Finding;
import org.jspecify.annotations.Nullable;

/**
 * What the reports add up to at one instant.
 *
 * @param now the instant asked about; nothing later went in
 * @param rateNow mL/h; null unless the pump's reports are fresh and it runs or keeps the vein open
 * @param lastPumpReport the last that says whether the pump delivers; null without any
 * @param unclearPumpReport the newest report when it does not say so (a word we do not know); null when it does
 * @param timeline segments and gaps from the first report on, in order, each beginning where the last ended
 * @param alarms each alarm once
 * @param cumulative corners of the cumulative dose curve, from the start on; empty before it or while the strength of
 *     the bag is unknown
 * @param reconciliation null without two counter readings
 * @param unannounced changes of flow first seen in a status: their events are late or lost
 * @param questionable readings marked QUES that went in
 * @param setAside values marked TEST, DEMO, INV, CAL or rejected, which did not go in
 * @param aheadOfClock values with a time later than {@code now}, which did not go in
 * @param episodes times beyond a limit of the protocol, each once
 * @param treatments other medicines given, with the time from what they were given for
 * @param coInfusions other drugs given by pump; no part of any dose here
 * @param clocks how far each device's clock is from the server's, where that can be told
 * @param figures every number, with the rule, limits and records that made it
 * @param findings what a person should look at
 */
public record SessionSummary(
        Instant now,
        PumpState pumpState,
        @Nullable FlowRate rateNow,
        @Nullable Instant lastPumpReport,
        @Nullable Instant unclearPumpReport,
        DoseFigures dose,
        TimeFigures time,
        VitalFigures vitals,
        List<Stretch> timeline,
        List<Pause> pauses,
        List<PumpAlarm> alarms,
        List<DosePoint> cumulative,
        @Nullable Reconciliation reconciliation,
        int unannounced,
        int questionable,
        int setAside,
        int aheadOfClock,
        List<Episode> episodes,
        List<Treatment> treatments,
        List<CoInfusion> coInfusions,
        List<ClockOffset> clocks,
        List<Figure> figures,
        List<Finding> findings) {

    public SessionSummary {
        timeline = List.copyOf(timeline);
        pauses = List.copyOf(pauses);
        alarms = List.copyOf(alarms);
        cumulative = List.copyOf(cumulative);
        episodes = List.copyOf(episodes);
        treatments = List.copyOf(treatments);
        coInfusions = List.copyOf(coInfusions);
        clocks = List.copyOf(clocks);
        figures = List.copyOf(figures);
        findings = List.copyOf(findings);
    }

    /** The same summary with its numbers explained. */
    SessionSummary with(List<Figure> explained, List<Finding> found) {
        return new SessionSummary(
                now,
                pumpState,
                rateNow,
                lastPumpReport,
                unclearPumpReport,
                dose,
                time,
                vitals,
                timeline,
                pauses,
                alarms,
                cumulative,
                reconciliation,
                unannounced,
                questionable,
                setAside,
                aheadOfClock,
                episodes,
                treatments,
                coInfusions,
                clocks,
                explained,
                found);
    }

    /** One figure by its code; empty when there is none of that name. */
    public Optional<Figure> figure(String code) {
        return figures.stream().filter(figure -> figure.code().equals(code)).findFirst();
    }

    /** How often delivery was interrupted for each reason; pauses nobody gave a reason for under an empty one. */
    public Map<String, Long> pausesByReason() {
        return pauses.stream()
                .collect(Collectors.groupingBy(
                        pause -> pause.reason() == null ? "" : pause.reason(), TreeMap::new, Collectors.counting()));
    }

    /** The segments of the time line: the pump's rate as steps. */
    public List<RateSegment> segments() {
        return timeline.stream()
                .filter(RateSegment.class::isInstance)
                .map(RateSegment.class::cast)
                .toList();
    }

    /** The parts of the time line nobody observed. */
    public List<MonitoringGap> gaps() {
        return timeline.stream()
                .filter(MonitoringGap.class::isInstance)
                .map(MonitoringGap.class::cast)
                .toList();
    }
}
