// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.door;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.dripline.server.access.AccessGrant;
import org.dripline.server.access.SmartScope.Interaction;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;

/**
 * What each operation needs. SMART has no scopes for operations, so each is told in terms of what it reads and writes;
 * one that is not listed is closed to tokens, and a test holds the list against the operations of this product.
 */
final class OperationRules {

    /**
     * What one operation needs.
     *
     * @param needs types and what is done with them
     * @param forLaunches whether an app launched on one patient may call it, on what is that patient's
     * @param judged whether each resource of the answer is held against the scopes too; where not, the answer is what
     *     the operation worked out, and {@code needs} stands for it
     */
    record Rule(List<Need> needs, boolean forLaunches, boolean judged) {}

    record Need(String type, Interaction interaction) {}

    /** Parameters of operations that are references, whatever they look like. */
    private static final List<String> REFERENCES = List.of("encounter", "order", "patient", "subject");

    /** What is wrong with a stored resource is told in its own words, and nobody confirms what they may not see. */
    private static final Set<String> ON_WHAT_IS_READ = Set.of("$validate", "$confirm");

    private static final Rule TERMINOLOGY = new Rule(List.of(), true, false);

    private static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry("$everything", new Rule(List.of(new Need("Patient", Interaction.READ)), true, true)),
            Map.entry(
                    "$infusion-gate",
                    worked(new Need("Patient", Interaction.READ), new Need("DetectedIssue", Interaction.CREATE))),
            Map.entry("$dose-check", worked(new Need("MedicationRequest", Interaction.READ))),
            Map.entry(
                    "$closeout",
                    worked(
                            new Need("Encounter", Interaction.UPDATE),
                            new Need("Procedure", Interaction.CREATE),
                            new Need("MedicationAdministration", Interaction.CREATE),
                            new Need("Observation", Interaction.CREATE),
                            new Need("Provenance", Interaction.CREATE))),
            Map.entry(
                    "$session-summary",
                    worked(new Need("Encounter", Interaction.READ), new Need("Observation", Interaction.READ))),
            Map.entry(
                    "$course-summary",
                    worked(new Need("Patient", Interaction.READ), new Need("Observation", Interaction.READ))),
            Map.entry(
                    "$alert-budget",
                    new Rule(
                            List.of(
                                    new Need("DetectedIssue", Interaction.READ),
                                    new Need("DetectedIssue", Interaction.SEARCH)),
                            false,
                            false)),
            Map.entry("$break-glass", worked(new Need("Patient", Interaction.READ))),
            Map.entry(
                    "$break-glass-list",
                    new Rule(
                            List.of(new Need("Patient", Interaction.READ), new Need("AuditEvent", Interaction.READ)),
                            false,
                            false)),
            // What is confirmed must be readable, too: see checked.
            Map.entry("$confirm", worked(new Need("Provenance", Interaction.CREATE))),
            Map.entry("$sheet", worked(new Need("PlanDefinition", Interaction.READ))),
            Map.entry("$status", worked(new Need("PlanDefinition", Interaction.READ))),
            Map.entry(
                    "$apply",
                    worked(new Need("PlanDefinition", Interaction.READ), new Need("Patient", Interaction.READ))),
            Map.entry(
                    "$sign",
                    new Rule(
                            List.of(
                                    new Need("PlanDefinition", Interaction.READ),
                                    new Need("Provenance", Interaction.CREATE)),
                            false,
                            false)),
            Map.entry(
                    "$merge",
                    new Rule(
                            List.of(new Need("Patient", Interaction.UPDATE), new Need("Patient", Interaction.DELETE)),
                            false,
                            false)),
            Map.entry("$expand", TERMINOLOGY),
            Map.entry("$lookup", TERMINOLOGY),
            Map.entry("$validate-code", TERMINOLOGY),
            Map.entry("$subsumes", TERMINOLOGY),
            Map.entry("$translate", TERMINOLOGY),
            Map.entry("$validate", TERMINOLOGY));

    private final Permissions permissions;
    private final PatientBoundary boundary;

    OperationRules(Permissions permissions, PatientBoundary boundary) {
        this.permissions = permissions;
        this.boundary = boundary;
    }

    /** The names of the operations a token can open. */
    static Set<String> listed() {
        return RULES.keySet();
    }

    /** Refuses an operation, or says how its answer is to be held against the scopes. */
    Rule checked(
            AccessGrant grant,
            String operation,
            @Nullable String type,
            @Nullable String id,
            Map<String, String[]> parameters,
            @Nullable IBaseResource body) {
        Rule rule = RULES.get(operation);
        if (rule == null) {
            throw Refused.because("This operation is not open to tokens.");
        }
        boolean bound = rule.needs().stream().anyMatch(need -> grant.isBound(need.type(), need.interaction()))
                || grant.isPatientOnly();
        for (Need need : rule.needs()) {
            if (rule.judged()) {
                permissions.require(grant, need.type(), need.interaction());
            } else {
                permissions.requireWhole(grant, need.type(), need.interaction());
            }
        }
        if (operation.equals("$merge") && grant.username() != null) {
            throw Refused.because("Charts are merged by the hospital's registration, which tells it in a message (ADT"
                    + " A40): ask there.");
        }
        if (ON_WHAT_IS_READ.contains(operation) && type != null && id != null) {
            permissions.requireWhole(grant, type, Interaction.READ);
            if (grant.isBound(type, Interaction.READ)
                    && !boundary.isWithin(type, id, Objects.requireNonNull(grant.patient()))) {
                throw Refused.because("This is not in the record of the launch's patient.");
            }
        }
        if (bound && !rule.equals(TERMINOLOGY)) {
            requireWithin(grant, rule, type, id, parameters, body);
        }
        return rule;
    }

    private void requireWithin(
            AccessGrant grant,
            Rule rule,
            @Nullable String type,
            @Nullable String id,
            Map<String, String[]> parameters,
            @Nullable IBaseResource body) {
        String patient = Objects.requireNonNull(grant.patient());
        boolean onNobody = id == null && body == null;
        boolean onAnother = type != null && id != null && !boundary.isWithin(type, id, patient)
                || body != null && !boundary.pointsOnlyWithin(body, patient);
        if (!rule.forLaunches() || onNobody || onAnother || !onlyWithin(parameters, patient)) {
            throw Refused.because("A launch on one patient calls this operation on what is that patient's only.");
        }
    }

    /** A parameter that reads like a reference, or is one by its name, must lead into the patient's record. */
    private boolean onlyWithin(Map<String, String[]> parameters, String patient) {
        boolean untyped = REFERENCES.stream()
                .flatMap(name -> Arrays.stream(parameters.getOrDefault(name, new String[0])))
                .anyMatch(value -> !new IdType(value).hasResourceType());
        return !untyped
                && parameters.values().stream()
                        .flatMap(Arrays::stream)
                        .map(IdType::new)
                        .filter(reference -> reference.hasResourceType() && reference.hasIdPart())
                        .allMatch(reference ->
                                boundary.isWithin(reference.getResourceType(), reference.getIdPart(), patient));
    }

    private static Rule worked(Need... needs) {
        return new Rule(List.of(needs), true, false);
    }
}
