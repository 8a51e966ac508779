// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;

class ScreenTemplateTest {

    private static final String INTENDED_USE =
            "Record and overview only. Bedside monitor and pump alarms come first. Values may be late.";

    @Test
    void everyStateNamesThePatientAndTheIntendedUse() {
        Map<String, SessionView> views = Map.of(
                "running", SampleSessions.at(SampleSessions.UNEVENTFUL, 25),
                "paused", SampleSessions.at(SampleSessions.OCCLUSION, 14),
                "unknown", SampleSessions.at(SampleSessions.UNEVENTFUL, 27, 22, 23),
                "completed", SampleSessions.at(SampleSessions.UNEVENTFUL, 52),
                "not-started", SampleSessions.at(SampleSessions.UNEVENTFUL, -4));

        views.forEach((state, view) -> assertThat(Screens.screen(SessionPage.of(view, Screens.ZONE, null), view))
                .contains(INTENDED_USE, "TESTWELL-ALPHA, Synthia", "SYN-0001", "11 Mar 1984 (41 y)")
                .contains("<body data-connection=\"lost\">", "<noscript>")
                .contains("pump-" + state)
                .contains("<caption>", "scope=\"col\"", "<svg")
                .doesNotContain("th:", " style="));
    }

    @Test
    void thePagesWithoutFiguresNameThemToo() {
        List<SessionPage> pages = List.of(
                SessionPage.empty(SampleSessions.START, Screens.ZONE, null),
                SessionPage.loading(SampleSessions.START, Screens.ZONE),
                SessionPage.error(SampleSessions.START, Screens.ZONE, "The record cannot be reached."));

        for (SessionPage page : pages) {
            assertThat(Screens.screen(page, null))
                    .contains(
                            INTENDED_USE,
                            "TESTWELL-ALPHA, Synthia",
                            "mode-" + page.mode().id())
                    .doesNotContain("class=\"answers\"", "th:");
        }
    }

    @Test
    void markupInWhatAHostOrAMessageSaysIsShownAndNoMarkup() {
        Identity identity =
                Identity.of(markup("name"), markup("born"), markup("sex"), markup("number"), LocalDate.of(2026, 1, 5));
        SessionView view = SampleSessions.at(SampleSessions.UNEVENTFUL, 25);
        List<String> screens = List.of(
                Screens.screen(identity, SessionPage.of(view, Screens.ZONE, markup("notice")), view),
                Screens.screen(
                        identity, SessionPage.error(SampleSessions.START, Screens.ZONE, markup("notice")), null));

        for (String screen : screens) {
            for (String where : List.of("name", "born", "number", "notice")) {
                assertThat(screen).contains("&lt;script&gt;markup-" + where);
            }
            assertThat(screen).doesNotContainIgnoringCase("<script>markup", "<img src=x");
        }
    }

    /** As routes and server write it: an issue words what a message said, an order names its drug. */
    @Test
    void markupInWhatCameByMessageIsShownAndNoMarkup() {
        SessionView view = SampleSessions.at(SampleSessions.UNEVENTFUL, 25);
        SessionView hostile = new SessionView(
                view.now(),
                new SessionView.Order(markup("drug"), null, null, null, null, null),
                view.pump(),
                view.dose(),
                view.vitals(),
                view.times(),
                view.scores(),
                List.of(markup("note")),
                view.course());
        DetectedIssue issue = new DetectedIssue().setDetail(markup("issue"));
        issue.addMitigation().getAction().setText(markup("reason"));
        issue.getMitigationFirstRep().setAuthor(new Reference("Practitioner/nurse-1"));
        SessionPage page = SessionPage.of(hostile, Screens.ZONE, null)
                .with(OnRecord.issues(List.of(issue), "enc-1"), Screens.ZONE);

        String screen = Screens.screen(page, hostile);

        for (String where : List.of("drug", "note", "issue", "reason")) {
            assertThat(screen).contains("&lt;script&gt;markup-" + where);
        }
        assertThat(screen)
                .doesNotContainIgnoringCase("<script>markup", "<img src=x")
                .doesNotContain("2919");
    }

    private static String markup(String where) {
        return "\"><script>markup-" + where + "</script><img src=x>[[${7*417}]]__${7*417}__";
    }

    @Test
    void aStaleFigureIsNotPrintedAsOne() {
        SessionView view = SampleSessions.at(SampleSessions.UNEVENTFUL, 27, 22, 23);

        String live = Screens.render("session/parts :: live", SessionPage.of(view, Screens.ZONE, null), view);

        assertThat(live).contains("<i>at least</i> <b>19.3</b>", "as of 10:22:00");
        assertThat(live)
                .doesNotContain("<b>83</b>", "<b>52.5</b>", "<b>Running</b>")
                .contains("last 83 at 10:23:00");
    }

    @Test
    void aPollCarriesChartAndTableOnlyWhenTheyAreNew() {
        SessionView view = SampleSessions.at(SampleSessions.UNEVENTFUL, 25);
        SessionPage page = SessionPage.of(view, Screens.ZONE, null);

        assertThat(Screens.render("session/parts :: poll", page, view))
                .contains("id=\"chart\" hx-swap-oob=\"innerHTML\"", "id=\"table\" hx-swap-oob=\"innerHTML\"");
        assertThat(Screens.render("session/parts :: poll", page, null))
                .contains("data-observation-count=\"0\"")
                .doesNotContain("hx-swap-oob", "<svg xmlns", "<table");
    }
}
