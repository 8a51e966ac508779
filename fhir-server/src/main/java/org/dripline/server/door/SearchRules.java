// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.door;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry.SearchParamLookupContextEnum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dripline.server.access.AccessGrant;
import org.dripline.server.access.SmartScope;
import org.dripline.server.access.SmartScope.Interaction;
import org.dripline.server.sensitive.Disclosure;
import org.jspecify.annotations.Nullable;

/**
 * What a search may ask. A chain, {@code _has}, {@code _include} or {@code _sort} tells something of the resources it
 * goes through, so each type on its way must be granted; and where only one patient's record is granted, the search is
 * kept within it by a parameter that is added, so that neither a count nor a page tells of another's.
 */
final class SearchRules {

    private static final Set<String> CLOSED =
            Set.of("_filter", "_query", "_list", "_text", "_content", "_contained", "_getpages");
    private static final Pattern PATIENT = Pattern.compile("(Patient/)?[A-Za-z0-9.-]{1,64}");
    private static final Set<String> INCLUDES = Set.of("_include", "_revinclude");

    private final Permissions permissions;
    private final PatientBoundary boundary;
    private final ISearchParamRegistry parameters;
    private final Disclosure disclosure;

    SearchRules(
            Permissions permissions, PatientBoundary boundary, ISearchParamRegistry parameters, Disclosure disclosure) {
        this.disclosure = disclosure;
        this.permissions = permissions;
        this.boundary = boundary;
        this.parameters = parameters;
    }

    /**
     * Refuses a search, or returns its parameters with those that keep it within what is granted.
     *
     * @param type resource type that is searched
     * @param asked names with modifiers and chains, as sent
     */
    Map<String, String[]> checked(AccessGrant grant, String type, Map<String, String[]> asked) {
        Map<String, String[]> narrowed = within(grant, type, asked);
        // Of who did what nothing is labelled, and it is searched by parameters of its own.
        String withheld = type.equals(AuditAccess.TYPE)
                ? ""
                : disclosure.withheldLabels(
                        grant, patients(boundary.parameter(type).orElse(""), narrowed));
        if (!withheld.isEmpty()) {
            add(narrowed, "_security:not", withheld);
        }
        return narrowed;
    }

    private Map<String, String[]> within(AccessGrant grant, String type, Map<String, String[]> asked) {
        permissions.require(grant, type, Interaction.SEARCH);
        asked.forEach((name, values) -> {
            check(grant, type, name);
            for (String value : values) {
                checkValue(grant, type, name, value);
            }
        });
        Map<String, String[]> narrowed = new LinkedHashMap<>(asked);
        keepWithinPatient(grant, type, narrowed);
        keepWithinFilters(grant, type, narrowed);
        return narrowed;
    }

    /** The same where no parameter can be added, as in a conditional write: it must bring them itself. */
    void requireNarrow(AccessGrant grant, String type, Map<String, String[]> asked) {
        Map<String, String[]> narrowed = within(grant, type, asked);
        boolean changed = narrowed.entrySet().stream()
                .anyMatch(parameter -> !Arrays.equals(parameter.getValue(), asked.get(parameter.getKey())));
        String parameter = boundary.parameter(type).orElse("");
        if (changed) {
            throw Refused.because("This condition must be on the launch's patient: add "
                    + (parameter.isEmpty() ? "its patient" : parameter) + ".");
        }
        if (disclosure.withholds(grant, type, parameter, patients(parameter, asked))) {
            throw Refused.because("Part of what this condition would be held against is withheld from this token."
                    + " Write by id, name in the condition a patient of whom nothing is withheld, or ask "
                    + disclosure.contact() + ".");
        }
    }

