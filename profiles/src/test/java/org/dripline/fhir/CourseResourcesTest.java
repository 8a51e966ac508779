// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.dripline.fhir.CourseResources.Reading;
import org.dripline.fhir.SessionResources.Reason;
import org.dripline.figure.Figure;
import org.dripline.figure.Finding;
import org.dripline.outcome.CourseSummary;
import org.dripline.outcome.SuicidalityChange;
import org.dripline.protocol.Protocol;
import org.dripline.terminology.Codes;
import org.dripline.terminology.Ucum;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Timing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Courses out of the examples of our profiles. */
class CourseResourcesTest {

    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final Path VALID = Path.of("src/test/resources/fhir/valid");
    private static final String MOOD = "https://dripline.health/fhir/PlanDefinition/mood-standard|0.1.0";
    private static final List<String> D01 =
            List.of("2026-01-05", "2026-01-07", "2026-01-12", "2026-01-14", "2026-01-19", "2026-01-21");

    @Test
    @DisplayName("D01 out of its examples: remission, first response at session 3, maintenance due 21 to 35 days on")
    void anEarlyResponder() {
        List<Resource> resources = d01();
        resources.addAll(examples("dripline-maintenance-plan", "d01-"));

        CourseSummary summary = read(resources).course().summaryAt(Instant.parse("2026-02-05T00:00:00Z"));

        assertFigure(summary, "phq-9-change", "81.8");
        assertThat(text(summary, "phq-9-class")).isEqualTo("remission");
        assertFigure(summary, "phq-9-first-response-session", "3");
        assertFigure(summary, "course-dose", "210");
        assertFigure(summary, "lifetime-dose-per-weight", "3");
        assertThat(summary.suicidality()).contains(SuicidalityChange.RESOLVED);
        assertThat(summary.due())
                .filteredOn(due -> due.code().equals("session"))
                .singleElement()
                .satisfies(due -> {
                    assertThat(due.earliest()).isEqualTo("2026-02-11");
                    assertThat(due.latest()).isEqualTo("2026-02-25");
                    assertThat(due.why().sources()).contains("CarePlan/plan-d01-maintenance");
                });
        assertThat(summary.findings()).noneMatch(finding -> finding.grade() != Finding.Grade.INFO);
    }

    @Test
    void orderAndRepeatsOfResourcesChangeNothing() {
        List<Resource> resources = d01();
        Instant now = Instant.parse("2026-02-05T00:00:00Z");
        CourseSummary inOrder = read(resources).course().summaryAt(now);

        for (int seed = 0; seed < 3; seed++) {
            List<Resource> shaken = new ArrayList<>(resources);
            shaken.addAll(resources.subList(0, resources.size() / 2));
            Collections.shuffle(shaken, new Random(seed));
            assertThat(read(shaken).course().summaryAt(now)).as("seed %d", seed).isEqualTo(inOrder);
        }
    }

    @Test
    @DisplayName("D07, D06: Y-BOCS late at session 5; PHQ-9 and MADRS without response")
    void lateAndNone() {
        List<Resource> d07 = sessions("d07", "44", "88", D01);
        d07.addAll(examples("dripline-outcome-score", "d07-"));
        CourseSummary late = read(d07).course().summaryAt(Instant.parse("2026-02-05T00:00:00Z"));
        assertThat(text(late, "ybocs-class")).isEqualTo("late-response");
        assertFigure(late, "ybocs-change", "40");

        List<Resource> d06 = sessions("d06", "37", "74", D01);
        d06.addAll(examples("dripline-outcome-score", "d06-"));
        CourseSummary none = read(d06).course().summaryAt(Instant.parse("2026-02-05T00:00:00Z"));
        assertFigure(none, "phq-9-change", "9.5");
        assertFigure(none, "madrs-change", "12.5");
        assertThat(text(none, "phq-9-class")).isEqualTo("none");
    }

    @Test
    @DisplayName("D10: question four is high risk; item nine alone counts; a session not held is counted apart")
    void suicidalityOutOfForms() {
        List<Resource> resources = sessions("d10", "27", "54", List.of("2026-02-03", "2026-02-05", "2026-02-09"));
        resources.addAll(examples("dripline-c-ssrs-response", "d10-"));
        resources.addAll(examples("dripline-phq-9-response", "d10-before-1"));
        resources.addAll(examples("dripline-phq-9-response", "d10-item-nine-after-"));
        resources.addAll(examples("dripline-session-encounter", "d10-deferred"));

        CourseSummary before = read(resources).course().summaryAt(Instant.parse("2026-02-02T23:00:00Z"));
        assertThat(before.findings()).extracting(Finding::code).contains("suicide-risk-high");
        assertFigure(before, "not-held-deferred", "1");

        CourseSummary after = read(resources).course().summaryAt(Instant.parse("2026-02-20T00:00:00Z"));
        assertThat(text(after, "suicidality-item-9")).isEqualTo("resolved");
        assertThat(text(after, "suicidality-c-ssrs")).isEqualTo("resolved");
        assertThat(after.findings()).extracting(Finding::code).doesNotContain("suicide-risk-high");
    }

