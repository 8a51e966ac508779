// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.dripline.fixtures.scenario.Scenario;
import org.dripline.server.MovableClock;
import org.dripline.server.RoutesBeside;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueSeverity;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** Plays one scenario's steps in order, on the clinical clock, through the product's own doors. */
final class ScenarioPlay {

    /** Who a step is of: somebody writes, a device tells, or the product is asked for what it made. */
    private static final List<String> ACTORS = List.of("person", "device", "product");

    private final IGenericClient client;
    private final RoutesBeside routes;
    private final MovableClock clock;
    private final Written written;
    private final JsonNode flows = YamlFile.read("flows.yaml");
    private final JsonNode scenario;
    private final ObjectNode values;
    private final Map<String, Infusion> infusions = new HashMap<>();
    private String who = "";

    /**
     * @param scenario the file
     * @param own makes this play's people and sessions its own
     */
    ScenarioPlay(
            String id, JsonNode scenario, String own, IGenericClient client, RoutesBeside routes, MovableClock clock) {
        this.client = client;
        this.routes = routes;
        this.clock = clock;
        this.scenario = scenario;
        this.written = new Written(client);
        String name = (id + "-" + own).toLowerCase(Locale.ROOT);
        this.values = scenario.get("values").deepCopy();
        values.put("sc", "sc-" + name);
        values.put("patient", "Patient/sc-" + name);
        JsonNode person = scenario.get("patient");
        Scenario.Patient patient = new Scenario.Patient(
                "sc-" + name,
                "SC-" + name.toUpperCase(Locale.ROOT),
                person.get("given").textValue(),
                person.get("family").textValue(),
                person.get("gender").textValue(),
                person.get("birthDate").textValue());
        values.put("mrn", patient.mrn());
        values.set("person", person);
        scenario.path("infusions").properties().forEach(infusion -> {
            ObjectNode json = (ObjectNode) Templates.fill(
                    infusion.getValue().has("like")
                            ? like(scenario.get("infusions"), infusion.getValue())
                            : infusion.getValue(),
                    values);
            infusions.put(infusion.getKey(), new Infusion(id + "-" + infusion.getKey() + "-" + own, patient, json));
        });
        infusions.forEach((key, infusion) -> values.set("s" + key, infusion.values()));
    }

    private static ObjectNode like(JsonNode infusions, JsonNode infusion) {
        ObjectNode merged = infusions.get(infusion.get("like").asText()).deepCopy();
        merged.setAll((ObjectNode) infusion);
        return merged;
    }

    /** Everything, and at the end that no issue above info is there which the file does not list. */
    void play() {
        steps(scenario.get("steps"), values);
        List<String> issues = new ArrayList<>();
        for (DetectedIssue issue : written.search(
                DetectedIssue.class, "patient=" + values.get("patient").textValue())) {
            if (issue.getSeverity() != DetectedIssueSeverity.LOW) {
                issues.add(issue.getCode().getCodingFirstRep().getCode() + " "
                        + issue.getSeverity().toCode() + " " + mitigation(issue));
            }
        }
        assertThat(issues)
                .as("every issue above info there is")
                .containsExactlyInAnyOrderElementsOf(Answers.texts(scenario.path("issues")));
    }

    private static String mitigation(DetectedIssue issue) {
        return issue.getMitigation().isEmpty()
                ? "open"
                : issue.getMitigation()
                        .get(issue.getMitigation().size() - 1)
                        .getAction()
                        .getCodingFirstRep()
                        .getCode();
    }

    private void steps(JsonNode steps, ObjectNode given) {
        int number = 0;
        for (JsonNode step : steps) {
            number++;
            String before = who;
            who = before + "step " + number + ": " + words(step) + " ";
            try {
                step(step, given);
            } catch (AssertionError | RuntimeException failed) {
                throw failed instanceof StepFailed already
                        ? already
                        : new StepFailed(who + "\n" + failed.getMessage() + outcome(failed), failed);
            }
            who = before;
        }
    }

    /** Says which step it was. */
    static final class StepFailed extends AssertionError {
        private static final long serialVersionUID = 1L;

