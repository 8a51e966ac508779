// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.dripline.app.session.SessionPage.DoseCard;
import org.dripline.app.session.SessionPage.Part;
import org.dripline.app.session.SessionPage.PumpCard;
import org.dripline.app.session.SessionPage.VitalCard;
import org.junit.jupiter.api.Test;

class SessionPageTest {

    @Test
    void agesAreWordedInTheUnitThatMatters() {
        assertThat(SessionText.age(Duration.ofSeconds(12))).isEqualTo("12 s");
        assertThat(SessionText.age(Duration.ofSeconds(59))).isEqualTo("59 s");
        assertThat(SessionText.age(Duration.ofSeconds(60))).isEqualTo("1 min");
        assertThat(SessionText.age(Duration.ofSeconds(3 * 60 + 40))).isEqualTo("3 min");
        assertThat(SessionText.age(Duration.ofMinutes(65))).isEqualTo("1 h 05 min");
        assertThat(SessionText.age(Duration.ofSeconds(-3))).isEqualTo("0 s");
    }

    @Test
    void figuresArePrintedNotChanged() {
        assertThat(SessionText.mg(new BigDecimal("21.95"))).isEqualTo("22.0");
        assertThat(SessionText.mgPerKg(new BigDecimal("0.2870813"))).isEqualTo("0.287");
        assertThat(SessionText.number(new BigDecimal("70.0"))).isEqualTo("70");
        assertThat(SessionText.number(new BigDecimal("1E+2"))).isEqualTo("100");
        assertThat(SessionText.rate(new BigDecimal("23.0625"))).isEqualTo("23.06");
        assertThat(SessionText.percent(new BigDecimal("99.97")))
                .as("not complete before it is")
                .isEqualTo("99");
        assertThat(SessionText.percent(new BigDecimal("100.0"))).isEqualTo("100");
        assertThat(SessionText.running(Duration.ofSeconds(25 * 60 + 7))).isEqualTo("25:07");
        assertThat(SessionText.running(Duration.ofSeconds(3600 + 5 * 60 + 7))).isEqualTo("1:05:07");
    }

    @Test
    void aRunningInfusionShowsDoseRateAndAges() {
        SessionPage page = page(SampleSessions.at(SampleSessions.UNEVENTFUL, 25));

        assertThat(dose(page).mg()).isEqualTo("22.0");
        assertThat(dose(page).mgPerKg()).isEqualTo("0.314");
        assertThat(dose(page).share()).isEqualTo("62 % of 35 mg ordered");
        assertThat(pump(page).word()).isEqualTo("Running");
        assertThat(pump(page).figure() + " " + pump(page).unit()).isEqualTo("52.5 mL/h");
        assertThat(vital(page, "bp").value()).isEqualTo("136/86");
        assertThat(vital(page, "bp").age()).isEqualTo("5 min ago");
        assertThat(vital(page, "hr").age()).isEqualTo("7 s ago");
        assertThat(page.times())
                .containsExactly(
                        new Part("Started", "10:00"),
                        new Part("Elapsed", "25:07"),
                        new Part("Infusing", "25:07"),
                        new Part("Paused", "0:00"));
    }

    @Test
    void aPauseSaysWhyAndHowLong() {
        PumpCard pump = pump(page(SampleSessions.at(SampleSessions.OCCLUSION, 14)));

        assertThat(pump.word()).isEqualTo("Paused");
        assertThat(pump.figure()).isEqualTo("2 min");
        assertThat(pump.detail()).isEqualTo("occlusion, since 10:12");
        assertThat(pump.announcement()).isEqualTo("Pump paused, occlusion");
    }

    @Test
    void whatIsStaleIsUnknownAndKeepsItsLastValueAside() {
        SessionPage page = page(SampleSessions.at(SampleSessions.UNEVENTFUL, 27, 22, 23));

        assertThat(pump(page).state()).isEqualTo("unknown");
        assertThat(pump(page).figure()).isEmpty();
        assertThat(dose(page).known()).isFalse();
        assertThat(dose(page).mg()).isEqualTo("19.3");
        assertThat(dose(page).detail()).isEqualTo("as of 10:22:00");
        assertThat(vital(page, "hr").known()).isFalse();
        assertThat(vital(page, "hr").last()).isEqualTo("last 83 at 10:23:00");
        assertThat(vital(page, "bp").known()).isTrue();
    }