    @Test
    @DisplayName("D08: the score of a form counts where none is stored beside it, and MME falls by a third")
    void painAndOpioids() {
        List<Resource> resources = sessions("d08", "92.4", "66", List.of("2026-01-05"));
        resources.addAll(examples("dripline-pain-nrs-response", "d08-"));
        resources.add(oxycodone("a", 15, 2, "2025-06-01", "2026-01-19"));
        resources.add(oxycodone("b", 10, 2, "2026-01-19", null));

        CourseSummary summary = read(resources).course().summaryAt(Instant.parse("2026-01-20T00:00:00Z"));

        assertFigure(summary, "pain-nrs-change", "37.5");
        assertFigure(summary, "opioid-before", "45");
        assertFigure(summary, "opioid-now", "30");
        assertFigure(summary, "opioid-change", "-33.3");
    }

    @Test
    void whatCannotEnterIsSaid() {
        Observation otherUnit = (Observation)
                examples("dripline-outcome-score", "d01-phq-9-after-3").get(0);
        ((Quantity) otherUnit.getValue()).setCode("%");
        Observation retracted = (Observation)
                examples("dripline-outcome-score", "d01-phq-9-before-5").get(0);
        retracted.setStatus(Observation.ObservationStatus.ENTEREDINERROR);
        MedicationAdministration pounds = administration("d01", "2026-01-05", "35", "70");
        pounds.getDosage().getDose().setCode("g");

        Reading reading = read(List.of(otherUnit, retracted, pounds));

        assertThat(reading.issues())
                .extracting(SessionResources.Issue::reason)
                .containsExactly(Reason.WRONG_UNIT, Reason.WRONG_UNIT, Reason.RETRACTED);
        assertThat(reading.course().scores()).isEmpty();
        assertThat(reading.course().sessions())
                .singleElement()
                .satisfies(session -> assertThat(session.dose()).isNull());
    }

    @Test
    @DisplayName("Across midnight and daylight saving a day is the clinic's, and elapsed time is real")
    void daysAreTheClinics() {
        ZoneId chicago = ZoneId.of("America/Chicago");
        // 23:30 on 2026-03-07 and 2026-03-28 in Chicago; the clocks change on 8 March.
        List<Resource> resources = new ArrayList<>(List.of(
                administrationAt("a", "2026-03-08T05:30:00Z", "2026-03-08T06:10:00Z"),
                administrationAt("b", "2026-03-29T04:30:00Z", "2026-03-29T05:10:00Z")));

        CourseSummary there = read(resources, chicago).course().summaryAt(Instant.parse("2026-04-01T00:00:00Z"));

        // From the end, 00:10 on the 8th, to the start, 23:30 on the 28th.
        assertFigure(there, "last-interval", "20");
        assertThat(there.sessions())
                .allSatisfy(session -> assertThat(Duration.between(session.start(), session.end()))
                        .hasMinutes(40));
        assertFigure(
                read(resources, ZoneOffset.UTC).course().summaryAt(Instant.parse("2026-04-01T00:00:00Z")),
                "last-interval",
                "21");
    }

    private static List<Resource> d01() {
        List<Resource> resources = sessions("d01", "35", "70", D01);
        resources.addAll(examples("dripline-outcome-score", "d01-"));
        resources.addAll(examples("dripline-phq-9-response", "d01-before-1"));
        resources.addAll(examples("dripline-phq-9-response", "d01-after-14"));
        resources.addAll(examples("dripline-c-ssrs-response", "d01-"));
        return resources;
    }

    private static Reading read(List<? extends Resource> resources) {
        return read(resources, ZoneOffset.UTC);
    }

    private static Reading read(List<? extends Resource> resources, ZoneId zone) {
        return new CourseResources.Reader(SuicideForms.shipped(FHIR), CourseResourcesTest::protocol, zone)
                .read(throughJson(resources));
    }

    private static Optional<Protocol> protocol(String canonical) {
        return Optional.of(ShippedProtocols.protocol(canonical.replaceAll(".*/|\\|.*", "")));
    }

    private static List<Resource> throughJson(List<? extends Resource> resources) {
        Bundle bundle = new Bundle();
        resources.forEach(resource -> bundle.addEntry().setResource(resource));
        return FHIR
                .newJsonParser()
                .parseResource(Bundle.class, FHIR.newJsonParser().encodeResourceToString(bundle))
                .getEntry()
                .stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .toList();
    }