        StepFailed(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private static String outcome(Throwable failed) {
        return failed instanceof BaseServerResponseException refused
                        && refused.getOperationOutcome() instanceof OperationOutcome outcome
                ? "\n" + reasons(outcome)
                : "";
    }

    private static String words(JsonNode step) {
        if (step.has("at") || step.has("flow")) {
            return step.toString();
        }
        List<String> actors = ACTORS.stream().filter(step::has).toList();
        assertThat(actors).as("a step is of one of %s: %s", ACTORS, step).hasSize(1);
        return actors.get(0) + ": " + step.get(actors.get(0)).asText();
    }

    private void step(JsonNode step, ObjectNode given) {
        if (step.has("at")) {
            clock.standAt(Instant.parse(Templates.fill(step.get("at"), given).textValue()));
        } else if (step.has("flow")) {
            flow(step, given);
        } else if (step.has("put")) {
            written.store(resources(step.get("put"), given));
        } else if (step.has("refused")) {
            refused(step, given);
        } else if (step.has("override")) {
            override(Templates.fill(step.get("override"), given));
        } else if (step.has("plays")) {
            infusion(step.get("plays"), given).playInto(routes, written);
        } else if (step.has("closeout")) {
            ObjectNode own = given.deepCopy();
            if (step.get("closeout").has("session")) {
                own.setAll(infusion(step.get("closeout").get("session"), given).values());
            }
            closeout(Templates.fill(step.get("closeout"), own), own);
        } else if (step.has("asks")) {
            ask(step.get("asks").textValue(), Templates.fill(step.get("expects"), given), given);
        } else if (step.has("finds")) {
            find(Templates.fill(step.get("finds"), given));
        } else {
            throw new IllegalArgumentException("no such step: " + step);
        }
    }

    private void flow(JsonNode step, ObjectNode given) {
        ObjectNode own = given.deepCopy();
        if (step.has("session")) {
            String key = step.get("session").asText();
            own.setAll(Objects.requireNonNull(infusions.get(key), key).values());
            own.put("n", key);
        }
        step.properties().forEach(property -> {
            if (!property.getKey().equals("flow")) {
                own.set(property.getKey().equals("session") ? "n" : property.getKey(), property.getValue());
            }
        });
        steps(Objects.requireNonNull(flows.get(step.get("flow").textValue()), step.toString()), own);
    }

    private Infusion infusion(JsonNode name, ObjectNode given) {
        String key = Templates.fill(name, given).asText();
        return Objects.requireNonNull(infusions.get(key), key);
    }

    private List<Resource> resources(JsonNode entries, ObjectNode given) {
        List<Resource> resources = new ArrayList<>();
        for (JsonNode entry : entries) {
            ObjectNode own = given.deepCopy();
            if (entry.has("session")
                    && infusions.containsKey(entry.get("session").asText())) {
                own.setAll(infusions.get(entry.get("session").asText()).values());
                own.put("n", entry.get("session").asText());
            }
            entry.properties().forEach(property -> {
                if (!property.getKey().equals("session")) {
                    own.set(property.getKey(), property.getValue());
                }
            });
            resources.addAll(written.resources(entry, own));
        }
        return resources;
    }

    private void refused(JsonNode step, ObjectNode given) {
        List<Resource> resources = resources(step.get("refused"), given);
        BaseServerResponseException refusal =
                catchThrowableOfType(BaseServerResponseException.class, () -> written.store(resources));
        assertThat(refusal).as("it was stored").isNotNull();
        assertThat(refusal.getStatusCode()).isEqualTo(422);
        String reasons = reasons((OperationOutcome) refusal.getOperationOutcome());
        assertThat(reasons).contains(Answers.texts(Templates.fill(step.get("says"), given)));
    }

    private static String reasons(OperationOutcome outcome) {
        return String.join(
                "\n",
                outcome.getIssue().stream()
                        .map(OperationOutcome.OperationOutcomeIssueComponent::getDiagnostics)
                        .toList());
    }

    /** The open issue of a rule, sent back as a prescriber would. */
    private void override(JsonNode override) {
        String rule = override.get("rule").textValue();
        DetectedIssue issue =
                written
                        .search(
                                DetectedIssue.class,
                                "patient=" + values.get("patient").textValue())
                        .stream()
                        .filter(each ->
                                each.getCode().getCodingFirstRep().getCode().equals(rule) && !each.hasMitigation())
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no open issue " + rule));
        issue.setId(issue.getIdElement().toUnqualifiedVersionless());
        issue.addMitigation()
                .setDate(Date.from(clock.instant()))
                .setAuthor(new Reference("Practitioner/syn-prescriber"))
                .setAction(new CodeableConcept(new Coding(Codes.Systems.DRIPLINE_MITIGATION, "override", "Overridden"))
                        .setText(override.get("because").textValue()));
        client.update().resource(issue).execute();
    }

    private void closeout(JsonNode closeout, ObjectNode given) {
        Parameters in = new Parameters();
        in.addParameter("practitioner", new Reference("Practitioner/syn-prescriber"));
        in.addParameter("witness", new Reference("Practitioner/syn-nurse"));
        if (closeout.has("stopReason")) {
            JsonNode reason = closeout.get("stopReason");
            in.addParameter()
                    .setName("stopReason")
                    .setValue(new CodeableConcept(new Coding(
                                    Codes.Systems.DRIPLINE_INTERRUPTION_REASON,
                                    reason.get("code").textValue(),
                                    null))
                            .setText(reason.get("text").textValue()));
        }
        client.operation()
                .onInstance(new IdType("Encounter", given.get("session").textValue()))
                .named("$closeout")
                .withParameters(in)
                .execute();
    }

    private void ask(String what, JsonNode expected, ObjectNode given) {
        String patient = given.get("patient").textValue();
        Parameters in = new Parameters();
        switch (what) {
            case "gate" -> {
                if (expected.has("session")) {
                    in.addParameter("encounter", new Reference("Encounter/" + session(expected)));
                }
                if (expected.has("protocol")) {
                    in.addParameter(
                            "protocol",
                            new org.hl7.fhir.r4.model.CanonicalType(
                                    expected.get("protocol").textValue()));
                }
                answers(operation(patient, "$infusion-gate", in, false)).gate(expected);
            }
            case "session" -> {
                Infusion infusion = infusion(expected.get("session"), given);
                Parameters answer =
                        operation("Encounter/" + infusion.run().encounterId(), "$session-summary", in, true);
                new Answers(answer, infusion.run().infusionStart()).session(expected);
            }
            case "course" -> {
                in.addParameter("at", new DateTimeType(Date.from(clock.instant())));
                answers(operation(patient, "$course-summary", in, true)).course(expected);
            }
            case "dose" -> {
                Infusion infusion = infusion(expected.get("session"), given);
                Scenario.Order order = infusion.run().scenario().order();
                in.addParameter("concentration", quantity(order.concentrationMgPerMl(), "mg/mL"));
                in.addParameter("rate", quantity(order.rateMlPerHour(), "mL/h"));
                in.addParameter("weight", quantity(order.weightKg(), "kg"));
                answers(operation("MedicationRequest/" + expected.get("order").textValue(), "$dose-check", in, false))
                        .doseCheck(expected);
            }
            default -> throw new IllegalArgumentException("nothing can be asked by the name of " + what);
        }
    }

    private String session(JsonNode expected) {
        String key = expected.get("session").asText();
        return infusions.containsKey(key) ? infusions.get(key).run().encounterId() : key;
    }

    private Answers answers(Parameters answer) {
        return new Answers(answer, clock.instant());
    }

    private static org.hl7.fhir.r4.model.Quantity quantity(java.math.BigDecimal value, String unit) {
        return new org.hl7.fhir.r4.model.Quantity()
                .setValue(value)
                .setUnit(unit)
                .setSystem(Codes.Systems.UCUM)
                .setCode(unit);
    }

    private Parameters operation(String on, String name, Parameters in, boolean get) {
        var operation = client.operation().onInstance(on).named(name).withParameters(in);
        return get ? operation.useHttpGet().execute() : operation.execute();
    }

    /** {@code search}, how {@code many}, and FHIRPath expressions that must be true {@code where} it is stored. */
    private void find(JsonNode find) {
        String search = find.get("search").textValue();
        List<Resource> found = written.search(Resource.class, search);
        assertThat(found).as(search).hasSize(find.has("many") ? find.get("many").intValue() : 1);
        for (String expression : Answers.texts(find.path("where"))) {
            for (Resource resource : found) {
                List<Base> result =
                        client.getFhirContext().newFhirPath().evaluate(resource, expression, Base.class).stream()
                                .toList();
                assertThat(result)
                        .as(expression + " of "
                                + client.getFhirContext().newJsonParser().encodeResourceToString(resource))
                        .singleElement()
                        .isInstanceOfSatisfying(
                                BooleanType.class,
                                is -> assertThat(is.booleanValue()).isTrue());
            }
        }
    }
}
