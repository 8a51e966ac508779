// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.dripline.app.session.SessionChart.Scale;
import org.dripline.app.session.SessionChart.Size;
import org.dripline.app.session.SessionCourse.DosePoint;
import org.dripline.app.session.SessionCourse.Pause;
import org.dripline.app.session.SessionCourse.RateStep;
import org.dripline.app.session.SessionCourse.Reading;
import org.dripline.app.session.SessionCourse.Sign;
import org.dripline.app.session.SessionCourse.Trace;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class SessionChartTest {

    private static final Instant START = SampleSessions.START;

    @Test
    void everySizeOfEveryStateIsWellFormedAndSaysWhatItShows() throws Exception {
        for (double minute : new double[] {-4, 0, 1, 14, 25, 52, 75}) {
            SessionView view = SampleSessions.at(SampleSessions.OCCLUSION, minute);
            for (Size size : Size.values()) {
                String svg = SessionChart.svg(view.course(), view.now(), Screens.ZONE, size);
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
                assertThat(svg)
                        .contains("role=\"img\"", "<title id=\"chart-" + size.id() + "-title\">", "<desc id=")
                        .doesNotContain("style=", "NaN", "Infinity");
            }
        }
    }

    @Test
    void aReadingWithAWrongDateDoesNotSqueezeTheSession() {
        List<Reading> readings = List.of(
                new Reading(Instant.EPOCH, new java.math.BigDecimal("70")),
                new Reading(START, new java.math.BigDecimal("71")));
        for (Instant started : List.of(START, Instant.EPOCH)) {
            SessionCourse course = new SessionCourse(
                    started,
                    null,
                    null,
                    null,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(new Trace(Sign.HEART_RATE, Duration.ofSeconds(30), readings)),
                    List.of());

            TimeAxis axis = SessionChart.axis(course, START.plusSeconds(600), Size.WIDE);

            assertThat(axis.from()).isAfterOrEqualTo(START.minus(Duration.ofDays(1)));
            assertThat(SessionChart.svg(course, START.plusSeconds(600), Screens.ZONE, Size.WIDE))
                    .hasSizeLessThan(40_000);
        }
        assertThat(new TimeAxis(Instant.EPOCH, START, 0, 900).ticks(Screens.ZONE, 70))
                .hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void aSignTheMonitorDoesNotMeasureLeavesAGapAtOnce() {
        List<Reading> readings = List.of(
                new Reading(START, new java.math.BigDecimal("70")),
                new Reading(START.plusSeconds(20), new java.math.BigDecimal("71")));
        Trace whole = new Trace(Sign.HEART_RATE, Duration.ofSeconds(30), readings);
        Trace broken = new Trace(Sign.HEART_RATE, Duration.ofSeconds(30), readings, List.of(START.plusSeconds(10)));

        assertThat(heartRateOnly(whole))
                .contains("class=\"trace-heart_rate\" d=")
                .doesNotContain("class=\"gap\"");
        assertThat(heartRateOnly(broken)).contains("class=\"gap\"").doesNotContain("class=\"trace-heart_rate\" d=");
    }

    private static String heartRateOnly(Trace trace) {
        SessionCourse course = new SessionCourse(
                START, null, null, null, List.of(), List.of(), List.of(), List.of(), List.of(trace), List.of());
        return SessionChart.svg(course, START.plusSeconds(40), Screens.ZONE, Size.WIDE);
    }

    @Test
    void timeIsLaidOutEvenlyBetweenTheEdges() {
        TimeAxis axis = new TimeAxis(START, START.plusSeconds(3600), 100, 700);

        assertThat(axis.x(START)).isEqualTo(100);
        assertThat(axis.x(START.plusSeconds(1800))).isEqualTo(400);
        assertThat(axis.x(START.plusSeconds(3600))).isEqualTo(700);
        assertThat(axis.x(START.minusSeconds(60))).isEqualTo(100);
        assertThat(axis.ticks(Screens.ZONE, 90))
                .containsExactly(
                        START,
                        START.plusSeconds(600),
                        START.plusSeconds(1200),
                        START.plusSeconds(1800),
                        START.plusSeconds(2400),
                        START.plusSeconds(3000),
                        START.plusSeconds(3600));
    }

    @Test
    void scalesHaveRoundMarksAndRoomAboveTheGreatestValue() {
        assertThat(Scale.upTo(35, 2).ticks()).containsExactly(0d, 10d, 20d, 30d);
        assertThat(Scale.upTo(52.5, 2).ticks()).containsExactly(0d, 25d, 50d);
        assertThat(Scale.upTo(35, 2).high()).isGreaterThan(35);
        assertThat(Scale.number(0.25)).isEqualTo("0.25");
    }

    @Test
    void readingsTooFarApartAreNotJoined() {
        SessionCourse course = course(
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        new Reading(START, SampleSessions.dec("70")),
                        new Reading(START.plusSeconds(10), SampleSessions.dec("71")),
                        new Reading(START.plusSeconds(600), SampleSessions.dec("72")),
                        new Reading(START.plusSeconds(610), SampleSessions.dec("73"))));

        String svg = SessionChart.svg(course, START.plusSeconds(612), Screens.ZONE, Size.WIDE);

        assertThat(count(svg, "class=\"trace-heart_rate\"")).isEqualTo(2);
        assertThat(count(svg, "class=\"gap\"")).isEqualTo(1);
        assertThat(svg).contains("no data");
    }

    @Test
    void theTimeSinceTheLastReadingIsAGapOnceItIsOld() {
        List<Reading> readings = List.of(
                new Reading(START, SampleSessions.dec("70")),
                new Reading(START.plusSeconds(10), SampleSessions.dec("70")));

        String fresh = SessionChart.svg(
                course(List.of(), List.of(), List.of(), readings), START.plusSeconds(30), Screens.ZONE, Size.WIDE);
        String old = SessionChart.svg(
                course(List.of(), List.of(), List.of(), readings), START.plusSeconds(300), Screens.ZONE, Size.WIDE);

        assertThat(count(fresh, "class=\"gap\"")).isZero();
        assertThat(count(old, "class=\"gap\"")).isEqualTo(1);
    }

    @Test
    void anUnknownRateIsAGapAndNeverALineAtZero() {
        List<RateStep> rates = List.of(
                new RateStep(START, START.plusSeconds(600), SampleSessions.dec("52.5")),
                new RateStep(START.plusSeconds(600), START.plusSeconds(900), null));
        List<List<DosePoint>> doses = List.of(List.of(
                new DosePoint(START, SampleSessions.dec("0"), SampleSessions.dec("0")),
                new DosePoint(START.plusSeconds(600), SampleSessions.dec("8.75"), SampleSessions.dec("0.125"))));

        String svg = SessionChart.svg(
                course(rates, doses, List.of(), List.of()), START.plusSeconds(900), Screens.ZONE, Size.WIDE);

        assertThat(count(svg, "class=\"rate-line\"")).isEqualTo(1);
        assertThat(count(svg, "class=\"gap\""))
                .as("in the rate and in the dose")
                .isEqualTo(2);
    }

    @Test
    void theDoseCurveEndsAtTheHeightOfItsFigure() {
        SessionView view = SampleSessions.at(SampleSessions.UNEVENTFUL, 40);
        String svg = SessionChart.svg(view.course(), view.now(), Screens.ZONE, Size.WIDE);

        MatchResult ordered = first(svg, "class=\"dose-ordered\" x1=\"[\\d.]+\" y1=\"([\\d.]+)\"");
        MatchResult end = first(svg, "class=\"dose-line\" d=\"M[^\"]*?([\\d.]+)\"");

        assertThat(Double.parseDouble(end.group(1)))
                .as("35 mg given of 35 mg ordered")
                .isCloseTo(Double.parseDouble(ordered.group(1)), within(0.11));
    }

    @Test
    void aPauseOfSecondsIsDrawnAndOneThatLastsIsNamedByItsBegin() {
        List<Pause> pauses = List.of(
                new Pause(START, START.plusSeconds(3), false, "occlusion"),
                new Pause(START.plusSeconds(600), START.plusSeconds(605), true, "occlusion"));

        String svg = SessionChart.svg(
                course(List.of(), List.of(), pauses, List.of()), START.plusSeconds(1200), Screens.ZONE, Size.WIDE);

        assertThat(count(svg, "class=\"pause\"")).isEqualTo(2);
        assertThat(svg).contains("Paused since 10:10, occlusion</text>");
        assertThat(count(svg, "class=\"pause-text\"")).isEqualTo(1);
    }

    @Test
    void aPauseIsShadedAndNamed() {
        SessionView view = SampleSessions.at(SampleSessions.OCCLUSION, 30);

        for (Size size : List.of(Size.WIDE, Size.MEDIUM)) {
            String svg = SessionChart.svg(view.course(), view.now(), Screens.ZONE, size);
            assertThat(count(svg, "class=\"pause\"")).isEqualTo(1);
            assertThat(svg).contains("Paused 3 min, occlusion</text>");
        }
        assertThat(SessionChart.pauseText(new Pause(START, START.plusSeconds(125), true, null)))
                .isEqualTo("Paused 2 min");
    }

    @Test
    void aReasonFromThePumpCannotBreakTheDrawing() {
        SessionCourse course = course(
                List.of(),
                List.of(),
                List.of(new Pause(START.plusSeconds(60), START.plusSeconds(300), false, "<script>&\"")),
                List.of());

        assertThat(SessionChart.svg(course, START.plusSeconds(900), Screens.ZONE, Size.WIDE))
                .doesNotContain("<script>")
                .contains("&lt;script&gt;&amp;");
    }

    @Test
    void whatReachesBeyondTheUsualSpanWidensTheScale() {
        SessionCourse course =
                course(List.of(), List.of(), List.of(), List.of(new Reading(START, SampleSessions.dec("171"))));

        assertThat(SessionChart.svg(course, START.plusSeconds(20), Screens.ZONE, Size.WIDE))
                .contains(">200</text>");
    }

    private static SessionCourse course(
            List<RateStep> rates, List<List<DosePoint>> doses, List<Pause> pauses, List<Reading> heart) {
        return new SessionCourse(
                START,
                null,
                SampleSessions.dec("35"),
                SampleSessions.dec("70"),
                rates,
                doses,
                pauses,
                List.of(),
                List.of(new Trace(Sign.HEART_RATE, Duration.ofSeconds(30), heart)),
                List.of());
    }

    private static long count(String svg, String part) {
        return Pattern.compile(Pattern.quote(part)).matcher(svg).results().count();
    }

    private static MatchResult first(String svg, String pattern) {
        return Pattern.compile(pattern).matcher(svg).results().findFirst().orElseThrow();
    }
}
