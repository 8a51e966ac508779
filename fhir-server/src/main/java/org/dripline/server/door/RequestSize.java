// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.door;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.FhirTerser;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dripline.server.access.AccessGrant;
import org.dripline.server.access.OwnParts;
import org.dripline.server.exposure.QueryLimits;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;
import org.jspecify.annotations.Nullable;

/**
 * How much one request may ask of the database, told before anything of it is looked at or carried out: a search is
 * small to send, and each of its joins, values and includes is work. Beyond a limit: 400, {@code too-costly}.
 */
final class RequestSize {

    private static final Set<String> INCLUDES = Set.of("_include", "_revinclude");
    private static final Pattern STEP = Pattern.compile("\\.|(?<=^|[:.])_has:");

    private final QueryLimits limits;

    RequestSize(QueryLimits limits) {
        this.limits = limits;
    }

    /** @param asked parameters of a search or a condition, as sent */
    void check(Map<String, String[]> asked) {
        int parameters = 0;
        int includes = 0;
        for (Map.Entry<String, String[]> parameter : asked.entrySet()) {
            String name = SearchRules.beforeColon(parameter.getKey());
            if (INCLUDES.contains(name)) {
                includes += parameter.getValue().length;
            } else if (name.equals("_sort")) {
                // Each key is one more join.
                for (String value : parameter.getValue()) {
                    String[] keys = value.split(",", limits.parameters() + 2);
                    parameters += keys.length;
                    Arrays.stream(keys).forEach(this::checkSteps);
                }
            } else {
                parameters += parameter.getValue().length;
                checkSteps(parameter.getKey());
            }
        }
        require(parameters, limits.parameters(), "parameters of a search", "parameters");
        require(values(asked), limits.values(), "values in a search", "values");
        require(includes, limits.includes(), "_include and _revinclude of a search", "includes");
    }

    /** All searches of one request together. */
    void check(AccessGrant grant, AskedSearches asked) {
        if (isLimited(grant)) {
            require(asked.values(), limits.values(), "values in the searches of one request", "values");
        }
    }

    static long values(Map<String, String[]> asked) {
        return asked.values().stream()
                .flatMap(Arrays::stream)
                .mapToLong(RequestSize::values)
                .sum();
    }

    /**
     * Values parted by commas, but for those behind a backslash of their own. Source: FHIR R4, search.html#escaping.
     */
    private static int values(String text) {
        int values = 1;
        int backslashes = 0;
        for (int i = 0; i < text.length(); i++) {
            char here = text.charAt(i);
            if (here == ',' && backslashes % 2 == 0) {
                values++;
            }
            backslashes = here == '\\' ? backslashes + 1 : 0;
        }
        return values;
    }

    private void checkSteps(String name) {
        require(STEP.matcher(name).results().count(), limits.steps(), "steps of a chain or _has", "steps");
    }

    /** The entries of a batch or transaction. */
    void check(AccessGrant grant, Bundle bundle) {
        if (isLimited(grant)) {
            require(bundle.getEntry().size(), limits.entries(), "entries of a batch or transaction", "entries");
        }
    }

    /** A message becomes one transaction, however many values it brings. */
    private static boolean isLimited(AccessGrant grant) {
        return !grant.clientId().equals(OwnParts.ROUTES);
    }

    /** The body of {@code $validate}. */
    void checkValidated(byte[] body) {
        require(body.length, Math.toIntExact(limits.validated().toBytes()), "bytes to validate", "validated");
    }

    /** What an operation was sent: each code, profile and part of a value set in it is looked up. */
    void checkLookedUp(@Nullable IBaseResource sent) {
        if (sent == null) {
            return;
        }
        FhirTerser terser = FhirContext.forR4Cached().newTerser();
        long profiles = 0;
        long lookedUp = 0;
        for (IBaseResource each : within(sent).toList()) {
            for (Meta meta : terser.getAllPopulatedChildElementsOfType(each, Meta.class)) {
                profiles += meta.getProfile().size();
            }
            for (ConceptSetComponent part :
                    terser.getAllPopulatedChildElementsOfType(each, ConceptSetComponent.class)) {
                lookedUp += Math.max(1, part.getValueSet().size());
            }
            lookedUp += terser.getAllPopulatedChildElementsOfType(each, Coding.class)
                    .size();
        }
        require(profiles, limits.profiles(), "profiles to validate against", "profiles");
        require(lookedUp, limits.values(), "codes and parts of value sets to look up", "values");
    }

    /** A resource, and those it hands over as resources of their own, which HAPI does not count as its children. */
    private static Stream<IBaseResource> within(IBaseResource sent) {
        Stream<? extends Resource> handed = Stream.of();
        if (sent instanceof Parameters parameters) {
            handed = parameters.getParameter().stream()
                    .flatMap(RequestSize::withParts)
                    .map(ParametersParameterComponent::getResource);
        } else if (sent instanceof Bundle bundle) {
            handed = bundle.getEntry().stream().map(Bundle.BundleEntryComponent::getResource);
        }
        return Stream.concat(Stream.of(sent), handed.filter(Objects::nonNull).flatMap(RequestSize::within));
    }

    private static Stream<ParametersParameterComponent> withParts(ParametersParameterComponent parameter) {
        return Stream.concat(Stream.of(parameter), parameter.getPart().stream().flatMap(RequestSize::withParts));
    }

    private static void require(long asked, int most, String what, String setting) {
        if (asked > most) {
            throw Refused.tooCostly("At most " + most + " " + what + " (dripline.limits.query." + setting
                    + "): ask for less at a time.");
        }
    }
}
