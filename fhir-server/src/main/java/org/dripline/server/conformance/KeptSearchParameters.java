// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.conformance;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.jpa.searchparam.registry.RuntimeSearchParamCache;
import ca.uhn.fhir.jpa.searchparam.registry.SearchParamRegistryImpl;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * HAPI's registry without the retired parameters. Every rebuild of the registry ends in one method, which is where they
 * are taken out: indexing, searching and the CapabilityStatement all read what is left. Nothing is stored for it, so
 * every node of one version agrees, and bringing a parameter back is one line in the file and a {@code $reindex}.
 */
final class KeptSearchParameters extends SearchParamRegistryImpl {

    private final RetiredSearchParameters retired;

    KeptSearchParameters(RetiredSearchParameters retired) {
        this.retired = retired;
    }

    @Override
    public void setActiveSearchParams(RuntimeSearchParamCache parameters) {
        Map<String, List<RuntimeSearchParam>> gone = List.copyOf(parameters.getResourceNameKeys()).stream()
                .collect(Collectors.toMap(type -> type, type -> retiredOf(type, parameters)));
        gone.forEach((type, names) -> names.forEach(parameter -> parameters.remove(type, parameter.getName())));
        super.setActiveSearchParams(parameters);
    }

    private List<RuntimeSearchParam> retiredOf(String type, RuntimeSearchParamCache parameters) {
        return parameters
                .getSearchParamStream()
                .filter(parameter -> parameters.get(type, parameter.getName()) == parameter)
                .filter(parameter -> retired.retires(type, parameter))
                .distinct()
                .toList();
    }
}