    @Test
    void aCompletedInfusionStaysComplete() {
        SessionPage page = page(SampleSessions.at(SampleSessions.UNEVENTFUL, 52));

        assertThat(pump(page).word()).isEqualTo("Completed");
        assertThat(dose(page).share()).isEqualTo("100 % of 35 mg ordered");
        assertThat(page.times()).contains(new Part("Ended", "10:40"));
    }

    @Test
    void aLineKeptOpenIsNotShownAsAPumpThatIsDone() {
        SessionView done = SampleSessions.at(SampleSessions.UNEVENTFUL, 52);
        SessionView open = with(
                done,
                new SessionView.Pump(
                        SessionView.PumpState.COMPLETED,
                        null,
                        done.pump().since(),
                        "line kept open at 2 mL/h",
                        done.pump().reportedAt(),
                        null),
                List.of());

        assertThat(pump(page(open)).detail()).startsWith("line kept open at 2 mL/h, ");
        assertThat(pump(page(open)).announcement()).isEqualTo("Infusion completed, line kept open at 2 mL/h");
    }

    @Test
    void timesOfASilentPumpAreThoseItWasLastHeardAt() {
        assertThat(page(SampleSessions.at(SampleSessions.UNEVENTFUL, 27, 22, 23))
                        .times())
                .contains(new Part("Started", "10:00"), new Part("Infusing", "unknown, 22:00 at 10:22"));
    }

    @Test
    void notesAndScoresAreOnThePage() {
        SessionView view = with(
                SampleSessions.at(SampleSessions.UNEVENTFUL, 25),
                SampleSessions.at(SampleSessions.UNEVENTFUL, 25).pump(),
                List.of("2 readings could not be used (wrong unit)."));

        assertThat(Screens.render("session/parts :: live", page(view), view))
                .contains("2 readings could not be used (wrong unit).", "MOAA/S", "4, 5 min ago");
    }

    private static SessionView with(SessionView view, SessionView.Pump pump, List<String> notes) {
        return new SessionView(
                view.now(),
                view.order(),
                pump,
                view.dose(),
                view.vitals(),
                view.times(),
                List.of(new SessionView.Score("MOAA/S", "4", SampleSessions.minute(20))),
                notes,
                view.course());
    }

    @Test
    void aNoticeAndAVitalSignTurnedUnknownAreAnnounced() {
        SessionView view = SampleSessions.at(SampleSessions.UNEVENTFUL, 27, 22, 23);

        assertThat(SessionPage.of(view, Screens.ZONE, "The record was last read at 10:22:00.")
                        .announcements())
                .containsExactly(
                        "The record was last read at 10:22:00.",
                        "Pump state unknown",
                        "Heart rate unknown",
                        "SpO₂ unknown",
                        "Respiration unknown");
    }

    @Test
    void aRecordReadLongAgoIsSaidEvenWithoutAnError() {
        assertThat(SessionShowing.notice(null, SampleSessions.START, Screens.ZONE))
                .isEqualTo("The record was last read at 10:00:00. What is shown is as of then.");
        assertThat(SessionShowing.notice(null, null, Screens.ZONE)).isNull();
    }

    @Test
    void anIncompleteBirthDateIsShownAsItIs() {
        LocalDate today = LocalDate.of(2026, 3, 10);
        assertThat(Identity.of("A", "1984-03-11", "female", "1", today).born()).isEqualTo("11 Mar 1984 (41 y)");
        assertThat(Identity.of(" ", null, null, "1", today).name()).isEqualTo("Name unknown");
        assertThat(Identity.of("A", "1984-03", null, "1", today).born()).isEqualTo("1984-03");
        assertThat(Identity.of("A", null, null, "1", today).sex()).isEqualTo("Sex unknown");
    }

    private static SessionPage page(SessionView view) {
        return SessionPage.of(view, Screens.ZONE, null);
    }

    private static PumpCard pump(SessionPage page) {
        return Objects.requireNonNull(page.pump());
    }

    private static DoseCard dose(SessionPage page) {
        return Objects.requireNonNull(page.dose());
    }

    private static VitalCard vital(SessionPage page, String id) {
        return page.vitals().stream()
                .filter(vital -> vital.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
