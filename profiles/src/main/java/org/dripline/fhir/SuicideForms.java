// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dripline.conformance.Artefacts;
import org.dripline.gate.FollowUp;
import org.dripline.outcome.SuicideScreen;
import org.dripline.outcome.SuicideScreen.Measure;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;

/**
 * What filled-in forms say of suicidal thoughts: item 9 of the PHQ-9 by the points of its Questionnaire, the Columbia
 * screener by the ConceptMap dripline-c-ssrs-triage (the level of a screener is the highest of its answers with yes).
 * Both are data. One answer is enough, whatever else is missing; a screener without any yes is no risk only when
 * thoughts and behaviour were asked for.
 */
public final class SuicideForms {

    private static final String ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue";
    private static final String ITEM_9 = "44260-8";
    private static final String YES = "LA33-6";
    private static final Set<String> ASKED_ALWAYS = Set.of("93246-7", "93247-5", "93267-3");
    private static final List<String> LEVELS = List.of("none", "low", "moderate", "high");

    private final Map<String, Integer> points = new HashMap<>();
    private final Map<String, Integer> levels = new HashMap<>();

    /** @param phq9 Questionnaire dripline-phq-9; {@code triage} ConceptMap dripline-c-ssrs-triage */
    public SuicideForms(Questionnaire phq9, ConceptMap triage) {
        phq9.getItem().stream()
                .filter(item -> ITEM_9.equals(item.getLinkId()))
                .flatMap(item -> item.getAnswerOption().stream())
                .filter(option -> option.getValue() instanceof Coding)
                .forEach(option -> points.put(
                        ((Coding) option.getValue()).getCode(),
                        ((DecimalType) option.getExtensionByUrl(ORDINAL).getValue())
                                .getValue()
                                .intValueExact()));
        triage.getGroup().stream()
                .flatMap(group -> group.getElement().stream())
                .forEach(element -> levels.put(
                        element.getCode(),
                        LEVELS.indexOf(element.getTargetFirstRep().getCode())));
    }

    /** With the form and the table that ship with the product. */
    public static SuicideForms shipped(FhirContext fhir) {
        Artefacts artefacts = Artefacts.load(
                fhir,
                name -> name.equals("Questionnaire-dripline-phq-9.json")
                        || name.equals("ConceptMap-dripline-c-ssrs-triage.json"));
        return new SuicideForms(
                artefacts.questionnaires().get(0), artefacts.conceptMaps().get(0));
    }

    /** What the form says; empty when it says nothing of this. */
    List<SuicideScreen> read(QuestionnaireResponse form) {
        if (form.getAuthored() == null) {
            return List.of();
        }
        return Stream.concat(item9(form).stream(), columbia(form).stream()).toList();
    }

    /** The level of risk of a Columbia screener; empty when the form is none, or leaves it open. */
    public Optional<FollowUp.RiskLevel> risk(QuestionnaireResponse form) {
        return form.getAuthored() == null
                ? Optional.empty()
                : columbia(form).map(screen -> FollowUp.RiskLevel.values()[screen.level()]);
    }

    private Optional<SuicideScreen> item9(QuestionnaireResponse form) {
        return form.getItem().stream()
                .filter(item -> ITEM_9.equals(item.getLinkId()))
                .map(item -> points.get(answer(item)))
                .filter(Objects::nonNull)
                .findFirst()
                .map(level -> screen(form, Measure.ITEM_9, level));
    }

    private Optional<SuicideScreen> columbia(QuestionnaireResponse form) {
        List<QuestionnaireResponseItemComponent> items = items(form.getItem()).toList();
        Set<String> answered = items.stream()
                .filter(item ->
                        levels.containsKey(item.getLinkId()) && !answer(item).isEmpty())
                .map(QuestionnaireResponseItemComponent::getLinkId)
                .collect(Collectors.toSet());
        int level = items.stream()
                .filter(item -> YES.equals(answer(item)))
                .mapToInt(item -> levels.getOrDefault(item.getLinkId(), 0))
                .max()
                .orElse(0);
        return level > 0 || answered.containsAll(ASKED_ALWAYS)
                ? Optional.of(screen(form, Measure.C_SSRS, level))
                : Optional.empty();
    }

    private static Stream<QuestionnaireResponseItemComponent> items(List<QuestionnaireResponseItemComponent> items) {
        return items.stream().flatMap(item -> Stream.concat(Stream.of(item), items(item.getItem())));
    }

    private static String answer(QuestionnaireResponseItemComponent item) {
        return item.getAnswerFirstRep().getValue() instanceof Coding coding
                ? Objects.toString(coding.getCode(), "")
                : "";
    }

    private static SuicideScreen screen(QuestionnaireResponse form, Measure measure, int level) {
        return new SuicideScreen(
                form.getAuthored().toInstant(),
                measure,
                level,
                "QuestionnaireResponse/" + form.getIdElement().getIdPart());
    }
}
