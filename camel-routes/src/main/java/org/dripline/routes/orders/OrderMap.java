// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.orders;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.dripline.fhir.Canonicals;
import org.dripline.routes.datatype.AsOf;
import org.dripline.routes.datatype.CodeMaps;
import org.dripline.routes.datatype.DataTypes;
import org.dripline.routes.datatype.Moment;
import org.dripline.routes.segment.EhrMessage;
import org.dripline.routes.segment.Element;
import org.dripline.routes.segment.Segment;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;

/**
 * {@code ORC[MedicationRequest]}, {@code RXE}, {@code RXO}, {@code RXR} and {@code TQ1}; {@code ORC[ServiceRequest]}
 * and {@code OBR[ServiceRequest]} for what is no medicine. An order is kept as the EHR says it: nothing is computed,
 * and what contradicts itself is for the server to refuse.
 *
 * <p>ORC-1 → status; ORC-2, ORC-3 → identifier; ORC-9 → authoredOn; ORC-12 → requester; ORC-16 → statusReason. RXE-2,
 * RXO-1 → medication; RXE-3 with RXE-5, RXO-2 with RXO-4 → dose; RXE-23, -24, RXO-21, -22 → rate; RXE-10, -11, RXO-11,
 * -12 in mg → what is drawn into the bag; RXE-25, -26, RXO-18, -19 in mg/kg with a weight (OBX) → the weight-based
 * dose; RXE-27, RXO-20 → reasonCode; RXE-7, RXO-7 → patientInstruction; RXR-1 → route; TQ1-7, TQ1-8 → timing; TQ1-9 →
 * priority. OBR-4 → code; OBR-31 → reasonCode; OBR-6 → occurrence.
 */
public final class OrderMap {

    private final DataTypes types;

    public OrderMap(DataTypes types) {
        this.types = types;
    }

    /** ORC-2 before ORC-3: the placer's number is the one that stays. */
    public List<Identifier> numbers(EhrMessage order, String source) {
        List<Identifier> numbers = new ArrayList<>();
        add(numbers, order.first("ORC").field(2), order.first("OBR").field(2), "order-placer", source);
        add(numbers, order.first("ORC").field(3), order.first("OBR").field(3), "order-filler", source);
        return numbers;
    }

    private void add(List<Identifier> numbers, Element number, Element otherwise, String kind, String source) {
        Element said = number.says() ? number : otherwise;
        if (said.says()) {
            numbers.add(types.entityIdentifier(said, DataTypes.senderSystem(kind, source)));
        }
    }

    /** Whether a group of the message orders a medicine. */
    public static boolean isMedicine(EhrMessage order) {
        return order.first("RXE").isThere() || order.first("RXO").isThere();
    }

    /** Puts what the group says into the order of a medicine, unless a newer message wrote it. */
    public void update(MedicationRequest request, EhrMessage order, Subject subject, Instant event) {
        addNumbers(request.getIdentifier(), numbers(order, subject.source()));
        if (!AsOf.isCurrent(request, event)) {
            return;
        }
        Segment control = order.first("ORC");
        boolean wasActive = request.getStatus() == MedicationRequestStatus.ACTIVE;
        request.setStatus(status(control)
                .map(MedicationRequestStatus::fromCode)
                .orElse(request.hasStatus() ? request.getStatus() : MedicationRequestStatus.UNKNOWN));
        request.setIntent(MedicationRequest.MedicationRequestIntent.ORDER);
        request.setSubject(subject.patient());
        subject.encounter().ifPresent(request::setEncounter);
        authored(control).ifPresent(at -> request.setAuthoredOnElement(at.dateTime()));
        types.practitioner(control.field(12)).ifPresent(request::setRequester);
        if (control.field(16).says()) {
            request.setStatusReason(types.concept(control.field(16)));
        }
        priority(order)
                .map(MedicationRequest.MedicationRequestPriority::fromCode)
                .ifPresent(request::setPriority);
        if (isMedicine(order)) {
            medicine(request, new Given(order), order);
        }
        // An infusion is judged when somebody makes its order active here; that the EHR has it is no judgement.
        if (!wasActive
                && request.getStatus() == MedicationRequestStatus.ACTIVE
                && request.getMeta().hasProfile(Canonicals.INFUSION_ORDER)) {
            request.setStatus(MedicationRequestStatus.DRAFT);
        }
        AsOf.note(request, event);
    }

