// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.operation;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.dripline.fhir.Canonicals;
import org.dripline.fhir.NasalResources;
import org.dripline.fhir.SessionParameters;
import org.dripline.server.rest.FhirOperation;
import org.dripline.server.safety.Refusals;
import org.dripline.session.SessionSummary;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
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

    private final StoredRecord record;
    private final SummedSessions sessions;
    private final NasalSummary nasal;
    private final CallersSummary callers;
    private final Clock clock;

    SessionSummaryOperation(
            StoredRecord record, SummedSessions sessions, NasalSummary nasal, CallersSummary callers, Clock clock) {
        this.callers = callers;
        this.record = record;
        this.sessions = sessions;
        this.nasal = nasal;
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
        Instant now = at == null || at.getValue() == null
                ? clock.instant()
                : at.getValue().toInstant();
        Set<String> wanted = codes(figures);
        if (NasalResources.isNasal(encounter)) {
            return callers.of(request, nasal.record(encounter), record -> nasal.of(encounter, record, now, wanted));
        }
        return callers.of(request, sessions.record(encounter), record -> summedUp(encounter, record, now, wanted));
    }

    private Parameters summedUp(Encounter encounter, List<Resource> resources, Instant now, Set<String> wanted) {
        String reference = "Encounter/" + encounter.getIdElement().getIdPart();
        SummedSessions.Summed summed = sessions.of(encounter, resources, now)
                .orElseThrow(() -> Refusals.because(reference + " is no infusion session: no order, no pump report and"
                        + " no vital sign refers to it."));
        SessionSummary summary = summed.summary();
        refuseUnknown(wanted, summary);
        SessionParameters answer = new SessionParameters(wanted.isEmpty() ? A_FEW : Integer.MAX_VALUE);
        return answer.of(reference, summed.protocol(), summary, summed.issues(), wanted);
    }

    private static Set<String> codes(@Nullable List<CodeType> figures) {
        return figures == null
                ? Set.of()
                : figures.stream()
                        .map(CodeType::getValue)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
    }

    private static void refuseUnknown(Set<String> wanted, SessionSummary summary) {
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
    }
}
