// SPDX-License-Identifier: Apache-2.0
package org.dripline.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.ConceptPropertyComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Expression;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemAnswerOptionComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The forms against a table kept apart from them, so that a slip in a code or in an answer's points is seen. */
class FormsTest {

    private static final Path TABLE = Path.of("src/test/resources/org/dripline/conformance/forms.txt");
    private static final String CALCULATED =
            "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression";
    private static final String CONDITION =
            "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression";
    private static final String POINTS = "http://hl7.org/fhir/StructureDefinition/ordinalValue";
    /** Forms in our own words, which score nothing. */
    private static final List<String> OUR_OWN =
            List.of("dripline-eligibility", "dripline-room-readiness", "dripline-esketamine-monitoring");

    private static final String OURS = "https://dripline.health/fhir/CodeSystem/";

    private static final Artefacts ARTEFACTS = Artefacts.load(FhirContext.forR4Cached());

    @Test
    void everyScoredFormAsksWhatTheTableSays() {
        List<String> asked = forms().filter(form -> !OUR_OWN.contains(id(form)))
                .flatMap(form -> questions(form.getItem()).map(question -> id(form) + " | " + row(question)))
                .toList();

        assertThat(asked).containsExactlyInAnyOrderElementsOf(table());
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyCodeOfAFormIsInAShippedCodeSystemWithItsDisplay(Questionnaire form) {
        List<Coding> codings = Stream.concat(
                        form.getCode().stream(),
                        questions(form.getItem())
                                .flatMap(question -> Stream.concat(
                                        question.getCode().stream(),
                                        question.getAnswerOption().stream()
                                                .map(QuestionnaireItemAnswerOptionComponent::getValueCoding))))
                .filter(coding -> !coding.getSystem().startsWith("http://terminology.hl7.org/"))
                .toList();

        assertThat(codings).allSatisfy(coding -> {
            Map<String, String> shipped = displays(coding.getSystem());
            assertThat(shipped).containsKey(coding.getCode());
            if (coding.hasDisplay()) {
                assertThat(coding.getDisplay()).isEqualTo(shipped.get(coding.getCode()));
            }
        });
    }

    /** R-B6: a form with the ninth answer of a PHQ-9 alone has to pass whatever validates it. */
    @ParameterizedTest
    @MethodSource("forms")
    void nothingThatAValidatorCouldMissIsAskedFor(Questionnaire form) {
        assertThat(items(form.getItem())).allSatisfy(item -> {
            assertThat(item.getRequired()).isFalse();
            assertThat(item.getEnableWhen()).isEmpty();
            assertThat(item.hasExtension(CONDITION)).isFalse();
        });
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aFormInSomebodyElsesWordsCarriesTheirNotice(Questionnaire form) {
        boolean usesLoinc = questions(form.getItem())
                .flatMap(question -> question.getCode().stream())
                .anyMatch(code -> code.getSystem().equals(Codes.Systems.LOINC));

        if (!OUR_OWN.contains(id(form))) {
            assertThat(form.getCopyright()).hasSizeGreaterThan(60);
            assertThat(form.getCopyright().contains("LOINC")).isEqualTo(usesLoinc);
        }
    }

    @Test
    void aTotalIsWorkedOutFromEveryScoredQuestionAndFromNoOther() {
        List<QuestionnaireItemComponent> totals = forms().flatMap(form -> form.getItem().stream())
                .filter(item -> item.hasExtension(CALCULATED))
                .toList();

        assertThat(totals).hasSize(5);
        forms().filter(form -> form.getItem().stream().anyMatch(item -> item.hasExtension(CALCULATED)))
                .forEach(form -> {
                    QuestionnaireItemComponent total = form.getItem().stream()
                            .filter(item -> item.hasExtension(CALCULATED))
                            .findFirst()
                            .orElseThrow();
                    String expression =
                            ((Expression) total.getExtensionByUrl(CALCULATED).getValue()).getExpression();
                    assertThat(total.getReadOnly()).isTrue();
                    questions(form.getItem())
                            .filter(item -> item != total)
                            .forEach(item -> assertThat(expression.contains("'" + item.getLinkId() + "'"))
                                    .as("%s in the total of %s", item.getLinkId(), id(form))
                                    .isEqualTo(isScored(item)));
                });
    }

    @Test
    void everyLoincNumberEndsInItsCheckDigit() {
        assertThat(displays(Codes.Systems.LOINC).keySet())
                .filteredOn(code -> !code.startsWith("LA"))
                .isNotEmpty()
                .allSatisfy(code -> assertThat(code).endsWith("-" + checkDigit(code.substring(0, code.indexOf('-')))));
    }

    @Test
    void theBandsOfAScaleMeetWithoutGapOrOverlap() {
        Map<String, List<ConceptDefinitionComponent>> scales =
                codeSystem(OURS + "dripline-score-band").getConcept().stream()
                        .collect(Collectors.groupingBy(band ->
                                band.getDisplay().substring(0, band.getDisplay().indexOf(':'))));

        assertThat(scales).hasSize(9).allSatisfy((scale, bands) -> {
            assertThat(number(bands.get(0), "low")).isEqualByComparingTo(BigDecimal.ZERO);
            for (int next = 1; next < bands.size(); next++) {
                assertThat(number(bands.get(next), "low"))
                        .isEqualByComparingTo(
                                number(bands.get(next - 1), "high").add(BigDecimal.ONE));
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"dripline-phq-9,PHQ-9", "dripline-gad-7,GAD-7", "dripline-pcl-5,PCL-5", "dripline-pcl-5-weekly,PCL-5"})
    void theHighestBandEndsAtTheHighestTotalOfTheForm(String id, String scale) {
        BigDecimal highest = questions(form(id).getItem())
                .flatMap(question -> question.getAnswerOption().stream()
                        .filter(option -> option.hasExtension(POINTS))
                        .map(FormsTest::points)
                        .max(Comparator.naturalOrder())
                        .stream())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        List<ConceptDefinitionComponent> bands = bandsByScale().getOrDefault(scale, List.of());

        assertThat(number(bands.get(bands.size() - 1), "high")).isEqualByComparingTo(highest);
    }

    @Test
    void everyBandSaysWhereItsNumbersAreFrom() {
        assertThat(codeSystem(OURS + "dripline-score-band").getConcept()).allSatisfy(band -> {
            assertThat(property(band, "source").getValueStringType().getValue()).isNotBlank();
            assertThat(property(band, "mark").getValueCodeType().getValue()).isIn("V", "V-2", "GK");
        });
    }

    /** R-B6; C-SSRS triage guidelines: the fourth question alone is a high risk, which some public tables get wrong. */
    @Test
    void theTriageTableKnowsALevelForEveryQuestionOfTheScreener() {
        ConceptMap triage = ARTEFACTS.conceptMaps().stream()
                .filter(map -> map.getUrl().endsWith("/dripline-c-ssrs-triage"))
                .findFirst()
                .orElseThrow();
        Map<String, String> levels = triage.getGroupFirstRep().getElement().stream()
                .collect(Collectors.toMap(
                        SourceElementComponent::getCode,
                        element -> element.getTargetFirstRep().getCode()));

        assertThat(levels)
                .containsOnlyKeys(questions(form("dripline-c-ssrs-screener").getItem())
                        .map(QuestionnaireItemComponent::getLinkId)
                        .toArray(String[]::new))
                .containsEntry("93247-5", "low")
                .containsEntry("93248-3", "moderate")
                .containsEntry("93249-1", "high")
                .containsEntry("93250-9", "high")
                .containsEntry("93269-9", "high");
        assertThat(triage.getGroupFirstRep().getElement())
                .allSatisfy(element ->
                        assertThat(element.getTargetFirstRep().getComment()).startsWith("V"));
    }

    static Stream<Questionnaire> forms() {
        return ARTEFACTS.questionnaires().stream();
    }

    private static Questionnaire form(String id) {
        return forms().filter(form -> id(form).equals(id)).findFirst().orElseThrow();
    }

    private static String id(Questionnaire form) {
        return form.getIdElement().getIdPart();
    }

    private static Stream<QuestionnaireItemComponent> items(List<QuestionnaireItemComponent> items) {
        return items.stream().flatMap(item -> Stream.concat(Stream.of(item), items(item.getItem())));
    }

    /** What is answered: neither a heading nor a group. */
    private static Stream<QuestionnaireItemComponent> questions(List<QuestionnaireItemComponent> items) {
        return items(items)
                .filter(item -> item.getType() != QuestionnaireItemType.GROUP
                        && item.getType() != QuestionnaireItemType.DISPLAY);
    }

    /** {@code linkId | system#code | answers}, as in the table. */
    private static String row(QuestionnaireItemComponent question) {
        Coding code = question.getCodeFirstRep();
        String answers = question.getType() == QuestionnaireItemType.CHOICE
                ? question.getAnswerOption().stream().map(FormsTest::answer).collect(Collectors.joining(" "))
                : question.getType().toCode();
        return question.getLinkId() + " | " + code.getSystem() + "#" + code.getCode() + " | " + answers;
    }

    private static String answer(QuestionnaireItemAnswerOptionComponent option) {
        String code = option.getValueCoding().getCode();
        return option.hasExtension(POINTS) ? code + "=" + points(option).toPlainString() : code;
    }

    private static BigDecimal points(QuestionnaireItemAnswerOptionComponent option) {
        return ((DecimalType) option.getExtensionByUrl(POINTS).getValue()).getValue();
    }

    private static boolean isScored(QuestionnaireItemComponent item) {
        return item.getType() == QuestionnaireItemType.INTEGER
                || item.getAnswerOption().stream().anyMatch(option -> option.hasExtension(POINTS));
    }

    private static List<String> table() {
        try (Stream<String> lines = Files.lines(TABLE)) {
            return lines.filter(line -> !line.startsWith("#")).toList();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static CodeSystem codeSystem(String url) {
        return ARTEFACTS.codeSystems().stream()
                .filter(codes -> codes.getUrl().equals(url))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> displays(String system) {
        return codeSystem(system).getConcept().stream()
                .collect(Collectors.toMap(ConceptDefinitionComponent::getCode, ConceptDefinitionComponent::getDisplay));
    }

    /** The bands of each scale, lowest first; a scale is what stands before the colon of a band's display. */
    private static Map<String, List<ConceptDefinitionComponent>> bandsByScale() {
        return codeSystem(OURS + "dripline-score-band").getConcept().stream()
                .collect(Collectors.groupingBy(
                        band -> band.getDisplay().substring(0, band.getDisplay().indexOf(':'))));
    }

    private static BigDecimal number(ConceptDefinitionComponent band, String name) {
        return property(band, name).getValueDecimalType().getValue();
    }

    private static ConceptPropertyComponent property(ConceptDefinitionComponent concept, String name) {
        return concept.getProperty().stream()
                .filter(property -> property.getCode().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** LOINC Users' Guide, appendix on the check digit: modulus 10, every second digit from the right doubled. */
    private static int checkDigit(String digits) {
        int sum = 0;
        for (int fromRight = 0; fromRight < digits.length(); fromRight++) {
            int digit = digits.charAt(digits.length() - 1 - fromRight) - '0';
            int doubled = fromRight % 2 == 0 ? 2 * digit : digit;
            sum += doubled / 10 + doubled % 10;
        }
        return (10 - sum % 10) % 10;
    }
}
