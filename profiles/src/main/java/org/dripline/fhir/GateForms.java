// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.dripline.conformance.Artefacts;
import org.dripline.gate.GateFacts.Answer;
import org.dripline.gate.GateFacts.Screen;
import org.dripline.gate.GateFacts.Screened;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Type;

/**
 * Answers of filled-in forms as facts of the gate: the newest answer to each question, whatever else of its form is
 * missing.
 */
final class GateForms {

    private static final String FORMS = Canonicals.BASE + "/Questionnaire/";
    private static final String ELIGIBILITY = FORMS + "dripline-eligibility";
    private static final String ROOM = FORMS + "dripline-room-readiness";
    private static final String DAY = "day-of-infusion";
    private static final String NINTH_ITEM = "44260-8";
    private static final List<String> FREQUENCIES = List.of("LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9");
    private static final List<String> LEVELS = List.of("low", "moderate", "high");
    private static final Map<String, String> YES_NO = Map.of("LA33-6", "Y", "LA32-8", "N");
    private static final Map<String, Integer> TRIAGE = triage();

    private final List<QuestionnaireResponse> responses;
    private final Predicate<QuestionnaireResponse> ofThisVisit;

    /** @param ofThisVisit whether a response belongs to the visit that is judged */
    GateForms(Collection<QuestionnaireResponse> responses, Predicate<QuestionnaireResponse> ofThisVisit) {
        this.responses = responses.stream()
                .filter(response -> response.getAuthored() != null)
                .filter(response -> response.getStatus() != QuestionnaireResponseStatus.ENTEREDINERROR
                        && response.getStatus() != QuestionnaireResponseStatus.STOPPED)
                .sorted(Comparator.comparing(QuestionnaireResponse::getAuthored).thenComparing(References::of))
                .toList();
        this.ofThisVisit = ofThisVisit;
    }

    /** Newest answers of the eligibility form; those about the day of this visit only. */
    Map<String, Answer> eligibility() {
        Map<String, Answer> answers = new LinkedHashMap<>();
        for (QuestionnaireResponse response : of(ELIGIBILITY)) {
            boolean today = ofThisVisit.test(response);
            for (QuestionnaireResponseItemComponent item : response.getItem()) {
                if (today || !item.getLinkId().equals(DAY)) {
                    answers(List.of(item), response, answers);
                }
            }
        }
        return answers;
    }

    /** Newest answers of this visit's readiness form. */
    Map<String, Answer> room() {
        Map<String, Answer> answers = new LinkedHashMap<>();
        of(ROOM).stream().filter(ofThisVisit).forEach(response -> answers(response.getItem(), response, answers));
        return answers;
    }

    /** Columbia screeners and ninth answers of the PHQ-9, oldest first. */
    List<Screen> screens() {
        List<Screen> screens = new ArrayList<>();
        for (QuestionnaireResponse response : responses) {
            Map<String, Answer> answers = new LinkedHashMap<>();
            answers(response.getItem(), response, answers);
            if (answers.keySet().stream().anyMatch(TRIAGE::containsKey)) {
                int level = answers.entrySet().stream()
                        .filter(answer -> answer.getValue().value().equals("Y"))
                        .mapToInt(answer -> TRIAGE.getOrDefault(answer.getKey(), 0))
                        .max()
                        .orElse(0);
                screens.add(screen(Screened.SUICIDE_RISK, level, response));
            }
            Optional.ofNullable(answers.get(NINTH_ITEM))
                    .map(answer -> FREQUENCIES.indexOf(answer.value()))
                    .filter(points -> points >= 0)
                    .ifPresent(points -> screens.add(screen(Screened.SUICIDAL_THOUGHTS, points, response)));
        }
        return screens;
    }

    private Screen screen(Screened what, int value, QuestionnaireResponse response) {
        return new Screen(what, value, authored(response), ofThisVisit.test(response), References.of(response));
    }

    private List<QuestionnaireResponse> of(String form) {
        return responses.stream()
                .filter(response -> Objects.toString(response.getQuestionnaire(), "")
                        .split("\\|", 2)[0]
                        .equals(form))
                .toList();
    }

    private static void answers(
            List<QuestionnaireResponseItemComponent> items,
            QuestionnaireResponse response,
            Map<String, Answer> answers) {
        for (QuestionnaireResponseItemComponent item : items) {
            answers(item.getItem(), response, answers);
            item.getAnswer().stream()
                    .map(answer -> value(answer.getValue()))
                    .filter(value -> !value.isBlank())
                    .findFirst()
                    .ifPresent(value -> answers.put(
                            item.getLinkId(), new Answer(value, authored(response), References.of(response))));
        }
    }

    private static String value(Type value) {
        if (value instanceof Coding coding) {
            String code = Objects.toString(coding.getCode(), "");
            return YES_NO.getOrDefault(code, code);
        }
        if (value instanceof BooleanType truth) {
            return truth.booleanValue() ? "Y" : "N";
        }
        if (value instanceof BaseDateTimeType time && time.fhirType().equals("dateTime")) {
            return time.getValue() == null ? "" : time.getValue().toInstant().toString();
        }
        return value == null ? "" : Objects.toString(value.primitiveValue(), "");
    }

    private static Instant authored(QuestionnaireResponse response) {
        return response.getAuthored().toInstant();
    }

    /** Level of a yes to each question, 1 to 3. Source: ConceptMap dripline-c-ssrs-triage. */
    private static Map<String, Integer> triage() {
        return Artefacts.load(FhirContext.forR4Cached(), "ConceptMap-dripline-c-ssrs-triage.json"::equals)
                .conceptMaps()
                .get(0)
                .getGroupFirstRep()
                .getElement()
                .stream()
                .collect(Collectors.toMap(
                        element -> element.getCode(),
                        element -> LEVELS.indexOf(element.getTargetFirstRep().getCode()) + 1));
    }
}
