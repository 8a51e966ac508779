// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.dripline.gate.FollowUp;
import org.dripline.gate.FollowUp.Occasion;
import org.dripline.gate.FollowUp.RiskLevel;
import org.dripline.gate.FollowUps;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RiskAssessment;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is asked for after something was recorded, and how it is written. */
class FollowUpsTest {

    private static final FollowUps SHIPPED = FollowUpFile.shipped();
    private static final Instant AT = Instant.parse("2026-02-02T23:30:00Z");

    @Test
    @DisplayName("R-B6, D05, D10: a low risk asks for a safety plan within days, a high one for more, the same day")
    void whatARiskAsksFor() {
        assertThat(codes(Occasion.SUICIDE_RISK, RiskLevel.NONE)).isEmpty();
        assertThat(codes(Occasion.SUICIDE_RISK, RiskLevel.LOW)).containsExactly("safety-plan P7D");
        assertThat(codes(Occasion.SUICIDE_RISK, RiskLevel.MODERATE)).containsExactly("safety-plan P7D");
        assertThat(codes(Occasion.SUICIDE_RISK, RiskLevel.HIGH))
                .containsExactlyInAnyOrder("safety-plan P0D", "contact-person P0D");
    }

    @Test
    void aDeferralAsksForARebookingOnlyWhereTheRiskIsHigh() {
        assertThat(codes(Occasion.SESSION_DEFERRED, RiskLevel.MODERATE)).isEmpty();
        assertThat(codes(Occasion.SESSION_DEFERRED, RiskLevel.HIGH)).containsExactly("urgent-rebooking P1D");
    }

    @Test
    void everyLineHasItsSourceAndTheTableIsADraft() {
        assertThat(SHIPPED.status()).isEqualTo("DRAFT");
        assertThat(SHIPPED.lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.source()).isNotBlank());
    }

    @Test
    void aLineThatIsNotUnderstoodIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FollowUpFile.read("""
                        {"status": "DRAFT", "followUps": [{"code": "x", "on": "full-moon", "mark": "GK", "source": "s"}]}"""))
                .withMessageContaining("the follow-up x");
        assertThatIllegalArgumentException().isThrownBy(() -> FollowUpFile.read("""
                        {"status": "DRAFT", "followUps": [{"code": "x", "on": "raised-pressure", "mark": "GK", "source": ""}]}"""));
    }

    @Test
    @DisplayName("A task's last day is counted from the day of the record, and its id follows from what it rests on")
    void aTaskNamesItsRecordAndItsDay() {
        QuestionnaireResponse screener = screener();
        FollowUp asked = SHIPPED.after(Occasion.SUICIDE_RISK, RiskLevel.LOW).get(0);

        Task task = FollowUpTasks.task(asked, screener, "Patient/syn-0005", AT);

        assertThat(task.getRestriction().getPeriod().getEndElement().getValueAsString())
                .isEqualTo("2026-02-09");
        assertThat(task.getFocus().getReference()).isEqualTo("QuestionnaireResponse/screener-417");
        assertThat(task.getPriority()).isEqualTo(Task.TaskPriority.ROUTINE);
        assertThat(FollowUpTasks.task(asked, screener, "Patient/syn-0005", AT.plusSeconds(60))
                        .getId())
                .isEqualTo(task.getId());
    }

    @Test
    void aRiskSaysItsLevelWhatItRestsOnAndWhatWasAskedFor() {
        List<FollowUp> asked = SHIPPED.after(Occasion.SUICIDE_RISK, RiskLevel.HIGH);

        RiskAssessment risk = FollowUpTasks.risk(screener(), RiskLevel.HIGH, asked);

        assertThat(risk.getStatus()).isEqualTo(RiskAssessment.RiskAssessmentStatus.PRELIMINARY);
        assertThat(risk.getPredictionFirstRep()
                        .getQualitativeRisk()
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo("high");
        assertThat(risk.getBasisFirstRep().getReference()).isEqualTo("QuestionnaireResponse/screener-417");
        assertThat(risk.getMitigation()).contains("safety-plan", "contact-person");
    }

    private static QuestionnaireResponse screener() {
        QuestionnaireResponse screener = new QuestionnaireResponse();
        screener.setId("QuestionnaireResponse/screener-417");
        screener.setSubject(new Reference("Patient/syn-0005"));
        screener.setAuthored(Date.from(AT));
        return screener;
    }

    private static List<String> codes(Occasion occasion, RiskLevel level) {
        return SHIPPED.after(occasion, level).stream()
                .map(line -> line.code() + " " + line.due())
                .toList();
    }
}
