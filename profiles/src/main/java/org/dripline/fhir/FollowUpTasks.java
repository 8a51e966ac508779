// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.dripline.gate.FollowUp;
import org.dripline.gate.FollowUp.RiskLevel;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.RiskAssessment;
import org.hl7.fhir.r4.model.Task;

/**
 * Follow-ups as Task (profile dripline-follow-up-task), and the risk a Columbia screener comes to as RiskAssessment
 * (profile dripline-suicide-risk). Ids follow from what they rest on: the same record asks once.
 */
public final class FollowUpTasks {

    private static final String COLUMBIA = "93373-9";
    private static final String LEVELS = "http://terminology.hl7.org/CodeSystem/risk-probability";

    private FollowUpTasks() {}

    /**
     * One task. Its last day is a day in UTC, as days are counted at the gate.
     *
     * @param on what was recorded, stored under its id
     * @param patient such as {@code Patient/…}
     * @param at when it was recorded
     */
    public static Task task(FollowUp followUp, Resource on, String patient, Instant at) {
        Task task = new Task();
        task.setId(DerivedId.of("followup", followUp.code(), References.of(on)));
        task.getMeta().addProfile(Canonicals.FOLLOW_UP_TASK);
        task.setStatus(Task.TaskStatus.REQUESTED);
        task.setIntent(Task.TaskIntent.ORDER);
        task.setPriority(Task.TaskPriority.fromCode(followUp.priority()));
        task.setCode(new CodeableConcept(new Coding(Canonicals.FOLLOW_UP, followUp.code(), null)));
        task.setFocus(new Reference(References.of(on)));
        task.setFor(new Reference(patient));
        task.setAuthoredOnElement(time(at));
        if (followUp.due() != null) {
            task.getRestriction()
                    .getPeriod()
                    .setEndElement(new DateTimeType(at.atZone(ZoneOffset.UTC)
                            .toLocalDate()
                            .plus(followUp.due())
                            .toString()));
        }
        return task;
    }

    /** The risk a screener comes to, preliminary until a clinician has looked at it. */
    public static RiskAssessment risk(QuestionnaireResponse screener, RiskLevel level, List<FollowUp> asked) {
        RiskAssessment risk = new RiskAssessment();
        risk.setId(riskId(screener));
        risk.getMeta().addProfile(Canonicals.SUICIDE_RISK);
        risk.setStatus(RiskAssessment.RiskAssessmentStatus.PRELIMINARY);
        risk.setMethod(new CodeableConcept(new Coding(Codes.Systems.LOINC, COLUMBIA, null)));
        risk.setSubject(new Reference(References.of(screener.getSubject())));
        if (screener.hasEncounter()) {
            risk.setEncounter(new Reference(References.of(screener.getEncounter())));
        }
        risk.setOccurrence(time(screener.getAuthored().toInstant()));
        risk.addBasis(new Reference(References.of(screener)));
        risk.addPrediction()
                .setQualitativeRisk(new CodeableConcept(new Coding(
                        LEVELS,
                        level == RiskLevel.NONE ? "negligible" : level.name().toLowerCase(Locale.ROOT),
                        null)))
                .setRationale("Columbia screener by the table dripline-c-ssrs-triage")
                .getOutcome()
                .setText("Suicide");
        if (!asked.isEmpty()) {
            risk.setMitigation(
                    "Asked for: " + asked.stream().map(FollowUp::code).collect(Collectors.joining(", ")));
        }
        return risk;
    }

    /** Id of the risk of a screener. */
    public static String riskId(QuestionnaireResponse screener) {
        return DerivedId.of("suiciderisk", References.of(screener));
    }

    private static DateTimeType time(Instant at) {
        return new DateTimeType(Date.from(at), TemporalPrecisionEnum.SECOND, TimeZone.getTimeZone("UTC"));
    }
}
