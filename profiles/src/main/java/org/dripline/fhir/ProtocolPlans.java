// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dripline.protocol.Amount;
import org.dripline.protocol.DosePlan;
import org.dripline.protocol.NumberCodes;
import org.dripline.protocol.PlannedSession;
import org.dripline.protocol.Protocol;
import org.dripline.protocol.ProtocolStatus;
import org.dripline.protocol.Section;
import org.dripline.protocol.SeriesPlan;
import org.dripline.terminology.Codes;
import org.dripline.terminology.Ucum;
import org.hl7.fhir.r4.model.ActivityDefinition;
import org.hl7.fhir.r4.model.ActivityDefinition.ActivityDefinitionKind;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanActivityComponent;
import org.hl7.fhir.r4.model.CarePlan.CarePlanActivityDetailComponent;
import org.hl7.fhir.r4.model.CarePlan.CarePlanActivityKind;
import org.hl7.fhir.r4.model.CarePlan.CarePlanActivityStatus;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Timing;
import org.hl7.fhir.r4.model.Timing.UnitsOfTime;

/**
 * A plan for one patient as CarePlan: the series, each session with its day and window, and a draft order for each. The
 * session and its order carry the same number in the extension dripline-planned-session. Nothing in it is in force: the
 * plan and the orders are drafts, and each order is signed by itself.
 */
public final class ProtocolPlans {

    private static final String OFF_LABEL =
            "Off-label: ketamine is approved as an anaesthetic; this use is not an approved one.";

    private static final String AS_NEEDED = "-as-needed";

    /** The clinical kind of plan that a family of protocols makes; families not named here make an induction. */
    private static final Map<String, String> KIND_OF_FAMILY = Map.of(
            "maintenance", "maintenance",
            "spacing-out", "maintenance",
            "pain", "pain",
            "pain-daily-block", "pain",
            "low-dose-fixed", "pain");

    private static final Map<String, UnitsOfTime> UNITS_OF_TIME =
            Map.of("min", UnitsOfTime.MIN, "h", UnitsOfTime.H, "d", UnitsOfTime.D);

    /**
     * What a plan is made from.
     *
     * @param protocol with the limits it shares
     * @param stored the version of the PlanDefinition it was read from
     * @param status of that version now
     * @param series days of the sessions
     * @param dose the order; empty when the protocol gives none
     * @param activities what the protocol asks for, in order
     * @param subject the patient
     * @param practitioner who plans; may be empty
     * @param location where; may be empty
     * @param at when the plan is made
     */
    public record Basis(
            Protocol protocol,
            Reference stored,
            ProtocolStatus status,
            SeriesPlan series,
            Optional<DosePlan> dose,
            List<ActivityDefinition> activities,
            Reference subject,
            Optional<Reference> practitioner,
            Optional<Reference> location,
            Instant at) {}

    private final Basis basis;
    private final CarePlan plan = new CarePlan();

    private ProtocolPlans(Basis basis) {
        this.basis = basis;
    }

    /** A draft CarePlan, not stored. */
    public static CarePlan of(Basis basis) {
        return new ProtocolPlans(basis).build();
    }

