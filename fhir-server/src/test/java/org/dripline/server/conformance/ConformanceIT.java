// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.dripline.server.ServerContext;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.UriType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConformanceIT extends ServerContext {

    private static final String HEART_RATE =
            "https://dripline.health/fhir/StructureDefinition/dripline-session-heart-rate";

    @Test
    void capabilityStatementNamesProductAndProfiles() {
        CapabilityStatement statement =
                client().capabilities().ofType(CapabilityStatement.class).execute();

        assertThat(statement.getSoftware().getName()).isEqualTo("Dripline");
        assertThat(statement.getSoftware().getVersion()).isNotBlank();
        assertThat(profilesOf(statement, "Observation"))
                .contains(HEART_RATE)
                .anyMatch(url -> url.endsWith("dripline-pump-status"))
                .anyMatch(url -> url.endsWith("dripline-session-blood-pressure"))
                .doesNotHaveDuplicates();
        assertThat(profilesOf(statement, "Procedure")).anyMatch(url -> url.endsWith("dripline-infusion-session"));
        assertThat(profilesOf(statement, "Device")).anyMatch(url -> url.endsWith("dripline-infusion-pump"));
        assertThat(profilesOf(statement, "MedicationAdministration"))
                .anyMatch(url -> url.endsWith("dripline-ketamine-administration"));
    }

    @Test
    void validateAcceptsWhatTheProfileAllows() {
        OperationOutcome outcome = validate(heartRate());
        assertThat(errors(outcome)).isEmpty();
        assertThat(outcome.getIssue())
                .as("the device's own code beside LOINC is expected, not worth a warning")
                .noneMatch(issue -> issue.getSeverity() == IssueSeverity.WARNING
                        && issue.getDiagnostics().contains("147842"));
    }

    @Test
    void validateRejectsWhatTheProfileForbids() {
        Observation wrongUnit = heartRate();
        wrongUnit.setValue(new Quantity()
                .setValue(72)
                .setSystem("http://unitsofmeasure.org")
                .setCode("mm[Hg]"));

        assertThat(errors(validate(wrongUnit))).isNotEmpty();
    }

    @Test
    void openApiPageAnswersWithoutTheInternet() {
        HttpResponse<String> page = get("/swagger-ui/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Dripline").doesNotContain("src=\"http", "href=\"https://");
        String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
        Matcher word = Pattern.compile("script-src 'self' 'nonce-([A-Za-z0-9+/=]{24})';")
                .matcher(policy);
        assertThat(word.find()).as(policy).isTrue();
        assertThat(policy).startsWith("default-src 'none'").contains("frame-ancestors 'none'");
        assertThat(page.body())
                .contains("<script nonce=\"" + word.group(1) + "\">")
                .doesNotContain("<script>");
        assertThat(get("/swagger-ui/").headers().firstValue("Content-Security-Policy"))
                .isNotEqualTo(page.headers().firstValue("Content-Security-Policy"));
        assertThat(get("/swagger-ui/swagger-ui-bundle.js").statusCode()).isEqualTo(200);
        assertThat(get("/api-docs?page=Observation").body()).contains("/Observation");
    }

    @ParameterizedTest
    @DisplayName("Every operation of the product is in the CapabilityStatement and in the OpenAPI description")
    @CsvSource({
        "Encounter, session-summary",
        "Patient, course-summary",
        "Patient, infusion-gate",
        "MedicationRequest, dose-check",
        "PlanDefinition, apply",
        "PlanDefinition, sheet",
        "PlanDefinition, sign",
        "PlanDefinition, status",
        "ConceptMap, translate",
        "Encounter, closeout",
        "DetectedIssue, alert-budget"
    })
    void everyOperationIsDescribed(String type, String operation) {
        CapabilityStatement statement =
                client().capabilities().ofType(CapabilityStatement.class).execute();

        assertThat(statement.getRestFirstRep().getResource())
                .filteredOn(resource -> resource.getType().equals(type))
                .flatExtracting(resource -> resource.getOperation())
                .extracting(each -> each.getName())
                .contains(operation);
        assertThat(get("/api-docs?page=" + type).body()).contains("/$" + operation);
    }

    @Test
    @DisplayName("$translate answers from a fresh start: device codes, indications both ways, what the gate looks at")
    void codesAreTranslated() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> Stream.of(
                                "dripline-mdc-to-loinc",
                                "dripline-indications",
                                "dripline-gate-codes",
                                "dripline-c-ssrs-triage")
                        .allMatch(id -> get("/ConceptMap/" + id).statusCode() == 200));

        assertThat(translated("dripline-mdc-to-loinc", "urn:iso:std:iso:11073:10101", "147842", false))
                .containsExactly("8867-4");
        assertThat(translated("dripline-mdc-to-loinc", "urn:iso:std:iso:11073:10101", "150456", false))
                .containsExactlyInAnyOrder("2708-6", "59408-5");
        assertThat(translated("dripline-indications", "http://snomed.info/sct", "47505003", false))
                .containsExactlyInAnyOrder("F43.10", "F43.12");
        assertThat(translated("dripline-indications", "http://hl7.org/fhir/sid/icd-10-cm", "F43.12", true))
                .containsExactly("47505003");
        assertThat(translated("dripline-gate-codes", "http://hl7.org/fhir/sid/icd-10-cm", "F31.2", false))
                .containsExactlyInAnyOrder("mania", "psychosis");
        assertThat(translated("dripline-mdc-to-loinc", "urn:iso:std:iso:11073:10101", "1", false))
                .isEmpty();
    }

    private List<String> translated(String map, String system, String code, boolean reverse) {
        Parameters in = new Parameters();
        in.addParameter("url", new UriType("https://dripline.health/fhir/ConceptMap/" + map));
        in.addParameter("system", new UriType(system));
        in.addParameter("code", new CodeType(code));
        if (reverse) {
            in.addParameter("reverse", new BooleanType(true));
        }
        Parameters answer = client().operation()
                .onType(ConceptMap.class)
                .named("$translate")
                .withParameters(in)
                .execute();
        return answer.getParameter().stream()
                .filter(parameter -> parameter.getName().equals("match"))
                .flatMap(match -> match.getPart().stream())
                .filter(part -> part.getName().equals("concept"))
                .map(part -> ((Coding) part.getValue()).getCode())
                .toList();
    }

    private static Observation heartRate() {
        Observation observation = new Observation();
        observation.getMeta().addProfile(HEART_RATE);
        observation.setStatus(Observation.ObservationStatus.FINAL);
        observation.addCategory(new CodeableConcept(new Coding(
                "http://terminology.hl7.org/CodeSystem/observation-category", "vital-signs", "Vital Signs")));
        observation.setCode(new CodeableConcept()
                .addCoding(new Coding("http://loinc.org", "8867-4", null))
                .addCoding(new Coding("urn:iso:std:iso:11073:10101", "147842", null)));
        observation.setSubject(new Reference("Patient/synthetic-417"));
        observation.setEffective(new DateTimeType(Date.from(Instant.parse("2026-01-05T10:00:00Z"))));
        observation.setDevice(new Reference("Device/dev-417"));
        observation.setValue(new Quantity()
                .setValue(72)
                .setUnit("/min")
                .setSystem("http://unitsofmeasure.org")
                .setCode("/min"));
        return observation;
    }

    private OperationOutcome validate(Observation observation) {
        try {
            MethodOutcome outcome = client().validate().resource(observation).execute();
            return (OperationOutcome) outcome.getOperationOutcome();
        } catch (BaseServerResponseException refused) {
            return (OperationOutcome) refused.getOperationOutcome();
        }
    }

    /** Problems of the content; that the references lead nowhere is not one here. */
    private static List<String> errors(OperationOutcome outcome) {
        return outcome.getIssue().stream()
                .filter(issue ->
                        issue.getSeverity() == IssueSeverity.ERROR || issue.getSeverity() == IssueSeverity.FATAL)
                .map(OperationOutcome.OperationOutcomeIssueComponent::getDiagnostics)
                .toList();
    }

    private static List<String> profilesOf(CapabilityStatement statement, String type) {
        return statement.getRestFirstRep().getResource().stream()
                .filter(resource -> resource.getType().equals(type))
                .flatMap(resource -> resource.getSupportedProfile().stream())
                .map(CanonicalType::getValue)
                .toList();
    }
}