    /** The same fields of RXE, and of RXO where there is no RXE. */
    private static final class Given {
        private final Segment segment;
        private final boolean encoded;

        Given(EhrMessage order) {
            this.encoded = order.first("RXE").isThere();
            this.segment = order.first(encoded ? "RXE" : "RXO");
        }

        Element code() {
            return segment.field(encoded ? 2 : 1);
        }

        Element amount() {
            return segment.field(encoded ? 3 : 2);
        }

        Element unit() {
            return segment.field(encoded ? 5 : 4);
        }

        Element instruction() {
            return segment.field(7);
        }

        Element drawn() {
            return segment.field(encoded ? 10 : 11);
        }

        Element drawnUnit() {
            return segment.field(encoded ? 11 : 12);
        }

        Element strength() {
            return segment.field(encoded ? 25 : 18);
        }

        Element strengthUnit() {
            return segment.field(encoded ? 26 : 19);
        }

        Element rate() {
            return segment.field(encoded ? 23 : 21);
        }

        Element rateUnit() {
            return segment.field(encoded ? 24 : 22);
        }

        List<Element> indications() {
            return segment.said(encoded ? 27 : 20);
        }
    }

    private void medicine(MedicationRequest request, Given given, EhrMessage order) {
        CodeableConcept medicine = types.concept(given.code());
        request.setMedication(medicine);
        boolean ketamine = medicine.hasCoding(Codes.Systems.RXNORM, Codes.RxNorm.KETAMINE);
        Dosage dosage = new Dosage();
        route(order).ifPresent(dosage::setRoute);
        if (given.instruction().says()) {
            String words = given.instruction().text(2);
            dosage.setPatientInstruction(words.isEmpty() ? given.instruction().text(1) : words);
        }
        timing(order, dosage);
        Dosage.DosageDoseAndRateComponent amount = new Dosage.DosageDoseAndRateComponent();
        types.quantity(given.amount().text(), given.unit()).ifPresent(amount::setDose);
        types.quantity(given.rate().text(), given.rateUnit()).ifPresent(amount::setRate);
        if (!amount.isEmpty()) {
            dosage.addDoseAndRate(amount);
        }
        request.setDosageInstruction(new ArrayList<>(List.of(dosage)));
        types.quantity(given.drawn().text(), given.drawnUnit())
                .filter(drawn -> "mg".equals(drawn.getCode()))
                .ifPresent(drawn -> request.getDispenseRequest().setQuantity(drawn));
        perWeight(request, given, order);
        request.setReasonCode(given.indications().stream().map(types::concept).toList());
        request.getMeta().getProfile().removeIf(profile -> Canonicals.INFUSION_ORDER.equals(profile.getValue()));
        if (ketamine && amount.hasRate()) {
            request.getMeta().addProfile(Canonicals.INFUSION_ORDER);
            offLabel(request);
        }
    }

    /** What an infusion of ketamine is ordered for, it is not approved for: the profile asks to say so. */
    private static void offLabel(MedicationRequest request) {
        request.getExtension().removeIf(it -> Canonicals.OFF_LABEL_USE.equals(it.getUrl()));
        if (request.hasReasonCode()) {
            request.addExtension(Canonicals.OFF_LABEL_USE, new BooleanType(true));
        }
    }

    /** Both are the EHR's: the dose per kilogram it prescribes, and the weight it sent along. */
    private void perWeight(MedicationRequest request, Given given, EhrMessage order) {
        request.getExtension().removeIf(it -> Canonicals.WEIGHT_BASED_DOSE.equals(it.getUrl()));
        Optional<Quantity> perKilogram = types.quantity(given.strength().text(), given.strengthUnit())
                .filter(strength -> "mg/kg".equals(strength.getCode()));
        Optional<Quantity> weight = weight(order);
        if (perKilogram.isPresent() && weight.isPresent()) {
            Extension extension = request.addExtension().setUrl(Canonicals.WEIGHT_BASED_DOSE);
            extension.addExtension("dosePerKg", perKilogram.get());
            extension.addExtension("dosingWeight", weight.get());
        }
    }