    /** An Encounter, an order and an administration a day, from 15:00 for forty minutes. */
    private static List<Resource> sessions(String name, String milligrams, String kilograms, List<String> days) {
        List<Resource> resources = new ArrayList<>();
        for (String day : days) {
            Encounter encounter = new Encounter();
            encounter.setId("enc-" + name + "-" + day);
            encounter.setStatus(Encounter.EncounterStatus.FINISHED);
            encounter
                    .addType()
                    .addCoding(new Coding(
                            Canonicals.BASE + "/CodeSystem/dripline-encounter-type", "infusion-session", null));
            Extension protocol = encounter.addExtension();
            protocol.setUrl(Canonicals.SESSION_PROTOCOL);
            protocol.addExtension("protocol", new StringType(MOOD));
            encounter.setPeriod(period(day + "T14:30:00Z", day + "T16:30:00Z"));
            resources.add(encounter);
            MedicationRequest order = new MedicationRequest();
            order.setId("order-" + name + "-" + day);
            order.addDosageInstruction().addDoseAndRate().setDose(mg(milligrams));
            resources.add(order);
            MedicationAdministration given = administration(name, day, milligrams, kilograms);
            given.setContext(new Reference("Encounter/enc-" + name + "-" + day));
            given.setRequest(new Reference("MedicationRequest/order-" + name + "-" + day));
            resources.add(given);
        }
        return resources;
    }

    private static MedicationAdministration administration(
            String name, String day, String milligrams, String kilograms) {
        MedicationAdministration given = administrationAt(name + "-" + day, day + "T15:00:00Z", day + "T15:40:00Z");
        given.getDosage().setDose(mg(milligrams));
        Extension byWeight = given.getDosage().addExtension();
        byWeight.setUrl(Canonicals.WEIGHT_BASED_DOSE);
        byWeight.addExtension("dosingWeight", SessionAsResources.quantity(new BigDecimal(kilograms), Ucum.KILOGRAM));
        return given;
    }

    private static MedicationAdministration administrationAt(String name, String from, String to) {
        MedicationAdministration given = new MedicationAdministration();
        given.setId("given-" + name);
        given.setStatus(MedicationAdministration.MedicationAdministrationStatus.COMPLETED);
        given.setMedication(SessionAsResources.concept(Codes.Systems.RXNORM, Codes.RxNorm.KETAMINE));
        given.setEffective(period(from, to));
        given.getDosage().setDose(mg("35"));
        return given;
    }

    private static MedicationStatement oxycodone(
            String id, int milligrams, int times, String from, @Nullable String to) {
        MedicationStatement statement = new MedicationStatement();
        statement.setId(id);
        statement.setStatus(MedicationStatement.MedicationStatementStatus.ACTIVE);
        statement.setMedication(SessionAsResources.concept(Codes.Systems.RXNORM, "7804"));
        Period period = new Period();
        period.getStartElement().setValueAsString(from);
        if (to != null) {
            period.getEndElement().setValueAsString(to);
        }
        statement.setEffective(period);
        statement.addDosage().addDoseAndRate().setDose(mg(Integer.toString(milligrams)));
        statement
                .getDosageFirstRep()
                .getTiming()
                .getRepeat()
                .setFrequency(times)
                .setPeriod(1)
                .setPeriodUnit(Timing.UnitsOfTime.D);
        return statement;
    }

    private static Quantity mg(String value) {
        return SessionAsResources.quantity(new BigDecimal(value), Ucum.MILLIGRAM);
    }

    private static Period period(String from, String to) {
        return new Period().setStart(Date.from(Instant.parse(from))).setEnd(Date.from(Instant.parse(to)));
    }

    private static List<Resource> examples(String profile, String begin) {
        try (Stream<Path> files = Files.list(VALID.resolve(profile))) {
            List<Path> chosen = files.filter(
                            file -> file.getFileName().toString().startsWith(begin))
                    .sorted()
                    .toList();
            List<Resource> resources = new ArrayList<>();
            for (Path file : chosen) {
                resources.add((Resource) FHIR.newJsonParser().parseResource(Files.readString(file)));
            }
            assertThat(resources).as(profile + "/" + begin).isNotEmpty();
            return resources;
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static String text(CourseSummary summary, String code) {
        return Objects.requireNonNull(summary.figure(code).map(Figure::text).orElse(null), code);
    }

    private static void assertFigure(CourseSummary summary, String code, String value) {
        assertThat(summary.figure(code).map(Figure::value).orElse(null))
                .as(code)
                .isEqualByComparingTo(value);
    }
}
