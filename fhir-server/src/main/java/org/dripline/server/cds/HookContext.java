// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.cds;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/** Reads a call: its hook, its context, its drafts and what was prefetched. Says of what cannot be read where it is. */
final class HookContext {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");

    private final HookCall call;
    private final JsonNode context;
    private final IParser parser;

    private HookContext(HookCall call, JsonNode context, FhirContext fhir) {
        this.call = call;
        this.context = context;
        this.parser = parser(fhir);
    }

    private static IParser parser(FhirContext fhir) {
        // A host's resources may have what R4 does not know; what HAPI says of it quotes it, and is not logged.
        LenientErrorHandler silent = new LenientErrorHandler(false);
        silent.setErrorOnInvalidValue(true);
        return fhir.newJsonParser().setParserErrorHandler(silent);
    }

    static ObjectMapper json() {
        return JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
    }

    /** The body as this type. */
    static <T> T read(byte[] body, Class<T> type) {
        try {
            T read = json().readValue(body, type);
            if (read == null) {
                throw CdsRefusal.malformed("The body is empty: a call is a JSON object.");
            }
            return read;
        } catch (JsonProcessingException e) {
            throw CdsRefusal.malformed("The body is no JSON object of a CDS Hooks call.");
        } catch (IOException e) {
            throw CdsRefusal.malformed("The body cannot be read.");
        }
    }

    /** The call, when it is one of this service. */
    static HookContext of(HookCall call, HookService service, FhirContext fhir) {
        if (!service.hook().equals(call.hook())) {
            throw CdsRefusal.malformed("“hook” is not " + service.hook() + ", which this service is for.");
        }
        if (call.hookInstance() == null || !isUuid(call.hookInstance())) {
            throw CdsRefusal.malformed("“hookInstance” is no UUID.");
        }
        JsonNode context = call.context();
        if (context == null || !context.isObject()) {
            throw CdsRefusal.malformed("“context” is missing.");
        }
        service.needed().stream()
                .filter(field -> !context.hasNonNull(field))
                .findFirst()
                .ifPresent(field -> {
                    throw CdsRefusal.malformed("“context." + field + "” is missing.");
                });
        HookContext read = new HookContext(call, context, fhir);
        read.patientId();
        return read;
    }

    private static boolean isUuid(String text) {
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    HookCall call() {
        return call;
    }

    /** The caller's id of the patient. */
    String patientId() {
        String id = context.path("patientId").asText();
        if (!ID.matcher(id).matches()) {
            throw CdsRefusal.malformed("“context.patientId” is no FHIR id.");
        }
        return id;
    }

    /**
     * The drafts, in order, each with an id of ours and without its references into the caller's record; those selected
     * last where the hook says so.
     */
    List<Draft> drafts() {
        JsonNode drafts = context.get("draftOrders");
        if (drafts == null) {
            return List.of();
        }
        if (!(parse(drafts, "context.draftOrders") instanceof Bundle bundle)) {
            throw CdsRefusal.malformed("“context.draftOrders” is no Bundle.");
        }
        Optional<Set<String>> selected = selections();
        List<Medication> medications = resources(bundle, Medication.class);
        List<Draft> found = new ArrayList<>();
        for (MedicationRequest order : resources(bundle, MedicationRequest.class)) {
            String id = order.getIdElement().toUnqualifiedVersionless().getValue();
            boolean fresh = selected.map(ids -> ids.contains(id)).orElse(true);
            found.add(new Draft(anonymous(order, medications, found.size()), fresh));
        }
        return found;
    }

    /**
     * A draft.
     *
     * @param fresh whether it is what was just selected, or is about to be signed
     */
    record Draft(MedicationRequest order, boolean fresh) {}

    private static MedicationRequest anonymous(MedicationRequest order, List<Medication> medications, int index) {
        MedicationRequest draft = order.copy();
        draft.setId("MedicationRequest/draft-" + (index + 1));
        draft.setStatus(MedicationRequest.MedicationRequestStatus.ACTIVE);
        draft.setEncounter(null);
        if (draft.hasMedicationReference()) {
            String name = draft.getMedicationReference().getReference();
            medications.stream()
                    .filter(medication -> name != null
                            && name.endsWith(medication
                                    .getIdElement()
                                    .toUnqualifiedVersionless()
                                    .getValue()))
                    .findFirst()
                    .ifPresent(medication -> draft.setMedication(medication.getCode()));
        }
        return draft;
    }

    private Optional<Set<String>> selections() {
        JsonNode selections = context.get("selections");
        if (selections == null) {
            return Optional.empty();
        }
        Set<String> ids = new java.util.HashSet<>();
        selections.forEach(each -> ids.add(each.asText()));
        return Optional.of(ids);
    }

    /** The patient as the caller sent it along; empty when it did not. */
    Optional<Patient> patient() {
        JsonNode prefetched = call.prefetched("patient");
        if (prefetched.isNull()) {
            return Optional.empty();
        }
        if (!(parse(prefetched, "prefetch.patient") instanceof Patient patient)) {
            throw CdsRefusal.malformed("“prefetch.patient” is no Patient.");
        }
        return Optional.of(patient);
    }

    /** A Patient that was read from the caller's server. */
    Patient patient(String body) {
        try {
            return parser.parseResource(Patient.class, body);
        } catch (DataFormatException | ClassCastException e) {
            throw CdsRefusal.withoutData("What the FHIR server of the call gave for the patient is no Patient.");
        }
    }

    /** Problems, allergies and medicines that the caller sent along, each with an id of ours. */
    List<Resource> knownThere() {
        List<Resource> known = new ArrayList<>();
        for (String key : List.of("conditions", "allergies", "medications")) {
            JsonNode prefetched = call.prefetched(key);
            if (!prefetched.isNull()) {
                if (!(parse(prefetched, "prefetch." + key) instanceof Bundle bundle)) {
                    throw CdsRefusal.malformed("“prefetch." + key + "” is no Bundle.");
                }
                known.addAll(resources(bundle, Condition.class));
                known.addAll(resources(bundle, AllergyIntolerance.class));
                for (MedicationRequest order : resources(bundle, MedicationRequest.class)) {
                    order.setEncounter(null);
                    known.add(order);
                }
            }
        }
        int index = 0;
        for (Resource resource : known) {
            resource.setId(resource.fhirType() + "/there-" + ++index);
        }
        return known;
    }

    private Resource parse(JsonNode node, String where) {
        try {
            return (Resource) parser.parseResource(node.toString());
        } catch (DataFormatException | ClassCastException | IllegalArgumentException e) {
            throw CdsRefusal.malformed("“" + where + "” is no FHIR R4 resource that can be read.");
        }
    }

    private static <T extends Resource> List<T> resources(Bundle bundle, Class<T> type) {
        return bundle.getEntry().stream()
                .map(BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
