// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.gate;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.dripline.fhir.GateIssues;
import org.dripline.fhir.References;
import org.dripline.gate.Mitigation;
import org.dripline.protocol.Criterion;
import org.dripline.protocol.Protocol;
import org.dripline.protocol.Severity;
import org.dripline.server.protocol.ProtocolInForce;
import org.dripline.server.protocol.ProtocolsInForce;
import org.dripline.server.safety.PlanRules;
import org.dripline.server.safety.Refusals;
import org.dripline.session.RepeatIntervals;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * Refuses to order or to begin a medicine again inside its interval, unless a prescriber has overridden that: a
 * DetectedIssue of the rule {@value #RULE} that names the earlier dose and carries the override. Which medicine has
 * which interval is data. A dose that is told as given is a fact and is stored.
 */
@Interceptor
public final class RepeatCheck {

    static final String RULE = "repeat-dose-too-early";

    /** What the protocol says of it: severity none turns it off. */
    static final String CRITERION = "early-repeat";

    private static final Set<MedicationAdministrationStatus> GIVEN = Set.of(
            MedicationAdministrationStatus.COMPLETED,
            MedicationAdministrationStatus.INPROGRESS,
            MedicationAdministrationStatus.ONHOLD,
            MedicationAdministrationStatus.STOPPED);

    private final PatientRecord records;
    private final ProtocolsInForce protocols;
    private final RepeatIntervals intervals = RepeatIntervals.shipped();
    private final Clock clock;

    RepeatCheck(PatientRecord records, ProtocolsInForce protocols, Clock clock) {
        this.records = records;
        this.protocols = protocols;
        this.clock = clock;
    }

    /** Called by HAPI when a new resource is stored, before the transaction ends. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void created(IBaseResource resource) {
        check(null, resource);
    }

    /** Called by HAPI when a new version is stored, before the transaction ends. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updated(@Nullable IBaseResource before, IBaseResource resource) {
        check(before, resource);
    }

    /**
     * What is asked for.
     *
     * @param itself its reference
     * @param at when it was
     */
    private record Asked(String itself, Instant at) {}

    /** A new order was made when it was written, and may be charted with its dose; a draft comes into force now. */
    private Instant ordered(@Nullable IBaseResource before, MedicationRequest order) {
        Instant now = clock.instant();
        Instant written = before == null && order.getAuthoredOn() != null
                ? order.getAuthoredOn().toInstant()
                : now;
        return written.isAfter(now) ? now : written;
    }

    private void check(@Nullable IBaseResource before, IBaseResource resource) {
        if (resource instanceof MedicationRequest order) {
            boolean comesIntoForce = order.getStatus() == MedicationRequestStatus.ACTIVE
                    && (before == null || ((MedicationRequest) before).getStatus() != MedicationRequestStatus.ACTIVE);
            if (comesIntoForce && !PlanRules.isInfusionOrder(order)) {
                check(
                        "The order",
                        order.getMedication(),
                        order.getSubject(),
                        order.getEncounter(),
                        new Asked(References.of(order), ordered(before, order)));
            }
        } else if (resource instanceof MedicationAdministration given
                && given.getStatus() == MedicationAdministrationStatus.INPROGRESS
                && (before == null
                        || ((MedicationAdministration) before).getStatus()
                                != MedicationAdministrationStatus.INPROGRESS)) {
            check(
                    "The dose",
                    given.getMedication(),
                    given.getSubject(),
                    given.getContext(),
                    new Asked(References.of(given), clock.instant()));
        }
    }

    private void check(String what, @Nullable Type medicine, Reference subject, Reference encounter, Asked asked) {
        String patient = References.of(subject);
        if (!(medicine instanceof CodeableConcept concept) || !patient.startsWith("Patient/")) {
            return;
        }
        if (interval(intervals, concept).isEmpty()) {
            return;
        }
        ProtocolInForce inForce = session(encounter)
                .map(protocols::ofSession)
                .orElseGet(
                        () -> protocols.ofPatient(subject.getReferenceElement().getIdPart()));
        Protocol protocol = inForce.protocol();
        if (protocol.criterion(CRITERION)
                .map(Criterion::severity)
                .filter(Severity.NONE::equals)
                .isPresent()) {
            return;
        }
        RepeatIntervals stated = intervals.under(protocol, inForce.standing().equals("signed"));
        RepeatIntervals.Interval interval = interval(stated, concept).orElseThrow();
        last(stated, interval, patient, asked)
                .filter(earlier -> Duration.between(start(earlier), asked.at()).compareTo(interval.time()) < 0)
                .filter(earlier -> !isOverridden(patient, References.of(earlier)))
                .ifPresent(earlier -> {
                    throw Refusals.because(List.of(
                            what + " waits: " + interval.medicine() + " was given "
                                    + Duration.between(start(earlier), asked.at())
                                            .toMinutes()
                                    + " min before, and its interval is "
                                    + interval.basis().value() + " ("
                                    + interval.basis().source()
                                    + (interval.least().draft() ? "; DRAFT" : "") + "). Nothing of this request was"
                                    + " stored.",
                            "A prescriber may override it: store a DetectedIssue of the rule " + RULE
                                    + " that names " + References.of(earlier)
                                    + " as evidence and carries the override with reason and time, and send this"
                                    + " again."));
                });
    }

    private static Optional<RepeatIntervals.Interval> interval(RepeatIntervals table, CodeableConcept medicine) {
        return table.of(
                medicine.getCoding().stream()
                        .map(coding -> coding.getSystem() + "|" + coding.getCode())
                        .toList(),
                Objects.toString(
                        medicine.hasText()
                                ? medicine.getText()
                                : medicine.getCodingFirstRep().getDisplay(),
                        ""));
    }

    /** Not itself, and not what was given on the order that is looked at. */
    private Optional<MedicationAdministration> last(
            RepeatIntervals table, RepeatIntervals.Interval of, String patient, Asked asked) {
        return records.search(MedicationAdministration.class, PatientRecord.map("patient", patient)).stream()
                .filter(given -> GIVEN.contains(given.getStatus())
                        && !References.of(given).equals(asked.itself())
                        && !References.of(given.getRequest()).equals(asked.itself())
                        && given.getMedication() instanceof CodeableConcept medicine
                        && interval(table, medicine).filter(of::equals).isPresent()
                        && hasBegun(given, asked.at()))
                .max(Comparator.comparing(RepeatCheck::start).thenComparing(References::of));
    }

    private static boolean hasBegun(MedicationAdministration given, Instant at) {
        return (given.getEffective() instanceof DateTimeType time
                        ? time.hasValue()
                        : given.getEffective() instanceof Period period && period.hasStart())
                && !start(given).isAfter(at);
    }

    private static Instant start(MedicationAdministration given) {
        return (given.getEffective() instanceof Period period
                        ? period.getStart()
                        : ((DateTimeType) given.getEffective()).getValue())
                .toInstant();
    }

    private boolean isOverridden(String patient, String earlier) {
        return records.search(DetectedIssue.class, PatientRecord.map("patient", patient)).stream()
                .filter(issue -> GateIssues.rule(issue).filter(RULE::equals).isPresent()
                        && issue.getStatus() != DetectedIssue.DetectedIssueStatus.ENTEREDINERROR)
                .filter(issue -> issue.getMitigation().stream()
                        .anyMatch(mitigation -> GateIssues.action(mitigation).equals(Mitigation.OVERRIDE)))
                .flatMap(issue -> issue.getEvidence().stream())
                .flatMap(evidence -> evidence.getDetail().stream())
                .anyMatch(detail -> References.of(detail).equals(earlier));
    }

    private Optional<Encounter> session(Reference encounter) {
        String id = encounter.getReferenceElement().getIdPart();
        return id == null ? Optional.empty() : records.byId(Encounter.class, id);
    }
}
