// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.door;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Whose record a request or an answer is about, as logical ids of Patients, in alphabetical order. */
final class ConcernedPatients {

    private static final List<String> OWNERS = List.of("subject", "patient", "for", "beneficiary");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");
    /** A value of a search parameter on patients: an id, perhaps behind its type and a server's address. */
    private static final Pattern ASKED = Pattern.compile("(?:.*/)?(?:Patient/)?([A-Za-z0-9.-]{1,64})");

    private final Set<String> ids = new TreeSet<>();

    Set<String> ids() {
        return ids;
    }

    /** Those whom a resource, each entry of a bundle or each parameter of an operation belongs to. */
    ConcernedPatients of(@Nullable IBaseResource resource) {
        if (resource instanceof Bundle bundle) {
            bundle.getEntry().forEach(entry -> of(entry.getResource()));
        } else if (resource instanceof Parameters parameters) {
            parameters.getParameter().forEach(parameter -> {
                of(parameter.getResource());
                owner(parameter.getValue());
            });
        } else if (resource instanceof Patient patient) {
            add(patient.getIdElement().getIdPart());
        } else if (resource instanceof Resource other) {
            for (String element : OWNERS) {
                Property property = other.getNamedProperty(element);
                if (property != null) {
                    property.getValues().forEach(this::owner);
                }
            }
        }
        return this;
    }

    /** Those who are asked about by name: the Patient of the address, and who is named in a search. */
    ConcernedPatients asked(@Nullable String type, @Nullable String id, Map<String, String[]> parameters) {
        if ("Patient".equals(type)) {
            add(id);
            named(parameters.get("_id"));
        }
        named(parameters.get("patient"));
        String[] subjects = parameters.get("subject");
        if (subjects != null) {
            named(Arrays.stream(subjects)
                    .filter(subject -> subject.contains("Patient/"))
                    .toArray(String[]::new));
        }
        return this;
    }

    private void named(String @Nullable [] values) {
        if (values != null) {
            for (String value : values) {
                for (String one : value.split(",")) {
                    Matcher parts = ASKED.matcher(one);
                    if (parts.matches()) {
                        add(parts.group(1));
                    }
                }
            }
        }
    }

    private void owner(@Nullable Base value) {
        if (value instanceof Reference reference
                && "Patient".equals(reference.getReferenceElement().getResourceType())) {
            add(reference.getReferenceElement().getIdPart());
        }
    }

    /** A row names ids; what is none, such as a search in place of one, is not written down. */
    void add(@Nullable String id) {
        if (id != null && ID.matcher(id).matches()) {
            ids.add(id);
        }
    }
}