    private CarePlan build() {
        Protocol protocol = basis.protocol();
        boolean signed = basis.status() instanceof ProtocolStatus.Signed;
        plan.setStatus(CarePlan.CarePlanStatus.DRAFT);
        plan.setIntent(CarePlan.CarePlanIntent.PLAN);
        plan.setTitle(signed ? protocol.title() : "DRAFT protocol: " + protocol.title());
        plan.setDescription(protocol.purpose());
        plan.addInstantiatesCanonical(protocol.url() + "|" + protocol.version());
        plan.addCategory(concept("http://hl7.org/fhir/us/core/CodeSystem/careplan-category", "assess-plan"));
        String kind = KIND_OF_FAMILY.getOrDefault(protocol.family(), "induction");
        plan.getMeta().addProfile(Canonicals.plan(kind));
        plan.addCategory(concept(Canonicals.BASE + "/CodeSystem/dripline-plan-kind", kind));
        plan.addExtension(
                Canonicals.COURSE_PHASE, concept(Canonicals.BASE + "/CodeSystem/dripline-course-phase", "planned"));
        plan.setSubject(basis.subject());
        plan.setCreated(Date.from(basis.at()));
        basis.practitioner().ifPresent(plan::setAuthor);
        basis.location().ifPresent(plan::addSupportingInfo);
        plan.addSupportingInfo(basis.stored());
        List<PlannedSession> sessions = basis.series().sessions();
        plan.setPeriod(
                period(sessions.get(0).date(), sessions.get(sessions.size() - 1).latest()));
        plan.addNote().setText(basis.status().sentence());
        plan.addNote().setText(OFF_LABEL);
        basis.series().warnings().forEach(warning -> plan.addNote().setText(warning));
        basis.dose()
                .ifPresent(dose ->
                        dose.warnings().forEach(warning -> plan.addNote().setText(warning)));
        addSeries();
        sessions.forEach(this::addSession);
        basis.activities().forEach(this::addActivity);
        plan.setText(narrative());
        return plan;
    }

    private void addSeries() {
        List<PlannedSession> sessions = basis.series().sessions();
        Timing timing = new Timing();
        timing.getRepeat().setCount(sessions.size());
        interval()
                .ifPresent(interval -> timing.getRepeat()
                        .setFrequency(1)
                        .setPeriod(interval.low())
                        .setPeriodMax(interval.high())
                        .setPeriodUnit(UnitsOfTime.D));
        detail(plan.addActivity())
                .setScheduled(timing)
                .setDescription(sessions.size() == 1 ? "One session" : sessions.size() + " sessions");
    }

    /** The shortest and the longest time between two sessions, in days. */
    private Optional<Amount> interval() {
        Protocol protocol = basis.protocol();
        return protocol.amount(NumberCodes.INTERVAL)
                .or(() -> protocol.amount(NumberCodes.SPACING_FIRST)
                        .flatMap(first -> protocol.amount(NumberCodes.SPACING_LONGEST)
                                .map(longest -> new Amount.Window(first.low(), longest.high(), first.unit()))));
    }

    private void addSession(PlannedSession session) {
        CarePlanActivityComponent activity = plan.addActivity();
        activity.addExtension(numbered(session));
        String name = "Session " + session.number() + " of "
                + basis.series().sessions().size();
        detail(activity)
                .setKind(CarePlanActivityKind.APPOINTMENT)
                .setScheduled(on(session))
                .setDescription(
                        session.afterDecision() ? name + ", only after patient and prescriber have decided" : name);
        basis.location().ifPresent(place -> activity.getDetail().setLocation(place));
        basis.dose().ifPresent(dose -> {
            MedicationRequest order = order(session, dose);
            order.setId("order-" + session.number());
            plan.addContained(order);
            plan.addActivity()
                    .setReference(new Reference("#order-" + session.number()))
                    .addExtension(numbered(session));
        });
    }

