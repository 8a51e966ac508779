// SPDX-License-Identifier: Apache-2.0
package org.dripline.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.dripline.gate.FactSheet.AT;
import static org.dripline.gate.FactSheet.ICD_10_CM;
import static org.dripline.gate.FactSheet.SNOMED_CT;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dripline.fhir.GateRuleFile;
import org.dripline.fhir.ShippedProtocols;
import org.dripline.gate.Finding.Kind;
import org.dripline.gate.Finding.Weight;
import org.dripline.gate.GateFacts.ConsentGiven;
import org.dripline.gate.GateFacts.Medicine;
import org.dripline.gate.GateFacts.Place;
import org.dripline.gate.GateFacts.PlaceKind;
import org.dripline.gate.GateFacts.PreviousSession;
import org.dripline.gate.GateFacts.Reaction;
import org.dripline.gate.GateFacts.Screen;
import org.dripline.gate.GateFacts.Screened;
import org.dripline.gate.GateFacts.Sign;
import org.dripline.gate.GateReport.Result;
import org.dripline.protocol.Criterion.Concept;
import org.dripline.protocol.Protocol;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule of the table: a record on which it fires, and one beside it on which it does not. */
class GateTest {

    private static final GateRules RULES = GateRuleFile.shipped();
    private static final Gate GATE = new Gate(RULES);
    private static final Protocol COMMON = ShippedProtocols.protocol("common-limits");

    @Test
    @DisplayName("D01: a complete record raises nothing and misses nothing that stands in the way")
    void aCompleteRecordIsClear() {
        GateReport report = judged(new FactSheet());

        assertThat(report.result()).isEqualTo(Result.CLEAR);
        assertThat(report.issues()).isEmpty();
        assertThat(report.inTheWay()).isEmpty();
    }

