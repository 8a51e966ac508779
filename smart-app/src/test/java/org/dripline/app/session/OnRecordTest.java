// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import org.dripline.app.FhirAddress;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueSeverity;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OnRecordTest {

    private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

    private final StoreStub store = new StoreStub();
    private final StoredSession session = new StoredSession(START);

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    @DisplayName("What is graver stands first, what was passed last; what was resolved is not shown")
    void order() {
        DetectedIssue passed = issue("passed", DetectedIssueSeverity.HIGH, "Fasting is not known.");
        passed.addMitigation()
                .setDate(Date.from(START))
                .setAuthor(new Reference("Practitioner/prescriber"))
                .setAction(new CodeableConcept().setText("ate nothing since midnight"));
        DetectedIssue resolved = issue("resolved", DetectedIssueSeverity.HIGH, "No consent.");
        resolved.addMitigation().setDate(Date.from(START)).setAction(new CodeableConcept().setText("No longer found"));
        DetectedIssue wrong = issue("wrong", DetectedIssueSeverity.HIGH, "Not this one.");
        wrong.setStatus(DetectedIssueStatus.ENTEREDINERROR);
        DetectedIssue elsewhere = issue("elsewhere", DetectedIssueSeverity.HIGH, "Of another visit.");
        elsewhere.addImplicated(new Reference("Encounter/another"));
        DetectedIssue low = issue("low", DetectedIssueSeverity.LOW, "The two counters differ.");
        DetectedIssue high = issue("high", DetectedIssueSeverity.HIGH, "The pump runs without clearance.");

        List<OnRecord> lines = OnRecord.inOrder(
                OnRecord.issues(List.of(passed, low, resolved, wrong, elsewhere, high), StoredSession.ENCOUNTER),
                OnRecord.findings(summary()));

        assertThat(lines)
                .extracting(OnRecord::words)
                .containsExactly(
                        "The pump runs without clearance.",
                        "182/112 at 10:20; protocol DRAFT says repeat in 5 min",
                        "The two counters differ.",
                        "Fasting is not known.");
        assertThat(lines.get(3).passed()).isEqualTo("passed: ate nothing since midnight");
    }

    @Test
    @DisplayName("What is withheld from whoever looks at the page is said once, as gravely as it is")
    void whatIsWithheldIsSaidOnce() {
        Parameters summary = new Parameters();
        for (String grade : new String[] {"", "high", "info"}) {
            Parameters.ParametersParameterComponent withheld =
                    summary.addParameter().setName("withheld");
            withheld.addPart().setName("words").setValue(new StringType("Withheld. Whom to ask: synthetic."));
            if (!grade.isEmpty()) {
                withheld.addPart().setName("grade").setValue(new CodeType(grade));
            }
        }

        assertThat(OnRecord.findings(summary)).singleElement().satisfies(line -> {
            assertThat(line.grade()).isEqualTo(OnRecord.Grade.HIGH);
            assertThat(line.words()).contains("Whom to ask");
        });
    }

    @Test
    @DisplayName("The page says grade, words and since when, and escapes what was recorded")
    void onThePage() {
        SessionPage bare = SessionPage.of(SampleSessions.at(SampleSessions.UNEVENTFUL, 25), Screens.ZONE, null);
        SessionPage page = bare.with(
                List.of(new OnRecord(OnRecord.Grade.HIGH, "<b>Without</b> clearance.", START, "")), ZoneOffset.UTC);

        assertThat(Screens.render("session/parts :: live", page, null))
                .contains(
                        "On record for this session",
                        "class=\"line-high\"",
                        "&lt;b&gt;Without&lt;/b&gt; clearance.",
                        "on record since 10:00");
        assertThat(page.announcements()).as("nothing interrupts").isEqualTo(bare.announcements());
    }

    @Test
    @DisplayName("Live advisories are off until a clinic turns them on; issues on record stand there in any case")
    void advisoriesAreOffByDefault() {
        store.put(session.setting());
        store.put(List.of(issue("high", DetectedIssueSeverity.HIGH, "The pump runs without clearance.")));
        store.summary = summary();

        assertThat(read(false).onRecord())
                .extracting(OnRecord::words)
                .containsExactly("The pump runs without clearance.");
        assertThat(store.queries).noneMatch(query -> query.contains("$session-summary"));

        assertThat(read(true).onRecord())
                .extracting(OnRecord::words)
                .containsExactly(
                        "The pump runs without clearance.", "182/112 at 10:20; protocol DRAFT says repeat in 5 min");
    }

    @Test
    @DisplayName("A session without anything to sum up has no advisories, and is shown")
    void nothingToSumUp() {
        store.put(session.setting());

        assertThat(read(true))
                .satisfies(state -> assertThat(state.phase()).isEqualTo(SessionFeed.Phase.UNDER_WAY))
                .satisfies(state -> assertThat(state.onRecord()).isEmpty());
    }

    private SessionFeed.State read(boolean liveAdvisories) {
        SessionScreenProperties properties = new SessionScreenProperties(
                ZoneOffset.UTC,
                Duration.ofMillis(400),
                Duration.ofSeconds(60),
                Duration.ofSeconds(5),
                Duration.ofSeconds(90),
                Duration.ofSeconds(15),
                1,
                50_000,
                liveAdvisories,
                Duration.ofSeconds(5));
        SessionFeed feed = new SessionFeed(
                StoredSession.PATIENT,
                new SessionReader(new FhirAddress(store::base), properties),
                properties,
                Clock.systemUTC());
        feed.read();
        return feed.state();
    }

    private static DetectedIssue issue(String id, DetectedIssueSeverity severity, String detail) {
        DetectedIssue issue = new DetectedIssue();
        issue.setId(id);
        issue.setStatus(DetectedIssueStatus.PRELIMINARY);
        issue.setSeverity(severity);
        issue.setDetail(detail);
        issue.setIdentified(new DateTimeType(Date.from(START)));
        return issue;
    }

    private static Parameters summary() {
        Parameters summary = new Parameters();
        finding(summary, "moderate", "182/112 at 10:20; protocol DRAFT says repeat in 5 min");
        finding(summary, "info", "Two readings were set aside.");
        return summary;
    }

    private static void finding(Parameters summary, String grade, String words) {
        var finding = summary.addParameter().setName("finding");
        finding.addPart().setName("grade").setValue(new CodeType(grade));
        finding.addPart().setName("words").setValue(new StringType(words));
    }
}
