// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.door;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.util.FhirTerser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dripline.server.access.SmartScope;
import org.hl7.fhir.instance.model.api.IBaseReference;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;

/**
 * What belongs to one patient's record. Source: FHIR R4, CompartmentDefinition "patient", made stricter: what mentions
 * a second patient belongs to nobody alone. Types outside of it that still are somebody's (Device, Task, Provenance,
 * Binary) go by their own reference; a few types are everybody's; every other type is nobody's.
 */
final class PatientBoundary {

    /** Without patients in them, but open by a role of their own, and so to no launch. */
    private static final Set<String> BY_ROLE = Set.of("AuditEvent", "MessageHeader");

    /** Outside the compartment, but one reference says whose: element and search parameter. */
    private static final Map<String, Owner> OWNED = Map.of(
            "Device", new Owner("Device.patient", "patient"),
            "Task", new Owner("Task.for", "patient"),
            "GuidanceResponse", new Owner("GuidanceResponse.subject", "patient"));

    private static final List<String> PREFERRED = List.of("patient", "subject", "beneficiary", "individual");

    /** From one whose owner is told by another to that other: they may lead in a circle. */
    private static final int MOST_STEPS = 4;

    private record Owner(String element, String parameter) {}

    private final FhirContext fhir;
    private final FhirTerser terser;
    private final DaoRegistry daos;

    PatientBoundary(FhirContext fhir, DaoRegistry daos) {
        this.fhir = fhir;
        this.terser = fhir.newTerser();
        this.daos = daos;
    }

    /** Types without patients in them: readable by every launch that was granted them, written by none. */
    boolean isShared(String type) {
        return SmartScope.isWithoutPatients(type) && !BY_ROLE.contains(type);
    }

    /** The search parameter that keeps a search on a type within one patient; empty when there is none. */
    Optional<String> parameter(String type) {
        if (type.equals("Patient")) {
            return Optional.of("_id");
        }
        if (OWNED.containsKey(type)) {
            return Optional.of(OWNED.get(type).parameter());
        }
        List<String> names = compartment(type).map(RuntimeSearchParam::getName).toList();
        return PREFERRED.stream()
                .filter(names::contains)
                .findFirst()
                .or(() -> names.stream().sorted().findFirst());
    }

    /** Whether a resource is in the record of this patient, or everybody's. */
    boolean contains(IBaseResource resource, String patient) {
        return contains(resource, patient, MOST_STEPS);
    }

    private boolean contains(IBaseResource resource, String patient, int steps) {
        String type = fhir.getResourceType(resource);
        if (isShared(type)) {
            return true;
        }
        if (type.equals("Patient")) {
            return patient.equals(resource.getIdElement().getIdPart());
        }
        if (resource instanceof Binary binary) {
            return steps > 0 && isOf(binary.getSecurityContext(), patient, steps - 1);
        }
        if (mentionsAnother(resource, patient)) {
            return false;
        }
        if (OWNED.containsKey(type)) {
            return terser.getValues(resource, OWNED.get(type).element(), Reference.class).stream()
                    .anyMatch(owner -> isPatient(owner, patient));
        }
        if (resource instanceof Provenance provenance) {
            return steps > 0
                    && provenance.getTarget().stream().anyMatch(Reference::hasReference)
                    && provenance.getTarget().stream().allMatch(target -> isWithin(target, patient, steps - 1));
        }
        return compartment(type).findAny().isPresent()
                && terser.isSourceInCompartmentForTarget("Patient", resource, new IdType("Patient", patient));
    }

    /**
     * Whether everything that a resource points to may be pointed to from this patient's record: the patient, what is
     * within the record, what is everybody's; attachments, too. What is not stored is part of the same request, or
     * refused by the store.
     */
    boolean pointsOnlyWithin(IBaseResource resource, String patient) {
        return terser.getAllResourceReferences(resource).stream()
                        .map(found -> found.getResourceReference())
                        .allMatch(reference -> isWithin(reference, patient))
                && terser.getAllPopulatedChildElementsOfType(resource, Attachment.class).stream()
                        .filter(Attachment::hasUrl)
                        .map(attachment -> new IdType(attachment.getUrl()))
                        .filter(content -> "Binary".equals(content.getResourceType()) && content.hasIdPart())
                        .allMatch(content -> isWithin(content.getResourceType(), content.getIdPart(), patient));
    }

    /** The references of a resource that are searches, such as {@code Patient?identifier=…}. */
    List<String> referencesBySearch(IBaseResource resource) {
        return terser.getAllResourceReferences(resource).stream()
                .map(found -> found.getResourceReference().getReferenceElement().getValue())
                .filter(reference -> reference != null && reference.indexOf('?') > 0)
                .distinct()
                .toList();
    }

    /** Whether a reference leads to what is in the record of this patient, or everybody's, or is not stored. */
    boolean isWithin(IBaseReference reference, String patient) {
        return isWithin(reference, patient, MOST_STEPS);
    }

    private boolean isWithin(IBaseReference reference, String patient, int steps) {
        IIdType target = reference.getReferenceElement();
        String text = target == null || target.getValue() == null ? "" : target.getValue();
        if (text.isEmpty() || text.startsWith("#") || text.startsWith("urn:")) {
            return true;
        }
        if (text.indexOf('?') >= 0 || target.getResourceType() == null || target.getIdPart() == null) {
            return false;
        }
        return isWithin(target.getResourceType(), target.getIdPart(), patient, steps);
    }

    /** Whether the stored resource of this type and id is in the record of this patient, everybody's, or not there. */
    boolean isWithin(String type, String id, String patient) {
        return isWithin(type, id, patient, MOST_STEPS);
    }

    private boolean isWithin(String type, String id, String patient, int steps) {
        if (type.equals("Patient")) {
            return id.equals(patient);
        }
        if (isShared(type)) {
            return true;
        }
        return stored(type, id).map(there -> contains(there, patient, steps)).orElse(true);
    }

    /** Whether what a reference names is stored, and this patient's: neither everybody's nor nobody's is enough. */
    private boolean isOf(IBaseReference reference, String patient, int steps) {
        IIdType target = reference.getReferenceElement();
        String type = target == null ? null : target.getResourceType();
        if (type == null || target.getIdPart() == null || isShared(type)) {
            return false;
        }
        return type.equals("Patient")
                ? target.getIdPart().equals(patient)
                : stored(type, target.getIdPart())
                        .filter(context -> contains(context, patient, steps))
                        .isPresent();
    }

    private Optional<IBaseResource> stored(String type, String id) {
        try {
            return Optional.of(daos.getResourceDao(type).read(new IdType(type, id), new SystemRequestDetails()));
        } catch (ResourceNotFoundException | ResourceGoneException notThere) {
            return Optional.empty();
        }
    }

    private boolean mentionsAnother(IBaseResource resource, String patient) {
        return terser.getAllResourceReferences(resource).stream()
                .map(found -> found.getResourceReference().getReferenceElement())
                .anyMatch(target -> "Patient".equals(target.getResourceType()) && !patient.equals(target.getIdPart()));
    }

    private static boolean isPatient(Reference reference, String patient) {
        IIdType target = reference.getReferenceElement();
        return "Patient".equals(target.getResourceType()) && patient.equals(target.getIdPart());
    }

    private Stream<RuntimeSearchParam> compartment(String type) {
        return fhir.getResourceDefinition(type).getSearchParamsForCompartmentName("Patient").stream();
    }
}
