// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.charting;

import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.repository.IRepository;
import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.ParamPrefixEnum;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.Multimap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dripline.routes.RejectReason;
import org.dripline.routes.datatype.MessageProvenance;
import org.dripline.routes.journal.CorrectionMemory;
import org.dripline.routes.pcd.CorrectedValue;
import org.dripline.routes.pcd.DeviceReport;
import org.dripline.terminology.Codes;
import org.dripline.terminology.Codes.Systems;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What a sender corrects or takes back (OBX-11 C, D, W) → the earlier Observation as entered in error, with the value
 * it had, and what holds instead as an Observation of its own: status {@code corrected}, naming the one it replaces.
 * What else the earlier one said goes with it, such as the other pressure of an inflation.
 *
 * <p>The earlier one is what this sender corrected before by the same row, else the one on the server of the same
 * device, patient, time and code. Where there is none, or more than one, nothing is touched.
 */
final class Corrections {

    static final String REPLACES = "http://hl7.org/fhir/StructureDefinition/observation-replaces";

    private static final Map<String, String> FRESH = Map.of("Cache-Control", "no-store");

    private final IRepository repository;

    Corrections(IRepository repository) {
        this.repository = repository;
    }

    /**
     * What follows from the rows of one message.
     *
     * @param resources earlier Observations, their replacements, and where these are from
     * @param withheld rows for which there is nothing, or too much, to correct
     */
    record Applied(List<Resource> resources, List<DeviceReport.WithheldValue> withheld) {}

    /**
     * Exceptions of the FHIR client pass through.
     *
     * @param rows of one message
     * @param subject null for a message about devices alone
     * @param memory which row was found to correct what, also for rows that wait
     */
    Applied apply(List<CorrectedValue> rows, MessageOrigin origin, @Nullable Subject subject, CorrectionMemory memory) {
        Map<String, Observation> earlier = new LinkedHashMap<>();
        Map<String, List<CorrectedValue>> changes = new LinkedHashMap<>();
        List<DeviceReport.WithheldValue> withheld = new ArrayList<>();
        for (CorrectedValue row : rows) {
            String device = DeviceResources.idOf(row.device());
            Found found = find(row, device, origin, subject, memory);
            memory.note(
                    origin.entry(),
                    row.obx(),
                    device,
                    row.code(),
                    row.at(),
                    found.earlier().map(FhirServer::reference));
            if (found.reason() != null) {
                withheld.add(new DeviceReport.WithheldValue(row.obx(), row.path(), found.reason()));
            }
            found.earlier().ifPresent(observation -> {
                String reference = FhirServer.reference(observation);
                earlier.putIfAbsent(reference, observation);
                changes.computeIfAbsent(reference, key -> new ArrayList<>()).add(row);
            });
        }
        List<Resource> resources = new ArrayList<>();
        List<Observation> replacements = new ArrayList<>();
        earlier.forEach((reference, observation) -> {
            replacement(observation, changes.getOrDefault(reference, List.of()), origin)
                    .ifPresent(replacements::add);
            resources.add(observation.copy().setStatus(ObservationStatus.ENTEREDINERROR));
        });
        resources.addAll(replacements);
        if (!resources.isEmpty()) {
            resources.add(provenance(origin, earlier.values(), replacements));
        }
        return new Applied(resources, withheld);
    }

    /** Of what was charted, what a correction may be about, or may have been. */
    static List<CorrectionMemory.Charted> correctable(Collection<Resource> resources) {
        List<CorrectionMemory.Charted> charted = new ArrayList<>();
        for (Resource resource : resources) {
            if (resource instanceof Observation observation
                    && observation.hasDevice()
                    && observation.getStatus() != ObservationStatus.ENTEREDINERROR
                    && observation.getEffective() instanceof DateTimeType time
                    && time.getValue() != null) {
                Set<String> codes = new HashSet<>();
                observation.getCode().getCoding().forEach(coding -> codes.add(coding.getCode()));
                observation
                        .getComponent()
                        .forEach(component ->
                                component.getCode().getCoding().forEach(coding -> codes.add(coding.getCode())));
                if (codes.contains(Codes.Observed.PUMP_EVENT)) {
                    codes.add("");
                }
                charted.add(new CorrectionMemory.Charted(
                        FhirServer.reference(observation),
                        observation.getDevice().getReference().substring("Device/".length()),
                        time.getValue().toInstant(),
                        codes));
            }
        }
        return charted;
    }

    /** One, or a reason; neither for a row whose value is taken back already. */
    private record Found(
            Optional<Observation> earlier, @Nullable RejectReason reason) {
        static Found not(RejectReason reason) {
            return new Found(Optional.empty(), reason);
        }
    }

    private Found find(
            CorrectedValue row,
            String device,
            MessageOrigin origin,
            @Nullable Subject subject,
            CorrectionMemory memory) {
        Optional<Observation> noted =
                memory.corrected(origin.entry(), row.obx()).flatMap(this::read).filter(it -> isOf(it, device, subject));
        if (noted.isPresent()) {
            return new Found(noted, null);
        }
        List<Observation> same = search(device, row.at()).stream()
                .filter(it -> isOf(it, device, subject))
                .filter(it -> says(it, row.code()))
                .toList();
        List<Observation> standing = same.stream()
                .filter(it -> it.getStatus() != ObservationStatus.ENTEREDINERROR
                        && it.getStatus() != ObservationStatus.CANCELLED)
                .map(it -> before(it, origin))
                .toList();
        if (standing.size() > 1) {
            return Found.not(RejectReason.CORRECTION_AMBIGUOUS);
        }
        if (standing.size() == 1) {
            return new Found(Optional.of(standing.get(0)), null);
        }
        boolean isGone = row.now().isEmpty() && !same.isEmpty();
        return isGone ? new Found(Optional.empty(), null) : Found.not(RejectReason.NOTHING_TO_CORRECT);
    }