    static Stream<Arguments> firing() {
        return Stream.of(
                fires("uncontrolled-hypertension", Weight.HARD_STOP, true, sheet -> sheet.vitals(Sign.SYSTOLIC, 160)),
                fires("uncontrolled-hypertension", Weight.HARD_STOP, true, sheet -> sheet.vitals(Sign.DIASTOLIC, 100)),
                fires("uncontrolled-hypertension", Weight.HARD_STOP, true, problem(ICD_10_CM, "I16.0", true)),
                fires("uncontrolled-hypertension", Weight.INFO, true, sheet -> sheet.vitals(Sign.SYSTOLIC, 140)),
                fires(
                        "uncontrolled-hypertension",
                        Weight.NEEDS_OVERRIDE,
                        true,
                        sheet -> sheet.pressureEvents.add(new Reaction("188/114", "AdverseEvent/one"))),
                fires("unstable-cardiovascular-disease", Weight.HARD_STOP, true, problem(ICD_10_CM, "I21.9", true)),
                fires("uncontrolled-thyroid-disease", Weight.HARD_STOP, true, problem(SNOMED_CT, "90739004", true)),
                fires("uncontrolled-thyroid-disease", Weight.HARD_STOP, true, sheet -> sheet.lab("3016-3", "low")),
                fires("raised-intracranial-pressure", Weight.HARD_STOP, true, problem(SNOMED_CT, "271719001", true)),
                fires("psychosis", Weight.HARD_STOP, true, problem(SNOMED_CT, "69322001", true)),
                fires("psychosis", Weight.HARD_STOP, true, problem(ICD_10_CM, "F20.9", false)),
                fires("mania", Weight.HARD_STOP, true, problem(SNOMED_CT, "231496004", true)),
                fires("uncontrolled-glaucoma", Weight.HARD_STOP, true, problem(SNOMED_CT, "30041005", true)),
                fires("pregnancy", Weight.HARD_STOP, true, sheet -> sheet.lab("2106-3", "positive")),
                fires("pregnancy", Weight.HARD_STOP, true, sheet -> sheet.answer("pregnancy", "Y")),
                fires(
                        "prior-reaction-to-ketamine",
                        Weight.HARD_STOP,
                        true,
                        sheet -> sheet.reactions.add(new Reaction("hives", "AllergyIntolerance/one"))),
                fires("breastfeeding", Weight.NEEDS_OVERRIDE, true, sheet -> sheet.answer("breastfeeding", "Y")),
                fires("bipolar-without-mania-screen", Weight.NEEDS_OVERRIDE, true, problem(ICD_10_CM, "F31.81", true)),
                fires("substance-use", Weight.NEEDS_OVERRIDE, true, problem(ICD_10_CM, "F10.20", true)),
                fires(
                        "ketamine-misuse",
                        Weight.NEEDS_OVERRIDE,
                        true,
                        sheet -> sheet.answer("ketamine-outside-treatment", "Y")),
                fires("severe-liver-disease", Weight.NEEDS_OVERRIDE, true, problem(ICD_10_CM, "K74.60", true)),
                fires("sleep-apnoea", Weight.NEEDS_OVERRIDE, true, problem(ICD_10_CM, "G47.33", true)),
                fires(
                        "nausea-or-motion-sickness",
                        Weight.INFO,
                        false,
                        sheet -> sheet.answer("nausea-or-motion-sickness", "Y")),
                fires("benzodiazepine", Weight.NEEDS_OVERRIDE, true, sheet -> sheet.takes("6470")),
                fires("benzodiazepine", Weight.NEEDS_OVERRIDE, true, sheet -> sheet.takesUncoded("Lorazepam 1 mg")),
                fires("opioid", Weight.NEEDS_OVERRIDE, true, sheet -> sheet.takes("7804")),
                fires(
                        "sedative-interaction",
                        Weight.HARD_STOP,
                        true,
                        sheet -> sheet.takes("7804").takes("6960")),
                fires("theophylline", Weight.HARD_STOP, true, sheet -> sheet.takes("10438")),
                fires("maoi", Weight.NEEDS_OVERRIDE, true, sheet -> sheet.takes("8123")),
                fires("stimulant", Weight.NEEDS_OVERRIDE, true, sheet -> sheet.takes("6901")),
                fires("lamotrigine", Weight.INFO, false, sheet -> sheet.takes("28439")),
                fires("pressor", Weight.NEEDS_OVERRIDE, true, sheet -> sheet.takesUncoded("levothyroxine 50 ug")),
                fires("cyp-inhibitor", Weight.INFO, true, sheet -> sheet.takes("21212")),
                fires("cyp-inducer", Weight.INFO, true, sheet -> sheet.takes("8183")),
                fires("antipsychotic", Weight.INFO, false, sheet -> sheet.takesUncoded("Clozapine 100 mg")),
                fires("age-outside-range", Weight.HARD_STOP, true, sheet -> sheet.birthDate = LocalDate.of(2008, 1, 6)),
                fires(
                        "site-not-permitted",
                        Weight.HARD_STOP,
                        false,
                        sheet -> sheet.place = new Place(PlaceKind.HOME, "Location/home")),
                fires("consent-missing", Weight.HARD_STOP, false, sheet -> {
                    sheet.consents.clear();
                    sheet.consents.add(
                            new ConsentGiven(true, LocalDate.of(2025, 1, 1), LocalDate.of(2026, 1, 4), "Consent/old"));
                }),
                fires("consent-missing", Weight.HARD_STOP, false, sheet -> {
                    sheet.consents.clear();
                    sheet.consents.add(new ConsentGiven(
                            false, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31), "Consent/silent"));
                }),
                fires("weight-unusable", Weight.HARD_STOP, true, sheet -> sheet.weight(null, AT)),
                fires("weight-unusable", Weight.HARD_STOP, true, sheet -> sheet.weight("154", AT)),
                fires("weight-unusable", Weight.HARD_STOP, true, sheet -> {
                    sheet.weights.clear();
                    sheet.weight("70", AT.minus(Duration.ofDays(8)));
                }),
                fires("vital-signs", Weight.HARD_STOP, true, sheet -> sheet.vitals(Sign.OXYGEN_SATURATION, 93)),
                fires("vital-signs", Weight.HARD_STOP, true, sheet -> sheet.vitals(Sign.HEART_RATE, 121)),
                fires("not-fasted", Weight.HARD_STOP, true, sheet -> sheet.fasted("PT5H59M")),
                fires("no-escort", Weight.HARD_STOP, false, sheet -> sheet.answer("escort-confirmed", "N")),
                fires("no-escort", Weight.HARD_STOP, false, sheet -> sheet.without("escort-phone")),
                fires("acute-illness", Weight.HARD_STOP, true, sheet -> sheet.answer("acute-illness", "Y")),
                fires(
                        "alcohol-or-sedatives",
                        Weight.HARD_STOP,
                        true,
                        sheet -> sheet.answer("alcohol-or-sedatives-today", "Y")),
                fires(
                        "suicide-risk",
                        Weight.INFO,
                        false,
                        sheet -> sheet.screens.add(
                                new Screen(Screened.SUICIDE_RISK, 3, AT, true, "QuestionnaireResponse/high"))),
                fires("room-not-ready", Weight.HARD_STOP, false, sheet -> sheet.room("suction", "N")),
                fires("no-acls-holder", Weight.HARD_STOP, false, sheet -> sheet.room("acls-valid-until", "2026-01-04")),
                fires("dose-not-compared", Weight.HARD_STOP, false, sheet -> sheet.room("dose-compared-by-two", "N")),
                fires("vial-unusable", Weight.HARD_STOP, false, sheet -> sheet.room("vial-expiry", "2026-01-04")));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("firing")
    void aRuleFiresAloneAndSaysWhatItRestsOn(
            String rule, Weight weight, boolean overridable, Consumer<FactSheet> change) {
        FactSheet sheet = new FactSheet();
        change.accept(sheet);

        assertThat(judged(sheet).issues()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(rule);
            assertThat(finding.weight()).isEqualTo(weight);
            assertThat(finding.overridable()).isEqualTo(overridable);
            assertThat(finding.evidence()).isNotEmpty();
            assertThat(finding.source().citation()).isNotBlank();
        });
    }

    static Stream<Consumer<FactSheet>> silent() {
        return Stream.of(
                problem(ICD_10_CM, "I10", true),
                problem(ICD_10_CM, "I16.0", false),
                problem(SNOMED_CT, "231494001", false),
                problem(ICD_10_CM, "F10.21", true),
                problem(ICD_10_CM, "F32.2", true),
                sheet -> sheet.vitals(Sign.SYSTOLIC, 160).vitals(Sign.SYSTOLIC, 139),
                sheet -> sheet.vitals(Sign.SYSTOLIC, 139).vitals(Sign.DIASTOLIC, 89),
                sheet -> sheet.takes("6448"),
                sheet -> sheet.takes("321988").takes("36437").takes("4493").takes("42347"),
                sheet -> sheet.takesUncoded("amlodipine 5 mg"),
                sheet -> sheet.birthDate = LocalDate.of(2008, 1, 5),
                sheet -> sheet.fasted("PT6H"),
                sheet -> sheet.weight("77", AT),
                sheet -> sheet.vitals(Sign.OXYGEN_SATURATION, 94),
                sheet -> sheet.vitals(Sign.HEART_RATE, 120),
                sheet -> sheet.room("vial-expiry", "2026-01-05").room("acls-valid-until", "2026-01-05"),
                sheet -> sheet.lab("3016-3", "").lab("2106-3", ""),
                sheet -> {
                    sheet.without("pregnancy");
                    sheet.mayBePregnant = false;
                },
                sheet -> sheet.previous = new PreviousSession(LocalDate.of(2025, 12, 1), "Encounter/before"));
    }

    @ParameterizedTest
    @MethodSource("silent")
    @DisplayName("R-C11: what does not matter raises nothing")
    void nothingIsRaisedBeside(Consumer<FactSheet> change) {
        FactSheet sheet = new FactSheet();
        change.accept(sheet);

        assertThat(judged(sheet).issues()).isEmpty();
        assertThat(judged(sheet).result()).isEqualTo(Result.CLEAR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "psychosis",
                "mania",
                "uncontrolled-hypertension",
                "prior-reaction-to-ketamine",
                "last-oral-intake",
                "escort-confirmed",
                "acute-illness",
                "alcohol-or-sedatives-today",
                "airway",
                "oxygen",
                "suction",
                "rescue-medicines",
                "trained-staff",
                "acls-holder-present",
                "acls-valid-until",
                "vial-lot-recorded",
                "vial-expiry",
                "dose-compared-by-two"
            })
    @DisplayName("Unknown is never fine: what nobody answered is not recorded and stands in the way")
    void anAnswerThatIsMissingStandsInTheWay(String link) {
        GateReport report = judged(new FactSheet().without(link));

        assertThat(report.result()).isEqualTo(Result.INCOMPLETE);
        assertThat(report.issues()).isEmpty();
        assertThat(report.inTheWay()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.NOT_RECORDED);
            assertThat(finding.overridable()).isFalse();
        });
    }

    static Stream<Consumer<FactSheet>> missing() {
        return Stream.of(
                sheet -> sheet.birthDate = null,
                sheet -> sheet.place = null,
                sheet -> sheet.vitals.clear(),
                sheet -> sheet.weights.clear(),
                sheet -> sheet.consents.clear(),
                sheet -> sheet.screens.clear(),
                sheet -> sheet.without("pregnancy"));
    }

    @ParameterizedTest
    @MethodSource("missing")
    void aFactThatIsMissingStandsInTheWay(Consumer<FactSheet> change) {
        FactSheet sheet = new FactSheet();
        change.accept(sheet);

        assertThat(judged(sheet).result()).isEqualTo(Result.INCOMPLETE);
        assertThat(judged(sheet).issues()).isEmpty();
    }

    @Test
    @DisplayName("A questionnaire's no against a problem list's yes: the worse counts, and the contradiction is told")
    void theWorseOfFormAndRecordCounts() {
        Finding finding = only(new FactSheet().problem(SNOMED_CT, "69322001", true));

        assertThat(finding.kind()).isEqualTo(Kind.CONTRADICTED);
        assertThat(finding.weight()).isEqualTo(Weight.HARD_STOP);
        assertThat(finding.words()).contains("says no", "the worse counts");
        assertThat(only(new FactSheet().answer("psychosis", "Y")).kind()).isEqualTo(Kind.FOUND);
        assertThat(only(new FactSheet().answer("psychosis", "UNK")).kind()).isEqualTo(Kind.NOT_KNOWN);
    }

    @Test
    @DisplayName("D05: mania, psychosis and pregnancy, each once, and bipolar disorder not beside them")
    void threeStopsAndNoFourth() {
        GateReport report = judged(new FactSheet()
                .problem(ICD_10_CM, "F31.2", true)
                .problem(SNOMED_CT, "231494001", true)
                .lab("2106-3", "positive"));

        assertThat(report.issues()).extracting(Finding::rule).containsExactly("mania", "pregnancy", "psychosis");
        assertThat(report.issues())
                .allSatisfy(finding -> assertThat(finding.weight()).isEqualTo(Weight.HARD_STOP));
    }

    @Test
    @DisplayName("D10 (R-F2, R-F5): fasting may be overridden, the escort never")
    void fastingAndEscort() {
        FactSheet sheet = new FactSheet().fasted("PT3H30M").answer("escort-confirmed", "N");

        assertThat(judged(sheet).result()).isEqualTo(Result.STOPPED);
        assertThat(judged(sheet).issues())
                .extracting(finding -> finding.rule() + " " + finding.overridable())
                .containsExactly("no-escort false", "not-fasted true");
        assertThat(judged(sheet).issues().get(1).words())
                .isEqualTo("Last food or drink 2026-01-05 06:30, 3.5 h before; protocol DRAFT says 6 h");
        sheet.passed("not-fasted", "QuestionnaireResponse/form").passed("no-escort", "QuestionnaireResponse/form");
        assertThat(judged(sheet).inTheWay()).extracting(Finding::rule).containsExactly("no-escort");
    }

    @Test
    @DisplayName("R-F3: a medicine with a sip of water does not break the fast")
    void aSipIsNoDrink() {
        assertThat(judged(new FactSheet().answer("medicines-with-sip", "Y")).issues())
                .isEmpty();
        assertThat(only(new FactSheet().fasted("PT2H").answer("medicines-with-sip", "Y"))
                        .words())
                .contains("do not count");
    }

    @Test
    @DisplayName("R-F5: a clinic whose protocol lets a prescriber decide on the escort is obeyed")
    void theEscortIsAsStrictAsTheClinicSays() {
        var own = ShippedProtocols.resource("common-limits");
        own.getExtension().stream()
                .filter(extension -> extension.getUrl().endsWith("dripline-protocol-criterion"))
                .filter(extension -> "escort"
                        .equals(extension.getExtensionByUrl("code").getValue().primitiveValue()))
                .forEach(extension -> extension
                        .getExtensionByUrl("override")
                        .setValue(new org.hl7.fhir.r4.model.CodeType("prescriber")));
        FactSheet sheet = new FactSheet().answer("escort-confirmed", "N");

        assertThat(GATE.judge(sheet.facts(), ShippedProtocols.protocol(own), "draft", Stage.SESSION)
                        .result())
                .isEqualTo(Result.NEEDS_OVERRIDE);
    }

    @Test
    @DisplayName("An override covers what was known when it was given, and nothing that came later")
    void anOverrideCoversWhatWasKnown() {
        FactSheet sheet = new FactSheet().takes("6470").passed("benzodiazepine", "MedicationStatement/6470");

        assertThat(judged(sheet).result()).isEqualTo(Result.CLEAR);
        assertThat(judged(sheet.takes("2598")).result()).isEqualTo(Result.NEEDS_OVERRIDE);
    }

    @ParameterizedTest
    @CsvSource({"PT11H, HARD_STOP", "PT12H, NEEDS_OVERRIDE"})
    void aBenzodiazepineShortlyBeforeIsGraver(String before, Weight weight) {
        FactSheet sheet = new FactSheet();
        sheet.medicines.add(new Medicine(
                Set.of(new Concept(FactSheet.RXNORM, "6470")),
                "lorazepam",
                AT.minus(Duration.parse(before)),
                null,
                "MedicationStatement/l"));

        assertThat(only(sheet).weight()).isEqualTo(weight);
    }

    @ParameterizedTest
    @CsvSource({"8, NEEDS_OVERRIDE", "8.5, HARD_STOP"})
    void muchDiazepamADayIsGraver(BigDecimal perDay, Weight weight) {
        FactSheet sheet = new FactSheet();
        sheet.medicines.add(new Medicine(
                Set.of(new Concept(FactSheet.RXNORM, "3322")), "diazepam", null, perDay, "MedicationStatement/d"));

        assertThat(only(sheet).weight()).isEqualTo(weight);
    }

    @Test
    @DisplayName("R-B5, D09: a mania screen of the last days is told; an older one is not taken for one")
    void aManiaScreenIsRecentOrThereIsNone() {
        FactSheet sheet = new FactSheet().problem(ICD_10_CM, "F31.81", true);
        assertThat(only(sheet).words()).contains("no mania screen within 7 d");

        sheet.screens.add(new Screen(Screened.MANIA, 2, AT.minus(Duration.ofDays(7)), false, "Observation/asrm"));
        assertThat(only(sheet).words()).contains("mania screen of 2025-12-29 10:00: 2");
    }

    @Test
    @DisplayName("R-B6: the screener of an earlier visit does not do, nor one older than a ninth answer of one or more")
    void theScreenerIsOfThisVisitAndAfterTheNinthAnswer() {
        FactSheet sheet = new FactSheet();
        sheet.screens.clear();
        sheet.screens.add(
                new Screen(Screened.SUICIDE_RISK, 0, AT.minus(Duration.ofDays(2)), false, "QuestionnaireResponse/s"));
        assertThat(judged(sheet).missing()).extracting(Finding::rule).containsExactly("suicide-risk");

        FactSheet later = new FactSheet();
        later.screens.clear();
        later.screens.add(
                new Screen(Screened.SUICIDE_RISK, 0, AT.minus(Duration.ofDays(1)), true, "QuestionnaireResponse/s"));
        later.screens.add(new Screen(Screened.SUICIDAL_THOUGHTS, 1, AT, true, "QuestionnaireResponse/p"));
        assertThat(judged(later).missing())
                .singleElement()
                .satisfies(finding -> assertThat(finding.words()).contains("item 9 was 1"));
    }

    @Test
    @DisplayName("R-L maintenance, D11: the window is the protocol's")
    void theWindowIsTheProtocols() {
        FactSheet sheet = new FactSheet();
        sheet.previous = new PreviousSession(LocalDate.of(2025, 12, 22), "Encounter/before");

        assertThat(with(sheet, "maintenance-three-to-five-weeks").issues())
                .singleElement()
                .satisfies(finding -> assertThat(finding.rule()).isEqualTo("interval-outside-window"));
        assertThat(with(sheet, "maintenance-two-to-six-weeks").issues()).isEmpty();
    }

    @Test
    @DisplayName("R-B15: fewer trials than the protocol asks for are a line; the pain protocol asks for none")
    void priorTreatmentIsTheProtocols() {
        FactSheet sheet = new FactSheet().answer("adequate-trials", "1");

        assertThat(with(sheet, "mood-standard").issues()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("no-adequate-prior-treatment");
            assertThat(finding.weight()).isEqualTo(Weight.INFO);
        });
        assertThat(with(sheet, "pain-outpatient").issues()).isEmpty();
    }

    @Test
    @DisplayName("R-D5: an inpatient technique in an outpatient chair is stopped")
    void anInpatientTechniqueNeedsIntensiveCare() {
        assertThat(with(new FactSheet(), "high-dose-inpatient").issues())
                .extracting(Finding::rule)
                .contains("site-not-permitted");
    }

    @Test
    void theOrderIsJudgedWithoutTheDayAndTheRoom() {
        FactSheet sheet =
                new FactSheet().without("escort-confirmed").fasted("PT1H").without("airway");
        sheet.vitals.clear();

        assertThat(GATE.judge(sheet.facts(), COMMON, "draft", Stage.ORDER).result())
                .isEqualTo(Result.CLEAR);
    }

    @Test
    void aRuleThatTheProtocolDoesNotKnowIsNotTakenForConsent() {
        Protocol bare = new Protocol(
                "https://dripline.health/fhir/PlanDefinition/bare",
                "1",
                "Bare",
                "",
                "mood-standard",
                Protocol.Setting.OUTPATIENT,
                List.of(),
                List.of(),
                List.of());

        assertThat(GATE.judge(new FactSheet().facts(), bare, "draft", Stage.SESSION)
                        .result())
                .isEqualTo(Result.INCOMPLETE);
    }

    @Test
    void everyRuleNamesACriterionOfTheSharedLimits() {
        assertThat(RULES.rules())
                .allSatisfy(rule -> assertThat(COMMON.criterion(rule.criterion()))
                        .as(rule.id())
                        .isPresent());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"status\":\"DONE\",\"rules\":[]} | DRAFT or SIGNED",
                "{\"status\":\"DRAFT\",\"rules\":[]} | no rules",
                "{\"status\":\"DRAFT\",\"rules\":[{\"id\":\"a\",\"check\":\"guess\",\"due\":\"order\"}]} | rule a",
                "{\"status\":\"DRAFT\",\"rules\":[{\"id\":\"a\",\"typo\":1}]} | unknown key typo",
                "{ | no JSON"
            })
    void aTableThatCannotBeUnderstoodIsRefusedWithItsReason(String json, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GateRuleFile.read(json))
                .withMessageContaining(reason);
    }

    private static GateReport judged(FactSheet sheet) {
        return GATE.judge(sheet.facts(), COMMON, "draft", Stage.SESSION);
    }

    private static GateReport with(FactSheet sheet, String protocol) {
        return GATE.judge(sheet.facts(), ShippedProtocols.protocol(protocol), "draft", Stage.SESSION);
    }

    private static Finding only(FactSheet sheet) {
        List<Finding> issues = judged(sheet).issues();
        assertThat(issues).hasSize(1);
        return issues.get(0);
    }

    private static Consumer<FactSheet> problem(String system, String code, boolean active) {
        return sheet -> sheet.problem(system, code, active);
    }

    private static Arguments fires(String rule, Weight weight, boolean overridable, Consumer<FactSheet> change) {
        return Arguments.of(rule, weight, overridable, change);
    }
}
