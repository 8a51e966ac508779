// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.protocol;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dripline.dosing.Concentration;
import org.dripline.dosing.Dose;
import org.dripline.dosing.DosePerWeight;
import org.dripline.dosing.Weight;
import org.dripline.fhir.ProtocolPlans;
import org.dripline.protocol.DosePlan;
import org.dripline.protocol.Protocol;
import org.dripline.protocol.SeriesPlan;
import org.dripline.server.rest.FhirOperation;
import org.dripline.server.safety.Refusals;
import org.dripline.terminology.Codes;
import org.dripline.terminology.Ucum;
import org.hl7.fhir.r4.model.ActivityDefinition;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST PlanDefinition/[id]/$apply}: a protocol and a patient become a draft CarePlan with the days of its
 * sessions and a draft order for each. Nothing is stored. Source: FHIR R4, operation PlanDefinition/$apply; the
 * parameters weight, dosePerKg, dose, concentration, start, sessions, day and location are ours. A draft protocol may
 * be applied and the plan says so.
 */
final class ApplyOperation implements FhirOperation {

    private static final String ROLE_CODE = "http://terminology.hl7.org/CodeSystem/v3-RoleCode";

    /** Intensive care units. Source: HL7 v3-RoleCode. */
    private static final List<String> INTENSIVE_CARE = List.of("ICU", "PEDICU", "PEDNICU");

    private static final Map<String, DayOfWeek> DAYS = Map.of(
            "mon", DayOfWeek.MONDAY,
            "tue", DayOfWeek.TUESDAY,
            "wed", DayOfWeek.WEDNESDAY,
            "thu", DayOfWeek.THURSDAY,
            "fri", DayOfWeek.FRIDAY,
            "sat", DayOfWeek.SATURDAY,
            "sun", DayOfWeek.SUNDAY);

    private final StoredProtocols protocols;
    private final Clock clock;

    ApplyOperation(StoredProtocols protocols, Clock clock) {
        this.protocols = protocols;
        this.clock = clock;
    }

    /**
     * A draft plan for one patient.
     *
     * @param subject the patient
     * @param weight in kg; needed by protocols that dose by weight
     * @param dosePerKg mg/kg instead of the protocol's starting dose
     * @param dose mg within a fixed-dose protocol's range
     * @param concentration of the bag in mg/mL instead of the protocol's
     * @param start the first day; today when absent
     * @param sessions how many to plan instead of the protocol's number
     * @param days on which the clinic gives infusions, as mon, tue …; every day when absent
     * @param practitioner who plans and would sign the orders; needed where there are orders
     * @param location where; an inpatient protocol needs an intensive care unit
     */
    @Operation(name = "$apply", type = PlanDefinition.class, idempotent = true)
    public CarePlan apply(
            @IdParam IdType id,
            @OperationParam(name = "subject", min = 1, max = 1) @Nullable StringType subject,
            @OperationParam(name = "weight", max = 1) @Nullable Quantity weight,
            @OperationParam(name = "dosePerKg", max = 1) @Nullable Quantity dosePerKg,
            @OperationParam(name = "dose", max = 1) @Nullable Quantity dose,
            @OperationParam(name = "concentration", max = 1) @Nullable Quantity concentration,
            @OperationParam(name = "start", max = 1) @Nullable DateType start,
            @OperationParam(name = "sessions", max = 1) @Nullable IntegerType sessions,
            @OperationParam(name = "day") @Nullable List<CodeType> days,
            @OperationParam(name = "practitioner", max = 1) @Nullable StringType practitioner,
            @OperationParam(name = "location", max = 1) @Nullable StringType location,
            RequestDetails request) {
        StoredProtocol stored = protocols.read(id, request);
        Protocol protocol = stored.protocol();
        if (!protocol.isApplicable()) {
            throw Refusals.because("Shared limits are no protocol: apply one that shares them.");
        }
        if (!protocol.isByInfusion()) {
            throw Refusals.because(
                    "This protocol gives no infusion, and a plan here is one of infusions: its orders are"
                            + " written one by one, as dripline-esketamine-order.");
        }
        Optional<Reference> place = Optional.ofNullable(location).map(each -> new Reference(each.getValue()));
        refuseInpatientOutside(protocol, place, request);
        Reference patient = patient(subject, request);
        Optional<Reference> planner = planner(protocol, practitioner, request);
        Instant now = clock.instant();
        LocalDate first =
                start == null ? LocalDate.ofInstant(now, ZoneOffset.UTC) : LocalDate.parse(start.getValueAsString());
        SeriesPlan series = SeriesPlan.of(
                protocol, first, Optional.ofNullable(sessions).map(ApplyOperation::count), openDays(days));
        Optional<DosePlan> order = protocol.setting() == Protocol.Setting.INPATIENT
                ? Optional.empty()
                : Optional.of(order(
                        protocol,
                        new DosePlan.Choices(
                                in(weight, Ucum.KILOGRAM, "weight").map(ApplyOperation::weight),
                                in(dosePerKg, Ucum.MILLIGRAM_PER_KILOGRAM, "dosePerKg")
                                        .map(DosePerWeight::new),
                                in(dose, Ucum.MILLIGRAM, "dose").map(Dose::new),
                                in(concentration, Ucum.MILLIGRAM_PER_MILLILITRE, "concentration")
                                        .map(Concentration::new))));
        return ProtocolPlans.of(new ProtocolPlans.Basis(
                protocol,
                new Reference(stored.version()),
                stored.statusAt(now),
                series,
                order,
                activities(protocol, request),
                patient,
                planner,
                place,
                now));
    }

