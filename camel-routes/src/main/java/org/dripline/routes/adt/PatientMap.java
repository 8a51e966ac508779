// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.adt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.dripline.fhir.Canonicals;
import org.dripline.routes.datatype.AsOf;
import org.dripline.routes.datatype.CodeMaps;
import org.dripline.routes.datatype.DataTypes;
import org.dripline.routes.datatype.Moment;
import org.dripline.routes.pcd.PatientIdentity;
import org.dripline.routes.segment.Element;
import org.dripline.routes.segment.Segment;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.StringType;

/**
 * {@code PID[Patient]}. PID-3 → identifier; PID-5 → name; PID-7 → birthDate; PID-8 → gender; PID-10, PID-22 → US Core
 * race and ethnicity; PID-11 → address; PID-13, PID-14 → telecom; PID-15 → communication; PID-16 → maritalStatus;
 * PID-24, PID-25 → multipleBirth; PID-29, PID-30 → deceased. A field that is absent changes nothing, one that is
 * deleted ({@code ""}) deletes; identifiers are only ever added, since others give numbers too.
 */
public final class PatientMap {

    private static final String US_CORE = "http://hl7.org/fhir/us/core/StructureDefinition/";
    private static final String LANGUAGE = "urn:ietf:bcp:47";

    private final DataTypes types;

    public PatientMap(DataTypes types) {
        this.types = types;
    }

    /** Who a message is about: PID-3, unless PID-31 says that nobody knows; PV1-19. */
    public static PatientIdentity identity(Segment pid, Segment visit) {
        List<PatientIdentity.Identifier> identifiers = pid.text(31).equals("Y")
                ? List.of()
                : pid.said(3).stream()
                        .map(DataTypes::named)
                        .filter(identifier -> !identifier.value().isEmpty())
                        .toList();
        return new PatientIdentity(identifiers, DataTypes.named(visit.field(19)));
    }

    /** Puts what PID says into the patient, unless a newer event wrote it. */
    public void update(Patient patient, Segment pid, Instant event) {
        addIdentifiers(patient, pid.said(3), null);
        if (!AsOf.isCurrent(patient, event)) {
            return;
        }
        patient.setActive(true);
        if (patient.getMeta().getProfile().isEmpty()) {
            patient.getMeta().addProfile(Canonicals.EHR_PATIENT);
        }
        names(patient, pid);
        field(
                pid,
                7,
                () -> patient.setBirthDateElement(null),
                birth ->
                        Moment.of(birth.text(), types.zone()).ifPresent(day -> patient.setBirthDateElement(day.day())));
        field(pid, 8, () -> patient.setGender(AdministrativeGender.UNKNOWN), sex -> patient.setGender(gender(sex)));
        race(patient, pid);
        field(pid, 11, () -> patient.setAddress(null), any -> {
            patient.setAddress(null);
            pid.said(11).forEach(address -> patient.addAddress(types.address(address)));
        });
        telecom(patient, pid);
        field(pid, 15, () -> patient.setCommunication(null), language -> {
            patient.setCommunication(null);
            patient.addCommunication().setPreferred(true).setLanguage(language(language));
        });
        field(pid, 16, () -> patient.setMaritalStatus(null), status -> patient.setMaritalStatus(marital(status)));
        multipleBirth(patient, pid);
        deceased(patient, pid);
        if (!patient.hasGender()) {
            patient.setGender(AdministrativeGender.UNKNOWN);
        }
        AsOf.note(patient, event);
    }

    /**
     * Adds numbers the patient does not have yet.
     *
     * @param use such as {@code OLD} for those of a merged record
     */
    public void addIdentifiers(
            Patient patient,
            List<Element> identifiers,
            Identifier.@org.jspecify.annotations.Nullable IdentifierUse use) {
        for (Element each : identifiers) {
            Identifier identifier = types.identifier(each);
            boolean known = patient.getIdentifier().stream()
                    .anyMatch(it -> Objects.equals(it.getSystem(), identifier.getSystem())
                            && Objects.equals(it.getValue(), identifier.getValue()));
            if (!known && identifier.hasValue()) {
                patient.addIdentifier(use == null ? identifier : identifier.setUse(use));
            }
        }
    }

