// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.gate;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.storage.TransactionDetails;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.dripline.fhir.Canonicals;
import org.dripline.fhir.DerivedId;
import org.dripline.fhir.KetamineOrders;
import org.dripline.fhir.References;
import org.dripline.fhir.SessionStates;
import org.dripline.terminology.Codes;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueSeverity;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What runs, runs, and is stored. Where the drug is reported running, or told as given, in a session that nobody had
 * cleared, the record carries one issue of high severity that says so: once a session, whatever else is reported, and
 * in the same transaction as the report.
 */
@Interceptor
public final class UnclearedRun {

    static final String RULE = "running-without-clearance";

    private static final Set<String> RUNNING = Set.of(Codes.PumpToken.DELIVERING, Codes.PumpToken.INFUSING);
    private static final String JUDGED = UnclearedRun.class.getName() + ".judged.";

    private final PatientRecord records;
    private final Clock clock;

    UnclearedRun(PatientRecord records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    /** Called by HAPI when a new resource is stored, before the transaction ends. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void created(IBaseResource resource, TransactionDetails transaction) {
        look(null, resource, transaction);
    }

    /** Called by HAPI when a new version is stored, before the transaction ends. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updated(@Nullable IBaseResource before, IBaseResource resource, TransactionDetails transaction) {
        look(before, resource, transaction);
    }

    /** The issue of a session, if it has one. */
    static Optional<DetectedIssue> known(PatientRecord records, String encounter) {
        return records.byId(DetectedIssue.class, id(encounter));
    }

    private void look(@Nullable IBaseResource before, IBaseResource resource, TransactionDetails transaction) {
        if (resource instanceof Observation observation) {
            if (isRunning(observation)) {
                ofAnUnclearedSession(observation, observation.getEncounter(), transaction);
            }
        } else if (resource instanceof MedicationAdministration given) {
            if (isKetamineGiven(given)) {
                ofAnUnclearedSession(given, given.getContext(), transaction);
            }
        } else if (resource instanceof Encounter session
                && SessionStates.hasRunUncleared((Encounter) before, session)) {
            String id = session.getIdElement().getIdPart();
            if (known(records, id).isEmpty()) {
                records.store(issue(session, session));
            }
        }
    }

    /** Several reports of one session in one transaction are judged once. */
    private void ofAnUnclearedSession(Resource report, Reference encounter, TransactionDetails transaction) {
        String id = encounter.getReferenceElement().getIdPart();
        if (id == null || transaction.getUserData(JUDGED + id) != null) {
            return;
        }
        transaction.putUserData(JUDGED + id, true);
        records.byId(Encounter.class, id)
                .filter(session -> !SessionStates.isCleared(session))
                .filter(session -> known(records, id).isEmpty())
                .ifPresent(session -> records.store(issue(session, report)));
    }

    /** A start, or a status that says the drug is flowing. A test message is none. */
    private static boolean isRunning(Observation observation) {
        if (observation.getMeta().getSecurity(Codes.Systems.ACT_REASON, Codes.TEST_HEALTH_DATA) != null
                || observation.getStatus() == Observation.ObservationStatus.ENTEREDINERROR) {
            return false;
        }
        CodeableConcept code = observation.getCode();
        if (code.hasCoding(Codes.Systems.DRIPLINE_OBSERVATION, Codes.Observed.PUMP_EVENT)) {
            return observation.getValue() instanceof CodeableConcept event
                    && event.hasCoding(Codes.Systems.DRIPLINE_PUMP_EVENT, Codes.PumpEvent.START);
        }
        return code.hasCoding(Codes.Systems.DRIPLINE_OBSERVATION, Codes.Observed.PUMP_STATUS)
                && observation.getComponent().stream()
                        .filter(component -> component.getValue() instanceof CodeableConcept)
                        .flatMap(component -> component.getValueCodeableConcept().getCoding().stream())
                        .anyMatch(coding -> Codes.Systems.DRIPLINE_PUMP_TOKEN.equals(coding.getSystem())
                                && RUNNING.contains(coding.getCode()));
    }

    private static boolean isKetamineGiven(MedicationAdministration given) {
        return (given.getStatus() == MedicationAdministrationStatus.COMPLETED
                        || given.getStatus() == MedicationAdministrationStatus.STOPPED
                        || given.getStatus() == MedicationAdministrationStatus.ONHOLD)
                && KetamineOrders.isEither(given);
    }

    private DetectedIssue issue(Encounter session, Resource report) {
        DetectedIssue issue = new DetectedIssue();
        String encounter = session.getIdElement().getIdPart();
        issue.setId(id(encounter));
        issue.getMeta().addProfile(Canonicals.ELIGIBILITY_ISSUE);
        issue.setStatus(DetectedIssueStatus.PRELIMINARY);
        issue.setCode(new CodeableConcept(
                new Coding(Codes.Systems.DRIPLINE_ELIGIBILITY_RULE, RULE, "Running without clearance")));
        issue.setSeverity(DetectedIssueSeverity.HIGH);
        issue.setPatient(session.getSubject().copy());
        issue.setIdentified(new DateTimeType(
                Date.from(clock.instant()),
                ca.uhn.fhir.model.api.TemporalPrecisionEnum.SECOND,
                java.util.TimeZone.getTimeZone("UTC")));
        issue.addImplicated(new Reference("Encounter/" + encounter));
        issue.addEvidence().addDetail(new Reference(References.of(report)));
        issue.setDetail("The drug was reported running or given; the session had not been cleared.");
        return issue;
    }

    private static String id(String encounter) {
        return DerivedId.of("running", encounter);
    }
}
