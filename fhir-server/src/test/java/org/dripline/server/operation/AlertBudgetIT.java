// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Date;
import java.util.Map;
import java.util.TreeMap;
import org.dripline.server.ServerContext;
import org.dripline.server.gate.ReadyRecord;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The alert budget over the product's own door. Other tests leave issues of today, so it is what is added that counts.
 */
class AlertBudgetIT extends ServerContext {

    @Test
    @DisplayName("D01 adds nothing; three issues asked for twice count once each, and an override is counted")
    void everyEpisodeCountsOnce() {
        Map<String, Integer> before = counts();
        ReadyRecord d01 = new ReadyRecord("budget-d01").takes("321988", "escitalopram 20 mg");
        client().transaction()
                .withBundle(d01.transaction(d01.order(MedicationRequestStatus.ACTIVE), d01.session("cleared")))
                .execute();
        gate(d01);
        Map<String, Integer> quiet = counts();
        assertThat(added(before, quiet)).containsExactlyEntriesOf(Map.of("sessions", 1));

        ReadyRecord held = new ReadyRecord("budget-held")
                .problem(Codes.Systems.SNOMED_CT, "231494001", "Mania", true)
                .fastedFor(Duration.ofHours(2))
                .takes("28439", "lamotrigine 200 mg");
        client().transaction().withBundle(held.transaction()).execute();
        gate(held);
        gate(held);
        override(held, "not-fasted");
        gate(held);

        assertThat(added(quiet, counts()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "sessions", 1,
                        "mania fired", 1,
                        "mania open", 1,
                        "not-fasted fired", 1,
                        "not-fasted overridden", 1,
                        "lamotrigine fired", 1,
                        "lamotrigine open", 1));
    }

    @Test
    @DisplayName("Rules that never fired are listed; a period that cannot be is refused")
    void aPeriodOfLongAgoIsEmpty() {
        Parameters answer = budget(LocalDate.parse("1999-01-01"), LocalDate.parse("1999-01-31"));

        assertThat(answer.getParameter())
                .filteredOn(each -> each.getName().equals("rule"))
                .hasSizeGreaterThan(40)
                .allSatisfy(rule -> assertThat(value(rule, "fired")).isZero());
        assertThat(answer.getParameter("sessions").getValue().primitiveValue()).isEqualTo("0");
        assertThat(catchThrowableOfType(
                        UnprocessableEntityException.class,
                        () -> budget(LocalDate.parse("1999-02-01"), LocalDate.parse("1999-01-31"))))
                .isNotNull();
    }

    /** {@code rule what} → how many, of today; without zeros. */
    private Map<String, Integer> counts() {
        LocalDate today = LocalDate.now(java.time.ZoneId.systemDefault());
        Map<String, Integer> counts = new TreeMap<>();
        for (ParametersParameterComponent parameter :
                budget(today.minusDays(1), today.plusDays(1)).getParameter()) {
            if (parameter.getName().equals("rule")) {
                String rule = parameter.getPart().get(0).getValue().primitiveValue();
                parameter.getPart().stream()
                        .filter(part -> part.getValue() instanceof IntegerType)
                        .forEach(part ->
                                counts.put(rule + " " + part.getName(), ((IntegerType) part.getValue()).getValue()));
            } else if (parameter.getName().equals("sessions")) {
                counts.put("sessions", ((IntegerType) parameter.getValue()).getValue());
            }
        }
        return counts;
    }

    private static Map<String, Integer> added(Map<String, Integer> before, Map<String, Integer> after) {
        Map<String, Integer> added = new TreeMap<>();
        after.forEach((key, count) -> {
            int more = count - before.getOrDefault(key, 0);
            if (more != 0) {
                added.put(key, more);
            }
        });
        return added;
    }

    private Parameters budget(LocalDate start, LocalDate end) {
        Parameters in = new Parameters();
        in.addParameter("start", new DateType(start.toString()));
        in.addParameter("end", new DateType(end.toString()));
        return client().operation()
                .onType(DetectedIssue.class)
                .named("$alert-budget")
                .withParameters(in)
                .useHttpGet()
                .execute();
    }

    private void gate(ReadyRecord record) {
        Parameters in = new Parameters();
        in.addParameter("encounter", new Reference(record.session));
        client().operation()
                .onInstance(record.patient)
                .named("$infusion-gate")
                .withParameters(in)
                .execute();
    }

    private void override(ReadyRecord record, String rule) {
        DetectedIssue issue = client()
                .search()
                .byUrl("DetectedIssue?patient=" + record.patient)
                .returnBundle(Bundle.class)
                .execute()
                .getEntry()
                .stream()
                .map(entry -> (DetectedIssue) entry.getResource())
                .filter(each -> each.getCode().getCodingFirstRep().getCode().equals(rule))
                .findFirst()
                .orElseThrow();
        issue.setId(issue.getIdElement().toUnqualifiedVersionless());
        issue.addMitigation()
                .setDate(Date.from(record.now))
                .setAuthor(new Reference(ReadyRecord.PRESCRIBER))
                .setAction(new CodeableConcept(new Coding(Codes.Systems.DRIPLINE_MITIGATION, "override", null))
                        .setText("Synthetic reason"));
        client().update().resource(issue).execute();
    }

    private static int value(ParametersParameterComponent parameter, String name) {
        return parameter.getPart().stream()
                .filter(part -> part.getName().equals(name))
                .mapToInt(part -> ((IntegerType) part.getValue()).getValue())
                .sum();
    }
}
