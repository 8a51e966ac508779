// SPDX-License-Identifier: Apache-2.0
package org.dripline.gate;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dripline.gate.GateFacts.Answer;
import org.dripline.gate.GateFacts.BodyWeight;
import org.dripline.gate.GateFacts.Condition;
import org.dripline.gate.GateFacts.ConsentGiven;
import org.dripline.gate.GateFacts.Lab;
import org.dripline.gate.GateFacts.Medicine;
import org.dripline.gate.GateFacts.Place;
import org.dripline.gate.GateFacts.PlaceKind;
import org.dripline.gate.GateFacts.PreviousSession;
import org.dripline.gate.GateFacts.Reaction;
import org.dripline.gate.GateFacts.Screen;
import org.dripline.gate.GateFacts.Screened;
import org.dripline.gate.GateFacts.Sign;
import org.dripline.gate.GateFacts.Vital;
import org.dripline.protocol.Criterion.Concept;
import org.jspecify.annotations.Nullable;

/** Facts of a woman of 41 against whom nothing speaks; a test changes what it is about. */
final class FactSheet {

    static final Instant AT = Instant.parse("2026-01-05T10:00:00Z");
    static final String ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm";
    static final String SNOMED_CT = "http://snomed.info/sct";
    static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
    static final String LOINC = "http://loinc.org";

    private static final String FORM = "QuestionnaireResponse/form";
    private static final LocalDate TODAY = LocalDate.of(2026, 1, 5);

    @Nullable LocalDate birthDate = LocalDate.of(1984, 3, 11);

    boolean mayBePregnant = true;

    @Nullable Place place = new Place(PlaceKind.TREATMENT, "Location/chair");

    @Nullable PreviousSession previous = null;

    final List<Condition> conditions = new ArrayList<>();
    final List<Medicine> medicines = new ArrayList<>();
    final List<Reaction> reactions = new ArrayList<>();
    final List<Reaction> pressureEvents = new ArrayList<>();
    final List<Vital> vitals = new ArrayList<>();
    final List<BodyWeight> weights = new ArrayList<>();
    final List<Lab> labs = new ArrayList<>();
    final Map<String, Answer> answers = new HashMap<>();
    final List<Screen> screens = new ArrayList<>();
    final List<ConsentGiven> consents = new ArrayList<>();
    final Map<String, Answer> room = new HashMap<>();
    final List<Mitigation> mitigations = new ArrayList<>();

    FactSheet() {
        for (String link : List.of(
                "uncontrolled-hypertension",
                "unstable-cardiovascular-disease",
                "uncontrolled-thyroid-disease",
                "raised-intracranial-pressure",
                "psychosis",
                "mania",
                "uncontrolled-glaucoma",
                "pregnancy",
                "prior-reaction-to-ketamine",
                "breastfeeding",
                "nausea-or-motion-sickness",
                "substance-use",
                "ketamine-outside-treatment",
                "acute-illness",
                "alcohol-or-sedatives-today")) {
            answer(link, "N");
        }
        answer("concurrent-treatment", "Psychotherapy");
        answer("adequate-trials", "2");
        fasted("PT9H");
        answer("escort-confirmed", "Y").answer("escort-name", "Rela TIVE-TEST").answer("escort-phone", "555-0100");
        for (String link : List.of(
                "airway",
                "oxygen",
                "suction",
                "rescue-medicines",
                "trained-staff",
                "acls-holder-present",
                "vial-lot-recorded",
                "dose-compared-by-two")) {
            room(link, "Y");
        }
        room("acls-valid-until", "2026-12-31").room("vial-expiry", "2026-06-30");
        vitals(Sign.SYSTOLIC, 122)
                .vitals(Sign.DIASTOLIC, 78)
                .vitals(Sign.HEART_RATE, 70)
                .vitals(Sign.OXYGEN_SATURATION, 98);
        weight("70", AT.minus(Duration.ofHours(1)));
        screens.add(new Screen(Screened.SUICIDE_RISK, 0, AT, true, "QuestionnaireResponse/screener"));
        consents.add(new ConsentGiven(true, TODAY.minusDays(14), TODAY.plusDays(300), "Consent/signed"));
    }

    FactSheet answer(String link, String value) {
        answers.put(link, new Answer(value, AT.minus(Duration.ofMinutes(20)), FORM));
        return this;
    }

    FactSheet room(String link, String value) {
        room.put(link, new Answer(value, AT, "QuestionnaireResponse/room"));
        return this;
    }

    FactSheet fasted(String time) {
        return answer("last-oral-intake", AT.minus(Duration.parse(time)).toString());
    }

    FactSheet vitals(Sign sign, int value) {
        vitals.add(new Vital(
                sign,
                BigDecimal.valueOf(value),
                AT.minus(Duration.ofMinutes(10)),
                "Observation/" + sign.name() + "-" + vitals.size()));
        return this;
    }

    FactSheet weight(@Nullable String kilograms, Instant at) {
        weights.add(new BodyWeight(
                kilograms == null ? null : new BigDecimal(kilograms), at, "Observation/weight-" + weights.size()));
        return this;
    }

    FactSheet problem(String system, String code, boolean active) {
        conditions.add(new Condition(Set.of(new Concept(system, code)), code, active, "Condition/" + code));
        return this;
    }

    FactSheet takes(String rxNorm) {
        medicines.add(new Medicine(
                Set.of(new Concept(RXNORM, rxNorm)), "RxNorm " + rxNorm, null, null, "MedicationStatement/" + rxNorm));
        return this;
    }

    FactSheet takesUncoded(String name) {
        medicines.add(new Medicine(Set.of(), name, null, null, "MedicationStatement/uncoded"));
        return this;
    }

    FactSheet lab(String loinc, String abnormal) {
        labs.add(new Lab(new Concept(LOINC, loinc), abnormal, AT.minus(Duration.ofDays(1)), "Observation/" + loinc));
        return this;
    }

    FactSheet without(String link) {
        answers.remove(link);
        room.remove(link);
        return this;
    }

    FactSheet passed(String rule, String... evidence) {
        mitigations.add(new Mitigation(
                rule, Mitigation.OVERRIDE, "Practitioner/p", "Synthetic", AT, List.of(evidence), "DetectedIssue/i"));
        return this;
    }

    GateFacts facts() {
        return new GateFacts(
                "Patient/sample",
                AT,
                ZoneOffset.UTC,
                birthDate,
                mayBePregnant,
                conditions,
                medicines,
                reactions,
                pressureEvents,
                vitals,
                weights,
                labs,
                answers,
                screens,
                consents,
                place,
                room,
                List.of(),
                previous,
                mitigations);
    }
}
