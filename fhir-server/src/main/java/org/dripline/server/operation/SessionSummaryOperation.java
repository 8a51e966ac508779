// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.operation;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dripline.clock.ClinicalClock;
import org.dripline.fhir.Canonicals;
import org.dripline.fhir.SessionParameters;
import org.dripline.fhir.SessionResources;
import org.dripline.server.protocol.ProtocolsInForce;
import org.dripline.server.rest.FhirOperation;
import org.dripline.server.safety.Refusals;
import org.dripline.session.InfusionSession;
import org.dripline.session.SessionLimits;
import org.dripline.session.SessionSummary;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.AdverseEvent;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET Encounter/[id]/$session-summary}: what a session adds up to, every number with the rule, limits and
 * records that made it. {@code at} asks about a moment, {@code figure} about some figures only, with all their records.
 * Source: OperationDefinition session-summary.
 */
final class SessionSummaryOperation implements FhirOperation {

    /** How many records a figure names when it was not asked for by name. */
    private static final int A_FEW = 5;

    /** Values of each device whose arrival is looked up to tell its clock. */
    private static final int FOR_A_CLOCK = 10;

    private final StoredRecord record;
    private final ProtocolsInForce protocols;
    private final Clock clock;

    SessionSummaryOperation(StoredRecord record, ProtocolsInForce protocols, Clock clock) {
        this.record = record;
        this.protocols = protocols;
        this.clock = clock;
    }

    @Operation(
            name = "$session-summary",
            type = Encounter.class,
            idempotent = true,
            canonicalUrl = Canonicals.BASE + "/OperationDefinition/session-summary")
    public Parameters sessionSummary(
            @IdParam IdType id,
            @OperationParam(name = "at", max = 1) @Nullable DateTimeType at,
            @OperationParam(name = "figure") @Nullable List<CodeType> figures,
            RequestDetails request) {
        Encounter encounter = record.read(Encounter.class, id, request);
        String reference = "Encounter/" + id.getIdPart();
        List<Resource> resources = resources(encounter, reference);
        Optional<Named> named = named(encounter);
        SessionLimits limits = named.flatMap(each -> protocols
                        .named(each.canonical())
                        .map(protocol -> SessionLimits.examples().under(protocol, each.signed())))
                .orElseGet(SessionLimits::examples);
        SessionResources.Reading reading = SessionResources.read(resources, limits);
        InfusionSession session = reading.session();
        if (session.reports().isEmpty() && session.vitalSigns().isEmpty() && session.order() == null) {
            throw Refusals.because(reference + " is no infusion session: no order, no pump report and no vital sign"
                    + " refers to it.");
        }
        Instant now = at == null || at.getValue() == null
                ? clock.instant()
                : at.getValue().toInstant();
        SessionSummary summary = session.summaryAt(now);
        Set<String> wanted = wanted(figures, summary);
        SessionParameters answer = new SessionParameters(wanted.isEmpty() ? A_FEW : Integer.MAX_VALUE);
        return answer.of(reference, named.map(Named::canonical).orElse(""), summary, reading.issues(), wanted);
    }

    private static Set<String> wanted(@Nullable List<CodeType> figures, SessionSummary summary) {
        Set<String> wanted = figures == null
                ? Set.of()
                : figures.stream()
                        .map(CodeType::getValue)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
        wanted.stream()
                .filter(code -> summary.figure(code).isEmpty())
                .findFirst()
                .ifPresent(code -> {
                    throw Refusals.because("There is no figure of this name; there are: "
                            + summary.figures().stream()
                                    .map(figure -> figure.code())
                                    .distinct()
                                    .collect(Collectors.joining(", "))
                            + ".");
                });
        return wanted;
    }

    private List<Resource> resources(Encounter encounter, String reference) {
        List<Resource> resources = new ArrayList<>();
        resources.add(encounter);
        resources.addAll(record.referringTo(MedicationRequest.class, MedicationRequest.SP_ENCOUNTER, reference));
        List<Observation> observations = record.referringTo(Observation.class, Observation.SP_ENCOUNTER, reference);
        resources.addAll(observations);
        List<MedicationAdministration> given =
                record.referringTo(MedicationAdministration.class, MedicationAdministration.SP_CONTEXT, reference);
        resources.addAll(given);
        String patient = encounter
                .getSubject()
                .getReferenceElement()
                .toUnqualifiedVersionless()
                .getValue();
        if (patient != null) {
            TokenOrListParam weights = new TokenOrListParam()
                    .add(Codes.Systems.LOINC, Codes.Loinc.BODY_WEIGHT)
                    .add(Codes.Systems.LOINC, Codes.Loinc.BODY_WEIGHT_MEASURED);
            // A weight of another visit is not this session's, and nothing that was left out of it.
            record.observations(patient, weights).stream()
                    .filter(weight -> !weight.hasEncounter())
                    .forEach(resources::add);
            record.referringTo(AdverseEvent.class, AdverseEvent.SP_SUBJECT, patient).stream()
                    .filter(event -> reference.equals(event.getEncounter()
                            .getReferenceElement()
                            .toUnqualifiedVersionless()
                            .getValue()))
                    .forEach(resources::add);
        }
        resources.addAll(treatedEvents(given));
        if (!(clock instanceof ClinicalClock clinical && clinical.demo())) {
            resources.addAll(
                    record.referringToAny(Provenance.class, Provenance.SP_TARGET, someOfEachDevice(observations)));
        }
        return resources;
    }

    /** The adverse events that medicines were given for; one that is not here any more is passed over. */
    private List<AdverseEvent> treatedEvents(List<MedicationAdministration> given) {
        List<String> ids = given.stream()
                .flatMap(medicine -> medicine.getExtensionsByUrl(Canonicals.TREATED_EVENT).stream())
                .map(Extension::getValue)
                .filter(Reference.class::isInstance)
                .map(event -> ((Reference) event).getReferenceElement().getIdPart())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return record.ofIds(AdverseEvent.class, ids);
    }

    private static List<String> someOfEachDevice(List<Observation> observations) {
        Map<String, Integer> taken = new HashMap<>();
        List<String> some = new ArrayList<>();
        for (Observation observation : observations) {
            String device = observation.getDevice().getReferenceElement().getIdPart();
            if (device != null && taken.merge(device, 1, Integer::sum) <= FOR_A_CLOCK) {
                some.add("Observation/" + observation.getIdElement().getIdPart());
            }
        }
        return some;
    }

    private record Named(String canonical, boolean signed) {}

    /** The protocol a session was run under, as its Encounter records it. */
    private static Optional<Named> named(Encounter encounter) {
        Extension named = encounter.getExtensionByUrl(Canonicals.SESSION_PROTOCOL);
        if (named == null) {
            return Optional.empty();
        }
        return text(named, "protocol")
                .map(canonical -> new Named(
                        canonical,
                        text(named, "status").filter("signed"::equals).isPresent()));
    }

    private static Optional<String> text(Extension extension, String part) {
        return extension.getExtensionsByUrl(part).stream()
                .filter(Extension::hasValue)
                .map(each -> each.getValue().primitiveValue())
                .filter(Objects::nonNull)
                .findFirst();
    }
}