    private MedicationRequest order(PlannedSession session, DosePlan dose) {
        MedicationRequest order = draft();
        order.getMeta().addProfile(Canonicals.INFUSION_ORDER);
        order.setMedication(concept(Codes.Systems.RXNORM, Codes.RxNorm.KETAMINE));
        order.addExtension(Canonicals.OFF_LABEL_USE, new BooleanType(true));
        order.addNote().setText(OFF_LABEL);
        Dosage dosage = order.addDosageInstruction();
        dosage.setText(text(dose));
        dosage.setTiming(on(session));
        dosage.getTiming()
                .getRepeat()
                .setDuration(BigDecimal.valueOf(dose.duration().toMinutes()))
                .setDurationUnit(UnitsOfTime.MIN);
        dosage.setRoute(concept(Codes.Systems.SNOMED_CT, "47625008"));
        dosage.setMethod(concept(Codes.Systems.SNOMED_CT, Codes.Snomed.INTRAVENOUS_INFUSION));
        dosage.addDoseAndRate()
                .setDose(quantity(dose.dose().milligrams(), Ucum.MILLIGRAM))
                .setRate(quantity(dose.flow().millilitresPerHour(), Ucum.MILLILITRE_PER_HOUR));
        if (dose.dosePerWeight().isPresent() && dose.weight().isPresent()) {
            Extension weightBased = order.addExtension().setUrl(Canonicals.WEIGHT_BASED_DOSE);
            weightBased.addExtension(
                    "dosePerKg",
                    quantity(dose.dosePerWeight().get().milligramsPerKilogram(), Ucum.MILLIGRAM_PER_KILOGRAM));
            weightBased.addExtension(
                    "dosingWeight", quantity(dose.weight().get().kilograms(), Ucum.KILOGRAM));
        }
        order.getDispenseRequest().setQuantity(quantity(dose.dose().milligrams(), Ucum.MILLIGRAM));
        return order;
    }

    /** Such as: 0.5 mg/kg × 70 kg = 35 mg in 35 mL (1 mg/mL) over 40 min: 52.5 mg/h, 52.5 mL/h. */
    static String text(DosePlan dose) {
        String byWeight = dose.dosePerWeight().isPresent() && dose.weight().isPresent()
                ? dose.dosePerWeight().get().milligramsPerKilogram().toPlainString() + " mg/kg × "
                        + dose.weight().get().kilograms().toPlainString() + " kg = "
                : "";
        return byWeight + dose.dose().milligrams().toPlainString() + " mg in "
                + dose.volume().millilitres().toPlainString() + " mL ("
                + dose.bag().milligramsPerMillilitre().toPlainString() + " mg/mL) over "
                + dose.duration().toMinutes() + " min: "
                + dose.rate().milligramsPerHour().toPlainString()
                + " mg/h, " + dose.flow().millilitresPerHour().toPlainString() + " mL/h";
    }

    /**
     * An activity other than the infusion. One whose address ends in {@code x-as-needed} takes the numbers
     * {@code x-dose} and {@code x-interval}.
     */
    private void addActivity(ActivityDefinition activity) {
        if (activity.getKind() == ActivityDefinitionKind.MEDICATIONREQUEST) {
            String name = lastPart(activity.getUrl());
            if (name.endsWith(AS_NEEDED) && basis.dose().isPresent()) {
                asNeeded(activity, name.substring(0, name.length() - AS_NEEDED.length()));
            }
            return;
        }
        CarePlanActivityDetailComponent detail = detail(plan.addActivity());
        detail.addInstantiatesCanonical(activity.getUrl() + "|" + activity.getVersion());
        detail.setDescription(
                activity.getKind() == ActivityDefinitionKind.COMMUNICATIONREQUEST
                        ? activity.getTitle() + ": " + afterwards()
                        : activity.getTitle());
        if (activity.getKind() == ActivityDefinitionKind.COMMUNICATIONREQUEST) {
            detail.setKind(CarePlanActivityKind.COMMUNICATIONREQUEST);
        } else if (activity.getKind() == ActivityDefinitionKind.TASK) {
            detail.setKind(CarePlanActivityKind.TASK);
        }
    }

