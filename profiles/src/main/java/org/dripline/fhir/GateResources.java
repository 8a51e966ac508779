// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dripline.gate.GateFacts;
import org.dripline.gate.GateFacts.Answer;
import org.dripline.gate.GateFacts.ConsentGiven;
import org.dripline.gate.GateFacts.Place;
import org.dripline.gate.GateFacts.PlaceKind;
import org.dripline.gate.GateFacts.PreviousSession;
import org.dripline.gate.GateFacts.Reaction;
import org.dripline.gate.GateFacts.Screen;
import org.dripline.protocol.Criterion.Concept;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.AdverseEvent;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the gate judges out of a patient's R4 resources. The order of the collection does not matter; what was
 * refuted, cancelled or entered in error stays out.
 *
 * <p>Vital signs are of the visit and of before the pump started; medicines are those of {@link GateMedicines},
 * readings those of {@link GateReadings}, answers those of the forms.
 */
public final class GateResources {

    private static final String ROLE_CODE = "http://terminology.hl7.org/CodeSystem/v3-RoleCode";
    private static final String PLACE_TYPE = "http://terminology.hl7.org/CodeSystem/location-physical-type";
    private static final Set<String> INTENSIVE_CARE = Set.of("ICU", "PEDICU", "PEDNICU");
    private static final Set<String> ACTIVE = Set.of("active", "recurrence", "relapse");
    private static final Set<String> RAISED_PRESSURE = Set.of("443482000", "24184005", "371622005", "706882009");
    private static final Set<String> OTHER_TREATMENT = Set.of("75516001", "18512000", "23835007");

    /**
     * What is judged.
     *
     * @param at the moment
     * @param zone in which days are counted
     * @param encounter id of the session, null when only the course is judged
     */
    public record Moment(Instant at, ZoneId zone, @Nullable String encounter) {}

    private final Collection<? extends Resource> resources;
    private final Moment moment;

    private GateResources(Collection<? extends Resource> resources, Moment moment) {
        this.resources = resources;
        this.moment = moment;
    }

    /**
     * The facts of the patient in the collection.
     *
     * @throws IllegalArgumentException when it holds no patient
     */
    public static GateFacts read(Collection<? extends Resource> resources, Moment moment) {
        return new GateResources(resources, moment).facts();
    }

    private GateFacts facts() {
        Patient patient = all(Patient.class)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no patient to judge"));
        GateForms forms = new GateForms(all(QuestionnaireResponse.class).toList(), this::isOfThisVisit);
        GateReadings readings = new GateReadings(resources, moment);
        Map<String, Answer> answers = forms.eligibility();
        return new GateFacts(
                References.of(patient),
                moment.at(),
                moment.zone(),
                patient.getBirthDate() == null
                        ? null
                        : LocalDate.parse(
                                patient.getBirthDateElement().getValueAsString().length() == 10
                                        ? patient.getBirthDateElement().getValueAsString()
                                        : LocalDate.ofInstant(
                                                        patient.getBirthDate().toInstant(), ZoneOffset.UTC)
                                                .toString()),
                patient.getGender() != AdministrativeGender.MALE,
                conditions(),
                GateMedicines.read(resources, moment),
                reactions(),
                pressureEvents(),
                readings.vitals(),
                readings.weights(),
                readings.labs(),
                answers,
                Stream.concat(forms.screens().stream(), readings.maniaScreens())
                        .sorted(Comparator.comparing(Screen::at).thenComparing(Screen::reference))
                        .toList(),
                consents(),
                place(),
                forms.room(),
                otherTreatments(answers),
                previousSession(),
                all(DetectedIssue.class).flatMap(GateIssues::mitigations).toList());
    }

    private List<GateFacts.Condition> conditions() {
        Stream<GateFacts.Condition> listed = all(Condition.class)
                .filter(condition -> !has(condition.getVerificationStatus(), "refuted")
                        && !has(condition.getVerificationStatus(), "entered-in-error"))
                .map(condition -> new GateFacts.Condition(
                        concepts(condition.getCode()),
                        words(condition.getCode()),
                        !condition.hasClinicalStatus()
                                || condition.getClinicalStatus().getCoding().stream()
                                        .anyMatch(status -> ACTIVE.contains(status.getCode())),
                        References.of(condition)));
        // What happened under treatment counts like a problem, as long as it goes on or where history counts.
        Stream<GateFacts.Condition> events = events().filter(event -> !isRaisedPressure(event))
                .map(event -> new GateFacts.Condition(
                        concepts(event.getEvent()),
                        words(event.getEvent()),
                        has(event.getOutcome(), "ongoing"),
                        References.of(event)));
        return Stream.concat(listed, events).toList();
    }

