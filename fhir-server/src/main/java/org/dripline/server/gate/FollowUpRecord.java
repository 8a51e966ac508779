// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.gate;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dripline.fhir.Canonicals;
import org.dripline.fhir.FollowUpTasks;
import org.dripline.fhir.GateResources;
import org.dripline.fhir.References;
import org.dripline.fhir.SessionStates;
import org.dripline.fhir.SuicideForms;
import org.dripline.gate.FollowUp;
import org.dripline.gate.FollowUp.Occasion;
import org.dripline.gate.FollowUp.RiskLevel;
import org.dripline.gate.FollowUps;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.AdverseEvent;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.RiskAssessment;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;

/**
 * What a record asks people to do is written beside it, in the same transaction: the risk of a Columbia screener, the
 * Tasks of the table of follow-ups, and of a referral that was declined, that it is revoked and why. Each once; what a
 * person has made of a Task or a risk since is never touched.
 */
@Interceptor
public final class FollowUpRecord {

    private static final String STATUS_REASON = "http://hl7.org/fhir/StructureDefinition/request-statusReason";

    private final PatientRecord records;
    private final FollowUps followUps;
    private final SuicideForms forms;
    private final Clock clock;

    FollowUpRecord(PatientRecord records, FollowUps followUps, SuicideForms forms, Clock clock) {
        this.records = records;
        this.followUps = followUps;
        this.forms = forms;
        this.clock = clock;
    }

    /** Called by HAPI when a new resource is stored, before the transaction ends. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void created(IBaseResource resource) {
        look(null, resource);
    }

    /** Called by HAPI when a new version is stored, before the transaction ends. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updated(@Nullable IBaseResource before, IBaseResource resource) {
        look(before, resource);
    }

    private void look(@Nullable IBaseResource before, IBaseResource resource) {
        if (resource instanceof QuestionnaireResponse form) {
            forms.risk(form).ifPresent(level -> screened(form, level));
        } else if (resource instanceof AdverseEvent event) {
            if (GateResources.isRaisedPressure(event)
                    && event.getActuality() != AdverseEvent.AdverseEventActuality.POTENTIAL) {
                ask(Occasion.RAISED_PRESSURE, RiskLevel.NONE, event, event.getSubject());
            }
        } else if (resource instanceof Encounter session) {
            if (SessionStates.of(session).equals(SessionStates.DEFERRED)
                    && !SessionStates.of((Encounter) before).equals(SessionStates.DEFERRED)) {
                ask(Occasion.SESSION_DEFERRED, risk(session.getSubject()), session, session.getSubject());
            }
        } else if (resource instanceof Task decision
                && decision.getMeta().hasProfile(Canonicals.REFERRAL_DECISION)
                && decision.getStatus() == Task.TaskStatus.REJECTED) {
            declined(decision);
        }
    }

    private void screened(QuestionnaireResponse form, RiskLevel level) {
        Optional<RiskAssessment> known = records.byId(RiskAssessment.class, FollowUpTasks.riskId(form));
        if (form.getStatus() == QuestionnaireResponseStatus.ENTEREDINERROR) {
            known.filter(FollowUpRecord::isOurs).ifPresent(risk -> {
                risk.setId(risk.getIdElement().toUnqualifiedVersionless());
                risk.setStatus(RiskAssessment.RiskAssessmentStatus.ENTEREDINERROR);
                records.store(risk);
            });
            return;
        }
        List<FollowUp> asked = followUps.after(Occasion.SUICIDE_RISK, level);
        boolean toWrite = known.map(FollowUpRecord::isOurs).orElse(level != RiskLevel.NONE);
        if (toWrite && !References.of(form.getSubject()).isEmpty()) {
            records.store(FollowUpTasks.risk(form, level, asked));
        }
        ask(Occasion.SUICIDE_RISK, level, form, form.getSubject());
    }

    /** Until a clinician has looked at it. */
    private static boolean isOurs(RiskAssessment risk) {
        return risk.getStatus() == RiskAssessment.RiskAssessmentStatus.PRELIMINARY;
    }

    /** Of the last Columbia screener. */
    private RiskLevel risk(Reference patient) {
        return records
                .search(QuestionnaireResponse.class, PatientRecord.map("patient", References.of(patient)))
                .stream()
                .filter(form -> form.getStatus() != QuestionnaireResponseStatus.ENTEREDINERROR
                        && forms.risk(form).isPresent())
                .max(Comparator.comparing(QuestionnaireResponse::getAuthored).thenComparing(References::of))
                .flatMap(forms::risk)
                .orElse(RiskLevel.NONE);
    }

    private void ask(Occasion occasion, RiskLevel level, Resource on, Reference patient) {
        String subject = References.of(patient);
        if (!subject.startsWith("Patient/")) {
            return;
        }
        for (FollowUp followUp : followUps.after(occasion, level)) {
            Task task = FollowUpTasks.task(followUp, on, subject, clock.instant());
            if (records.byId(Task.class, task.getIdElement().getIdPart()).isEmpty()) {
                records.store(task);
            }
        }
    }

    private void declined(Task decision) {
        String id = decision.getFocus().getReferenceElement().getIdPart();
        if (id == null
                || !"ServiceRequest"
                        .equals(decision.getFocus().getReferenceElement().getResourceType())) {
            return;
        }
        // Without a reason there is none to revoke it with; the decision says what it lacks.
        records.byId(ServiceRequest.class, id)
                .filter(referral -> decision.hasStatusReason()
                        && referral.getStatus() != ServiceRequest.ServiceRequestStatus.REVOKED)
                .ifPresent(referral -> {
                    referral.setId(referral.getIdElement().toUnqualifiedVersionless());
                    referral.setStatus(ServiceRequest.ServiceRequestStatus.REVOKED);
                    referral.getExtension().removeIf(extension -> STATUS_REASON.equals(extension.getUrl()));
                    referral.addExtension(
                            STATUS_REASON, decision.getStatusReason().copy());
                    records.store(referral);
                });
        ask(Occasion.REFERRAL_DECLINED, RiskLevel.NONE, decision, decision.getFor());
    }
}