    /** R-D5: nothing here turns an inpatient protocol into a plan of an outpatient clinic. */
    private void refuseInpatientOutside(Protocol protocol, Optional<Reference> place, RequestDetails request) {
        if (protocol.setting() != Protocol.Setting.INPATIENT) {
            return;
        }
        if (place.isEmpty()) {
            throw Refusals.because("“" + protocol.title() + "” is an inpatient protocol: it needs a location that is an"
                    + " intensive care unit, and none was given. It can be recorded as history.");
        }
        Location where = protocols.resource(
                Location.class, new IdType(place.get().getReference()).toUnqualifiedVersionless(), request);
        boolean intensive = where.getType().stream()
                .anyMatch(type -> INTENSIVE_CARE.stream().anyMatch(unit -> type.hasCoding(ROLE_CODE, unit)));
        if (!intensive) {
            throw Refusals.because("“" + protocol.title() + "” is an inpatient protocol: the location given is no"
                    + " intensive care unit. It can be recorded as history, never ordered here.");
        }
    }

    private Reference patient(@Nullable StringType subject, RequestDetails request) {
        if (subject == null || subject.isEmpty()) {
            throw Refusals.because("A plan needs a subject.");
        }
        IdType patient = new IdType(subject.getValue()).toUnqualifiedVersionless();
        if (!"Patient".equals(patient.getResourceType())) {
            throw Refusals.because("The subject of a plan is a Patient.");
        }
        protocols.resource(Patient.class, patient, request);
        return new Reference(patient.getValue());
    }

    /** US Core asks of every order who gave it, so a plan with orders needs a planner. */
    private Optional<Reference> planner(Protocol protocol, @Nullable StringType practitioner, RequestDetails request) {
        if (practitioner == null || practitioner.isEmpty()) {
            if (protocol.setting() == Protocol.Setting.INPATIENT) {
                return Optional.empty();
            }
            throw Refusals.because("A plan with orders needs a practitioner.");
        }
        IdType who = new IdType(practitioner.getValue()).toUnqualifiedVersionless();
        if (!"Practitioner".equals(who.getResourceType())) {
            throw Refusals.because("The practitioner of a plan is a Practitioner.");
        }
        protocols.resource(Practitioner.class, who, request);
        return Optional.of(new Reference(who.getValue()));
    }

    private static DosePlan order(Protocol protocol, DosePlan.Choices choices) {
        DosePlan.Result result = DosePlan.of(protocol, choices);
        if (result instanceof DosePlan.Planned planned) {
            return planned.plan();
        }
        throw Refusals.because(((DosePlan.Refused) result).reason());
    }

    private List<ActivityDefinition> activities(Protocol protocol, RequestDetails request) {
        return protocol.activities().stream()
                .map(activity -> protocols
                        .activity(activity.definition(), request)
                        .orElseThrow(() -> Refusals.because("There is no activity " + activity.definition() + ".")))
                .toList();
    }

    private static int count(IntegerType sessions) {
        if (sessions.getValue() < 1) {
            throw Refusals.because("A plan has one session at least.");
        }
        return sessions.getValue();
    }

    private static Set<DayOfWeek> openDays(@Nullable List<CodeType> days) {
        Set<DayOfWeek> open = EnumSet.noneOf(DayOfWeek.class);
        for (CodeType day : days == null ? List.<CodeType>of() : days) {
            DayOfWeek known = DAYS.get(day.getValue());
            if (known == null) {
                throw Refusals.because("A day is one of mon, tue, wed, thu, fri, sat, sun.");
            }
            open.add(known);
        }
        return open;
    }

    private static Weight weight(BigDecimal kilograms) {
        try {
            return new Weight(kilograms);
        } catch (IllegalArgumentException impossible) {
            throw Refusals.because("That is no body weight in kg.");
        }
    }

    /** The value, when it is above zero in exactly this unit; a weight in pounds is not converted but refused. */
    private static Optional<BigDecimal> in(@Nullable Quantity quantity, String unit, String name) {
        if (quantity == null) {
            return Optional.empty();
        }
        if (!unit.equals(quantity.getCode())
                || !Codes.Systems.UCUM.equals(quantity.getSystem())
                || !quantity.hasValue()
                || quantity.getValue().signum() <= 0) {
            throw Refusals.because("The " + name + " must be above zero, in the UCUM unit " + unit + ".");
        }
        return Optional.of(quantity.getValue());
    }
}