    /**
     * An allergy to ketamine or its enantiomer, or an event under it that was serious, severe or of special interest. A
     * raised pressure that was severe and not serious has a rule of its own.
     */
    private List<Reaction> reactions() {
        Stream<Reaction> allergies = all(AllergyIntolerance.class)
                .filter(allergy ->
                        (GateMedicines.isKetamine(allergy.getCode()) || GateMedicines.isEsketamine(allergy.getCode()))
                                && !has(allergy.getVerificationStatus(), "refuted")
                                && !has(allergy.getVerificationStatus(), "entered-in-error"))
                .map(allergy -> new Reaction(words(allergy.getCode()), References.of(allergy)));
        Stream<Reaction> events = events().filter(event -> has(event.getSeriousness(), "Serious")
                        || (has(event.getSeverity(), "severe") && !isRaisedPressure(event))
                        || isOfSpecialInterest(event))
                .map(event -> new Reaction(words(event.getEvent()), References.of(event)));
        return Stream.concat(allergies, events).toList();
    }

    private List<Reaction> pressureEvents() {
        return events().filter(GateResources::isRaisedPressure)
                .filter(event -> moment.encounter() == null
                        || !moment.encounter()
                                .equals(event.getEncounter()
                                        .getReferenceElement()
                                        .getIdPart()))
                .map(event -> new Reaction(words(event.getEvent()), References.of(event)))
                .toList();
    }

    private Stream<AdverseEvent> events() {
        return all(AdverseEvent.class)
                .filter(event -> event.getActuality() != AdverseEvent.AdverseEventActuality.POTENTIAL)
                .filter(event ->
                        event.getDate() == null || !event.getDate().toInstant().isAfter(moment.at()));
    }

    /** Whether an adverse event is one of raised blood pressure, by its code. */
    public static boolean isRaisedPressure(AdverseEvent event) {
        return event.getEvent().getCoding().stream()
                .anyMatch(coding -> Codes.Systems.SNOMED_CT.equals(coding.getSystem())
                        && RAISED_PRESSURE.contains(coding.getCode()));
    }

    private static boolean isOfSpecialInterest(AdverseEvent event) {
        return event.getExtensionsByUrl(Canonicals.SPECIAL_INTEREST).stream()
                .anyMatch(interest -> interest.getValue() != null
                        && "true".equals(interest.getValue().primitiveValue()));
    }

    private List<ConsentGiven> consents() {
        return all(Consent.class)
                .filter(consent -> consent.getStatus() == Consent.ConsentState.ACTIVE)
                .filter(consent -> consent.getCategory().stream()
                        .anyMatch(category ->
                                category.hasCoding(Codes.Systems.DRIPLINE_CONSENT_ELEMENT, "consent-to-infusion")))
                .map(consent -> new ConsentGiven(
                        consent.getExtensionsByUrl(Canonicals.CONSENT_DISCLOSURE).stream()
                                .anyMatch(disclosed -> disclosed.getValue() instanceof CodeableConcept element
                                        && element.hasCoding(Codes.Systems.DRIPLINE_CONSENT_ELEMENT, "off-label-use")),
                        day(
                                consent.getProvision().getPeriod().hasStart()
                                        ? consent.getProvision().getPeriod().getStart()
                                        : consent.getDateTime()),
                        consent.getProvision().getPeriod().hasEnd()
                                ? day(consent.getProvision().getPeriod().getEnd())
                                : null,
                        References.of(consent)))
                .sorted(Comparator.comparing(ConsentGiven::from).thenComparing(ConsentGiven::reference))
                .toList();
    }

    private @Nullable Place place() {
        Encounter encounter = encounter().orElse(null);
        if (encounter == null) {
            return null;
        }
        if ("HH".equals(encounter.getClass_().getCode())) {
            return new Place(PlaceKind.HOME, References.of(encounter));
        }
        List<Place> places = encounter.getLocation().stream()
                .map(location -> References.of(location.getLocation()))
                .filter(reference -> !reference.isEmpty())
                .map(this::place)
                .sorted(Comparator.comparing(Place::kind))
                .toList();
        // A home anywhere in the visit is a home.
        return places.isEmpty() ? null : places.get(0);
    }