    /** After a crash between the transaction and the journal, what stands may be this message's own replacement. */
    private Observation before(Observation standing, MessageOrigin origin) {
        return Optional.ofNullable(standing.getExtensionByUrl(REPLACES))
                .map(extension -> ((Reference) extension.getValue()).getReference())
                .filter(reference ->
                        id(origin, reference).equals(standing.getIdElement().getIdPart()))
                .flatMap(this::read)
                .orElse(standing);
    }

    private static String id(MessageOrigin origin, String replaced) {
        return origin.id("co", replaced, 0);
    }

    private static boolean isOf(Observation observation, String device, @Nullable Subject subject) {
        String whose = observation.getSubject().getReference();
        return ("Device/" + device).equals(observation.getDevice().getReference())
                && (("Device/" + device).equals(whose)
                        || subject != null && ("Patient/" + subject.patientId()).equals(whose));
    }

    private static boolean says(Observation observation, String code) {
        if (code.isEmpty()) {
            return observation.getCode().hasCoding(Systems.DRIPLINE_OBSERVATION, Codes.Observed.PUMP_EVENT);
        }
        return has(observation.getCode(), code)
                || observation.getComponent().stream().anyMatch(it -> has(it.getCode(), code));
    }

    private static boolean has(CodeableConcept concept, String code) {
        return concept.getCoding().stream().map(Coding::getCode).anyMatch(code::equals);
    }

    private Optional<Observation> read(String reference) {
        try {
            return Optional.of(repository.read(Observation.class, new IdType(reference)));
        } catch (ResourceNotFoundException | ResourceGoneException nobodyHasIt) {
            return Optional.empty();
        }
    }

    private List<Observation> search(String device, Instant at) {
        Multimap<String, List<IQueryParameterType>> parameters = ArrayListMultimap.create();
        parameters.put("device", List.of(new ReferenceParam("Device/" + device)));
        parameters.put("date", List.of(new DateParam(ParamPrefixEnum.GREATERTHAN_OR_EQUALS, Date.from(at))));
        parameters.put("date", List.of(new DateParam(ParamPrefixEnum.LESSTHAN_OR_EQUALS, Date.from(at))));
        List<Observation> found = new ArrayList<>();
        for (Bundle.BundleEntryComponent entry : repository
                .search(Bundle.class, Observation.class, parameters, FRESH)
                .getEntry()) {
            if (entry.getResource() instanceof Observation observation
                    && observation.getEffective() instanceof DateTimeType time
                    && time.getValue() != null
                    && time.getValue().toInstant().equals(at)) {
                found.add(observation);
            }
        }
        return found;
    }

    /** Empty when all that it said is taken back. */
    private static Optional<Observation> replacement(
            Observation earlier, List<CorrectedValue> rows, MessageOrigin origin) {
        Observation now = earlier.copy();
        now.setMeta(new Meta().setProfile(earlier.getMeta().getProfile()));
        now.setId(id(origin, FhirServer.reference(earlier)));
        now.setStatus(ObservationStatus.CORRECTED);
        now.getExtension().removeIf(extension -> REPLACES.equals(extension.getUrl()));
        now.addExtension(REPLACES, new Reference(FhirServer.reference(earlier)));
        for (CorrectedValue row : rows) {
            boolean whole = row.code().isEmpty() || has(now.getCode(), row.code());
            if (whole && row.now().isEmpty()) {
                return Optional.empty();
            }
            if (whole) {
                CorrectedParts.replace(now, row.now().orElseThrow());
            } else {
                component(now, row);
            }
        }
        boolean says = now.getComponent().stream().anyMatch(ObservationComponentComponent::hasValue);
        return now.hasValue() || says || now.hasDataAbsentReason() ? Optional.of(now) : Optional.empty();
    }

    private static void component(Observation now, CorrectedValue row) {
        for (ObservationComponentComponent component : List.copyOf(now.getComponent())) {
            if (!has(component.getCode(), row.code())) {
                continue;
            }
            if (row.now().isPresent()) {
                CorrectedParts.replace(component, row.now().get());
            } else if (now.getCode().hasCoding(Systems.LOINC, Codes.Loinc.BLOOD_PRESSURE)) {
                // Both pressures are wanted; the one that is taken back says that it is.
                CorrectedParts.withdraw(component);
            } else {
                now.getComponent().remove(component);
            }
            return;
        }
    }

    private static Provenance provenance(
            MessageOrigin origin, Iterable<Observation> earlier, List<Observation> replacements) {
        List<Resource> targets = new ArrayList<>(replacements);
        if (targets.isEmpty()) {
            earlier.forEach(targets::add);
        }
        Provenance provenance = MessageProvenance.of(origin.id("provco"), origin.entry(), origin.receivedAt(), targets);
        earlier.forEach(observation -> provenance
                .addEntity()
                .setRole(
                        replacements.isEmpty()
                                ? Provenance.ProvenanceEntityRole.REMOVAL
                                : Provenance.ProvenanceEntityRole.REVISION)
                .setWhat(new Reference(FhirServer.reference(observation))));
        return provenance;
    }
}