    /** Ids of those to whose records a search or condition keeps itself; empty when it reaches everybody's. */
    private static Set<String> patients(String parameter, Map<String, String[]> asked) {
        String name = parameter.equals("patient") && !asked.containsKey(parameter) ? "subject" : parameter;
        String[] values = asked.getOrDefault(name, new String[0]);
        String[] any = values.length == 0 ? values : values[values.length - 1].split(",");
        boolean named =
                Arrays.stream(any).allMatch(value -> PATIENT.matcher(value).matches());
        return named
                ? Arrays.stream(any)
                        .map(value -> value.substring(value.lastIndexOf('/') + 1))
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private void check(AccessGrant grant, String type, String name) {
        String bare = beforeColon(name);
        if (CLOSED.contains(bare)) {
            throw Refused.because("The search parameter " + bare + " is not open to tokens.");
        }
        if (bare.equals("_has")) {
            checkReverse(grant, type, name);
        } else if (name.indexOf('.') >= 0) {
            checkChain(grant, type, name);
        }
    }

    private void checkValue(AccessGrant grant, String type, String name, String value) {
        String bare = beforeColon(name);
        if (INCLUDES.contains(bare)) {
            checkInclude(grant, type, bare, value);
        } else if (bare.equals("_sort")) {
            for (String key : value.split(",")) {
                String path = key.startsWith("-") ? key.substring(1) : key;
                if (path.indexOf('.') >= 0) {
                    checkChain(grant, type, path);
                }
            }
        }
    }

    /** {@code _has:Type:reference:parameter}, the last possibly a chain or another {@code _has}. */
    private void checkReverse(AccessGrant grant, String type, String name) {
        String[] parts = name.split(":", 4);
        if (parts.length < 4) {
            throw Refused.because("A _has parameter names a type, a reference and a parameter.");
        }
        goThrough(grant, type, parts[1]);
        check(grant, parts[1], parts[3]);
    }

    /** {@code reference[:Type].parameter}: every type the reference may lead to must be granted. */
    private void checkChain(AccessGrant grant, String type, String name) {
        int dot = name.indexOf('.');
        String first = name.substring(0, dot);
        String rest = name.substring(dot + 1);
        int colon = first.indexOf(':');
        List<String> targets = colon < 0 ? targets(type, first) : List.of(first.substring(colon + 1));
        if (targets.isEmpty()) {
            throw Refused.because("This chained search parameter is not open to tokens.");
        }
        for (String target : targets) {
            goThrough(grant, type, target);
            check(grant, target, rest);
        }
    }

    private void goThrough(AccessGrant grant, String from, String to) {
        permissions.requireWhole(grant, to, Interaction.SEARCH);
        String patient = grant.patient();
        boolean within = patient != null && grant.isPatientOnly();
        Set<String> patients = within ? Set.of(patient) : Set.of();
        if (!to.equals("Patient")
                && disclosure.withholds(grant, to, boundary.parameter(to).orElse(""), patients)) {
            throw Refused.because("Part of what this search goes through is withheld from this token: search " + to
                    + " itself, or ask " + disclosure.contact() + ".");
        }
        if (grant.isBound(to, Interaction.SEARCH) && boundary.isShared(from) && !boundary.isShared(to)) {
            throw Refused.because("A launch on one patient does not search " + from + " by " + to + ".");
        }
    }

    private void checkInclude(AccessGrant grant, String type, String name, String value) {
        String[] parts = value.split(":");
        if (parts[0].equals("*")) {
            permissions.require(grant, "*", Interaction.READ);
            return;
        }
        boolean reverse = name.equals("_revinclude");
        if (reverse || !parts[0].equals(type)) {
            permissions.require(grant, parts[0], Interaction.SEARCH);
        }
        if (reverse
                && grant.isBound(parts[0], Interaction.SEARCH)
                && boundary.isShared(type)
                && !boundary.isShared(parts[0])) {
            throw Refused.because("A launch on one patient does not search " + type + " with " + parts[0] + ".");
        }
        if (parts.length > 2) {
            permissions.require(grant, parts[2], Interaction.READ);
        }
    }

    private void keepWithinPatient(AccessGrant grant, String type, Map<String, String[]> narrowed) {
        if (!grant.isBound(type, Interaction.SEARCH) || boundary.isShared(type)) {
            return;
        }
        String patient = Objects.requireNonNull(grant.patient());
        String parameter = boundary.parameter(type)
                .orElseThrow(() -> Refused.because("A launch on one patient does not search " + type + "."));
        requireSamePatient(narrowed, patient);
        String value = parameter.equals("_id") ? patient : "Patient/" + patient;
        add(narrowed, parameter, value);
    }

    /**
     * Said plainly where another patient is named; where one is meant in another way, the added parameter finds nobody.
     */
    private static void requireSamePatient(Map<String, String[]> asked, String patient) {
        for (Map.Entry<String, String[]> parameter : asked.entrySet()) {
            boolean names = Set.of("patient", "subject").contains(beforeColon(parameter.getKey()))
                    && parameter.getKey().indexOf('.') < 0;
            for (String value : parameter.getValue()) {
                for (String one : value.split(",")) {
                    boolean patientsId =
                            one.indexOf('/') < 0 && !parameter.getKey().contains(":missing");
                    String id = one.substring(one.lastIndexOf('/') + 1);
                    boolean aPatient = one.startsWith("Patient/") || one.contains("/Patient/") || names && patientsId;
                    if (aPatient && !id.equals(patient)) {
                        throw Refused.because("This launch is on another patient.");
                    }
                }
            }
        }
    }

    private void keepWithinFilters(AccessGrant grant, String type, Map<String, String[]> narrowed) {
        List<SmartScope> filters = permissions.filters(grant, type, Interaction.SEARCH);
        if (filters.isEmpty()) {
            return;
        }
        Set<Set<String>> names =
                filters.stream().map(filter -> filter.query().keySet()).collect(Collectors.toSet());
        Set<String> only = names.iterator().next();
        if (names.size() == 1 && only.size() == 1) {
            String name = only.iterator().next();
            add(
                    narrowed,
                    name,
                    filters.stream()
                            .map(filter -> filter.query().get(name))
                            .distinct()
                            .sorted()
                            .collect(Collectors.joining(",")));
            return;
        }
        boolean within = filters.stream()
                .anyMatch(filter -> filter.query().entrySet().stream()
                        .allMatch(wanted -> Arrays.asList(narrowed.getOrDefault(wanted.getKey(), new String[0]))
                                .contains(wanted.getValue())));
        if (!within) {
            throw Refused.because("Search " + type + " with the parameters of one granted scope, such as "
                    + Permissions.criteria(filters.get(0).query()) + ".");
        }
    }

    private static void add(Map<String, String[]> parameters, String name, String value) {
        List<String> values = new ArrayList<>(List.of(parameters.getOrDefault(name, new String[0])));
        if (!values.contains(value)) {
            values.add(value);
        }
        parameters.put(name, values.toArray(new String[0]));
    }

    private List<String> targets(String type, String parameter) {
        @Nullable RuntimeSearchParam found =
                parameters.getActiveSearchParam(type, parameter, SearchParamLookupContextEnum.SEARCH);
        return found == null ? List.of() : found.getTargets().stream().sorted().toList();
    }

    static String beforeColon(String name) {
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }
}