    private Place place(String reference) {
        return all(Location.class)
                .filter(location -> References.of(location).equals(reference))
                .findFirst()
                .map(location -> new Place(kind(location), reference))
                .orElse(new Place(PlaceKind.UNREGISTERED, reference));
    }

    private static PlaceKind kind(Location location) {
        boolean home = location.getPhysicalType().hasCoding(PLACE_TYPE, "ho")
                || location.getType().stream().anyMatch(type -> type.hasCoding(ROLE_CODE, "PTRES"));
        if (home) {
            return PlaceKind.HOME;
        }
        if (location.hasStatus() && location.getStatus() != Location.LocationStatus.ACTIVE) {
            return PlaceKind.UNREGISTERED;
        }
        boolean intensive = location.getType().stream()
                .anyMatch(type -> INTENSIVE_CARE.stream().anyMatch(unit -> type.hasCoding(ROLE_CODE, unit)));
        return intensive ? PlaceKind.INTENSIVE_CARE : PlaceKind.TREATMENT;
    }

    private List<String> otherTreatments(Map<String, Answer> answers) {
        Stream<String> procedures = all(Procedure.class)
                .filter(procedure -> procedure.getCode().getCoding().stream()
                        .anyMatch(coding -> Codes.Systems.SNOMED_CT.equals(coding.getSystem())
                                && OTHER_TREATMENT.contains(coding.getCode())))
                .map(References::of);
        Stream<String> written = Stream.of("prior-treatments")
                .map(answers::get)
                .filter(Objects::nonNull)
                .map(Answer::reference);
        return Stream.concat(procedures, written).distinct().toList();
    }

    private @Nullable PreviousSession previousSession() {
        return all(Encounter.class)
                .filter(encounter -> encounter.getStatus() == Encounter.EncounterStatus.FINISHED)
                .filter(SessionStates::isSession)
                .filter(encounter -> !encounter.getIdElement().getIdPart().equals(moment.encounter()))
                .filter(encounter -> encounter.getPeriod().getEnd() != null
                        && encounter.getPeriod().getEnd().toInstant().isBefore(moment.at()))
                .max(Comparator.comparing(encounter -> encounter.getPeriod().getEnd()))
                .map(encounter -> new PreviousSession(day(encounter.getPeriod().getEnd()), References.of(encounter)))
                .orElse(null);
    }

    private Optional<Encounter> encounter() {
        return all(Encounter.class)
                .filter(encounter -> encounter.getIdElement().getIdPart().equals(moment.encounter()))
                .findFirst();
    }

    /**
     * Of the visit by its encounter; a form that names none is of the visit when it is of the day before the moment.
     */
    private boolean isOfThisVisit(QuestionnaireResponse response) {
        if (moment.encounter() == null) {
            return false;
        }
        String encounter = response.getEncounter().getReferenceElement().getIdPart();
        if (encounter != null) {
            return encounter.equals(moment.encounter());
        }
        return day(response.getAuthored()).equals(LocalDate.ofInstant(moment.at(), moment.zone()));
    }

    private <T extends Resource> Stream<T> all(Class<T> type) {
        return resources.stream().filter(type::isInstance).map(type::cast).sorted(Comparator.comparing(References::of));
    }

    private LocalDate day(Date date) {
        return LocalDate.ofInstant(date.toInstant(), moment.zone());
    }

    static boolean has(CodeableConcept concept, String code) {
        return concept.getCoding().stream().anyMatch(coding -> code.equals(coding.getCode()));
    }

    static Set<Concept> concepts(CodeableConcept concept) {
        return concept.getCoding().stream()
                .filter(coding -> coding.hasSystem() && coding.hasCode())
                .map(coding -> new Concept(coding.getSystem(), coding.getCode()))
                .collect(Collectors.toSet());
    }

    /** Its text, else the first display, else the code. */
    static String words(CodeableConcept concept) {
        if (concept.hasText()) {
            return concept.getText();
        }
        Coding coding = concept.getCodingFirstRep();
        return Objects.toString(coding.hasDisplay() ? coding.getDisplay() : coding.getCode(), "not named");
    }

    static <T extends Resource> List<T> of(Collection<? extends Resource> resources, Class<T> type) {
        List<T> found = new ArrayList<>();
        resources.stream().filter(type::isInstance).map(type::cast).forEach(found::add);
        found.sort(Comparator.comparing(References::of));
        return found;
    }
}
