// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.conformance;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Which search parameters are retired, read from {@code kept-search-parameters.yml}: for each resource type named
 * there, every parameter that is not listed as kept. A retired parameter is refused in a search and costs no index row.
 *
 * <p>Reference parameters are never retired, listed or not: HAPI's resource links, and with them {@code $everything},
 * delete checks and merge, are built from them.
 */
final class RetiredSearchParameters {

    private static final String FILE = "kept-search-parameters.yml";

    private final Map<String, Map<String, String>> kept;

    /** @param kept resource type → parameter → reason it is kept */
    RetiredSearchParameters(Map<String, Map<String, String>> kept) {
        kept.forEach((type, parameters) -> parameters.forEach((parameter, reason) -> {
            if (reason == null || reason.isBlank()) {
                throw new IllegalArgumentException(type + "." + parameter + " is kept without a reason in " + FILE);
            }
        }));
        this.kept = Map.copyOf(kept);
    }

    static RetiredSearchParameters onClassPath() {
        try (InputStream in = RetiredSearchParameters.class.getResourceAsStream(FILE)) {
            Map<String, Map<String, String>> read = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            return new RetiredSearchParameters(read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean retires(String resourceType, RuntimeSearchParam parameter) {
        Map<String, String> keptOfType = kept.get(resourceType);
        return keptOfType != null
                && parameter.getParamType() != RestSearchParameterTypeEnum.REFERENCE
                && !keptOfType.containsKey(parameter.getName());
    }
}