    private void asNeeded(ActivityDefinition activity, String medicine) {
        Optional<Amount> dose = basis.protocol().amount(medicine + "-dose");
        Optional<Amount> interval = basis.protocol().amount(medicine + "-interval");
        if (dose.isEmpty()) {
            plan.addNote().setText(activity.getTitle() + ": the protocol has no dose.");
            return;
        }
        MedicationRequest order = draft();
        order.setMedication(activity.getProductCodeableConcept().copy());
        order.addInstantiatesCanonical(activity.getUrl() + "|" + activity.getVersion());
        Dosage dosage = order.addDosageInstruction();
        dosage.setText(activity.getTitle() + ": " + dose.get().inWords()
                + interval.map(again -> ", again after " + again.inWords()).orElse(""));
        dosage.setAsNeeded(new BooleanType(true));
        dosage.setRoute(activity.getDosageFirstRep().getRoute().copy());
        dosage.addDoseAndRate().setDose(quantity(dose.get().low(), dose.get().unit()));
        interval.filter(again -> UNITS_OF_TIME.containsKey(again.unit()))
                .ifPresent(again -> dosage.getTiming()
                        .getRepeat()
                        .setFrequency(1)
                        .setPeriod(again.low())
                        .setPeriodUnit(UNITS_OF_TIME.get(again.unit())));
        order.setId(medicine + AS_NEEDED);
        plan.addContained(order);
        plan.addActivity().setReference(new Reference("#" + medicine + AS_NEEDED));
    }

    private static String lastPart(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private String afterwards() {
        Set<String> day = basis.protocol().numbers().stream()
                .filter(number -> number.kind().section() == Section.DAY)
                .filter(number -> number.code().startsWith("no-"))
                .map(number -> number.kind().title() + " " + number.inWords())
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
        return String.join("; ", day);
    }

    private MedicationRequest draft() {
        MedicationRequest order = new MedicationRequest();
        order.setStatus(MedicationRequest.MedicationRequestStatus.DRAFT);
        order.setIntent(MedicationRequest.MedicationRequestIntent.ORDER);
        order.setSubject(basis.subject());
        order.setAuthoredOn(Date.from(basis.at()));
        order.setReported(new BooleanType(false));
        basis.practitioner().ifPresent(order::setRequester);
        return order;
    }

    private static CarePlanActivityDetailComponent detail(CarePlanActivityComponent activity) {
        return activity.getDetail().setStatus(CarePlanActivityStatus.NOTSTARTED);
    }

    /** The planned day, within the days the protocol allows. */
    private static Timing on(PlannedSession session) {
        Timing timing = new Timing();
        timing.getEvent().add(new DateTimeType(session.date().toString()));
        timing.getRepeat().setBounds(period(session.earliest(), session.latest()));
        return timing;
    }

    private static Extension numbered(PlannedSession session) {
        return new Extension(Canonicals.PLANNED_SESSION, new PositiveIntType(session.number()));
    }

    private static Period period(LocalDate first, LocalDate last) {
        Period period = new Period();
        period.setStartElement(new DateTimeType(first.toString()));
        period.setEndElement(new DateTimeType(last.toString()));
        return period;
    }

    private static Quantity quantity(BigDecimal value, String unit) {
        return new Quantity()
                .setValue(value)
                .setUnit(unit)
                .setSystem(Codes.Systems.UCUM)
                .setCode(unit);
    }

    private static CodeableConcept concept(String system, String code) {
        return new CodeableConcept().addCoding(new Coding().setSystem(system).setCode(code));
    }

    /** What a reader without a program sees: the title, the notes, and a line a session. */
    private Narrative narrative() {
        List<String> lines = new ArrayList<>();
        lines.add("<p><b>" + escaped(plan.getTitle()) + "</b></p>");
        plan.getNote().forEach(note -> lines.add("<p>" + escaped(note.getText()) + "</p>"));
        basis.series()
                .sessions()
                .forEach(session -> lines.add("<p>Session " + session.number() + ": " + session.date() + " ("
                        + session.earliest() + " to " + session.latest() + ")"
                        + basis.dose().map(dose -> ", " + escaped(text(dose))).orElse("") + "</p>"));
        Narrative narrative = new Narrative();
        narrative.setStatus(Narrative.NarrativeStatus.GENERATED);
        narrative.setDivAsString("<div xmlns=\"http://www.w3.org/1999/xhtml\">" + String.join("", lines) + "</div>");
        return narrative;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