    /** OBX of a body weight, in the unit it was sent in. */
    private Optional<Quantity> weight(EhrMessage order) {
        return order.all("OBX").stream()
                .filter(row -> types.known(CodeMaps.Name.WEIGHT, row.field(3)).isPresent())
                .flatMap(row -> types.quantity(row.text(5), row.field(6)).stream())
                .findFirst();
    }

    private Optional<CodeableConcept> route(EhrMessage order) {
        Element route = order.first("RXR").field(1);
        if (!route.says()) {
            return Optional.empty();
        }
        CodeableConcept concept = types.concept(route);
        types.codes()
                .coding(CodeMaps.Name.ROUTE, route.text(1))
                .ifPresent(coding -> concept.getCoding().add(0, coding));
        return Optional.of(concept);
    }

    private void timing(EhrMessage order, Dosage dosage) {
        Moment.of(order.first("TQ1").text(7), types.zone())
                .ifPresent(start ->
                        dosage.getTiming().getRepeat().getBoundsPeriod().setStartElement(start.dateTime()));
        Moment.of(order.first("TQ1").text(8), types.zone())
                .ifPresent(
                        end -> dosage.getTiming().getRepeat().getBoundsPeriod().setEndElement(end.dateTime()));
    }

    /** Puts what the group says into the order of something else, unless a newer message wrote it. */
    public void update(ServiceRequest request, EhrMessage order, Subject subject, Instant event) {
        addNumbers(request.getIdentifier(), numbers(order, subject.source()));
        if (!AsOf.isCurrent(request, event)) {
            return;
        }
        Segment control = order.first("ORC");
        Segment asked = order.first("OBR");
        if (request.getMeta().getProfile().isEmpty()) {
            request.getMeta().addProfile(Canonicals.EHR_ORDER);
        }
        request.setStatus(status(control)
                .map(OrderMap::ofService)
                .orElse(request.hasStatus() ? request.getStatus() : ServiceRequestStatus.UNKNOWN));
        request.setIntent(ServiceRequest.ServiceRequestIntent.ORDER);
        request.setSubject(subject.patient());
        subject.encounter().ifPresent(request::setEncounter);
        authored(control).ifPresent(at -> request.setAuthoredOnElement(at.dateTime()));
        types.practitioner(control.field(12).says() ? control.field(12) : asked.field(16))
                .ifPresent(request::setRequester);
        priority(order).map(ServiceRequest.ServiceRequestPriority::fromCode).ifPresent(request::setPriority);
        if (asked.field(4).says()) {
            request.setCode(types.concept(asked.field(4)));
        }
        if (!request.hasCode()) {
            request.getCode().setText("not stated");
        }
        if (!asked.said(31).isEmpty()) {
            request.setReasonCode(asked.said(31).stream().map(types::concept).toList());
        }
        Moment.of(order.first("TQ1").text(7), types.zone())
                .or(() -> Moment.of(asked.text(6), types.zone()))
                .ifPresent(at -> request.setOccurrence(at.dateTime()));
        AsOf.note(request, event);
    }

    private static ServiceRequestStatus ofService(String status) {
        return switch (status) {
            case "cancelled", "stopped" -> ServiceRequestStatus.REVOKED;
            case "on-hold" -> ServiceRequestStatus.ONHOLD;
            default -> ServiceRequestStatus.ACTIVE;
        };
    }

    private Optional<String> status(Segment control) {
        return types.codes().code(CodeMaps.Name.ORDER_CONTROL, control.text(1));
    }

    private Optional<Moment> authored(Segment control) {
        return Moment.of(control.text(9), types.zone());
    }

    private Optional<String> priority(EhrMessage order) {
        return types.codes().code(CodeMaps.Name.PRIORITY, order.first("TQ1").text(9));
    }

    private static void addNumbers(List<Identifier> known, List<Identifier> numbers) {
        for (Identifier number : numbers) {
            if (known.stream()
                    .noneMatch(it -> Objects.equals(it.getSystem(), number.getSystem())
                            && Objects.equals(it.getValue(), number.getValue()))) {
                known.add(number);
            }
        }
    }

    /**
     * Whose order.
     *
     * @param source of the message, for numbers without an authority
     */
    public record Subject(String patientId, Optional<String> encounterId, String source) {
        Reference patient() {
            return new Reference("Patient/" + patientId);
        }

        Optional<Reference> encounter() {
            return encounterId.map(id -> new Reference("Encounter/" + id));
        }
    }
}