    private void names(Patient patient, Segment pid) {
        field(pid, 5, () -> patient.setName(null), any -> {
            patient.setName(null);
            pid.said(5).forEach(name -> patient.addName(types.name(name)));
        });
        if (!patient.hasName()) {
            patient.addName(DataTypes.unknown(new HumanName()));
        }
    }

    private AdministrativeGender gender(Element sex) {
        return types.codes()
                .code(CodeMaps.Name.GENDER, sex.text())
                .map(AdministrativeGender::fromCode)
                .orElse(AdministrativeGender.UNKNOWN);
    }

    /** The five categories of the Office of Management and Budget by code; what is none of them in words. */
    private void race(Patient patient, Segment pid) {
        field(
                pid,
                10,
                () -> patient.getExtension().removeIf(it -> (US_CORE + "us-core-race").equals(it.getUrl())),
                any -> {
                    patient.getExtension().removeIf(it -> (US_CORE + "us-core-race").equals(it.getUrl()));
                    Extension race = patient.addExtension().setUrl(US_CORE + "us-core-race");
                    List<String> words = new ArrayList<>();
                    for (Element each : pid.said(10)) {
                        Optional<Coding> category = types.codes().coding(CodeMaps.Name.RACE, each.text(1));
                        category.ifPresent(coding -> race.addExtension("ombCategory", coding));
                        words.add(category.map(Coding::getDisplay)
                                .orElse(each.text(2).isEmpty() ? each.text(1) : each.text(2)));
                    }
                    race.addExtension("text", new StringType(String.join(", ", words)));
                });
        field(
                pid,
                22,
                () -> patient.getExtension().removeIf(it -> (US_CORE + "us-core-ethnicity").equals(it.getUrl())),
                first -> {
                    patient.getExtension().removeIf(it -> (US_CORE + "us-core-ethnicity").equals(it.getUrl()));
                    patient.addExtension()
                            .setUrl(US_CORE + "us-core-ethnicity")
                            .addExtension(
                                    "text", new StringType(first.text(2).isEmpty() ? first.text(1) : first.text(2)));
                });
    }

    private void telecom(Patient patient, Segment pid) {
        if (pid.field(13).isAbsent() && pid.field(14).isAbsent()) {
            return;
        }
        patient.setTelecom(null);
        pid.said(13).forEach(home -> types.contact(home).ifPresent(patient::addTelecom));
        pid.said(14)
                .forEach(work -> types.contact(work)
                        .map(contact -> contact.hasUse()
                                ? contact
                                : contact.setUse(org.hl7.fhir.r4.model.ContactPoint.ContactPointUse.WORK))
                        .ifPresent(patient::addTelecom));
    }

    private CodeableConcept language(Element language) {
        CodeableConcept concept = types.concept(language);
        if (language.text(1).matches("[a-z]{2,3}(-[A-Z]{2})?")) {
            concept.getCoding().clear();
            concept.addCoding().setSystem(LANGUAGE).setCode(language.text(1));
        }
        return concept;
    }

    private CodeableConcept marital(Element status) {
        return types.codes()
                .coding(CodeMaps.Name.MARITAL_STATUS, status.text(1))
                .map(coding -> new CodeableConcept().addCoding(coding))
                .orElseGet(() -> types.concept(status));
    }

    private static void multipleBirth(Patient patient, Segment pid) {
        field(
                pid,
                24,
                () -> patient.setMultipleBirth(null),
                twin -> patient.setMultipleBirth(new BooleanType(twin.text().equals("Y"))));
        field(pid, 25, () -> {}, order -> {
            if (order.text().matches("\\d{1,2}")) {
                patient.setMultipleBirth(new IntegerType(order.text()));
            }
        });
    }

    private void deceased(Patient patient, Segment pid) {
        field(
                pid,
                30,
                () -> patient.setDeceased(null),
                dead -> patient.setDeceased(new BooleanType(dead.text().equals("Y"))));
        field(
                pid,
                29,
                () -> patient.setDeceased(null),
                died -> Moment.of(died.text(), types.zone()).ifPresent(at -> patient.setDeceased(at.dateTime())));
    }

    private static void field(Segment pid, int number, Runnable delete, Consumer<Element> set) {
        Element field = pid.field(number);
        if (field.isDeleted()) {
            delete.run();
        } else if (!pid.said(number).isEmpty()) {
            set.accept(pid.said(number).get(0));
        }
    }
}
