// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.operation;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.dripline.fhir.Canonicals;
import org.dripline.fhir.CourseParameters;
import org.dripline.fhir.CourseResources;
import org.dripline.fhir.SuicideForms;
import org.dripline.outcome.Instrument;
import org.dripline.outcome.Instruments;
import org.dripline.server.protocol.ProtocolsInForce;
import org.dripline.server.rest.FhirOperation;
import org.dripline.server.safety.Refusals;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET Patient/[id]/$course-summary}: whether treatment helps, what was given in all, and what is due next, every
 * number with the rule, limits and records that made it. Source: OperationDefinition course-summary.
 */
final class CourseSummaryOperation implements FhirOperation {

    private static final int EVERY_RECORD = Integer.MAX_VALUE;

    private final StoredRecord record;
    private final ProtocolsInForce protocols;
    private final SuicideForms suicideForms;
    private final CallersSummary callers;
    private final Clock clock;
    private final Instruments instruments = Instruments.shipped();

    CourseSummaryOperation(
            StoredRecord record,
            ProtocolsInForce protocols,
            SuicideForms suicideForms,
            CallersSummary callers,
            Clock clock) {
        this.callers = callers;
        this.record = record;
        this.protocols = protocols;
        this.suicideForms = suicideForms;
        this.clock = clock;
    }

    /**
     * Summed up anew from what is stored.
     *
     * @param at the moment asked about; now when absent
     * @param timezone the clinic's, such as {@code America/Chicago}: a day of a window is a day there; UTC when absent
     */
    @Operation(
            name = "$course-summary",
            type = Patient.class,
            idempotent = true,
            canonicalUrl = Canonicals.BASE + "/OperationDefinition/course-summary")
    public Parameters courseSummary(
            @IdParam IdType id,
            @OperationParam(name = "at", max = 1) @Nullable DateTimeType at,
            @OperationParam(name = "timezone", max = 1) @Nullable StringType timezone,
            RequestDetails request) {
        record.read(Patient.class, id, request);
        String patient = "Patient/" + id.getIdPart();
        CourseResources.Reader reader = new CourseResources.Reader(suicideForms, protocols::named, zone(timezone));
        Instant now = at == null || at.getValue() == null
                ? clock.instant()
                : at.getValue().toInstant();
        return callers.of(request, record.together(() -> resources(patient)), resources -> {
            CourseResources.Reading reading = reader.read(resources);
            return new CourseParameters(EVERY_RECORD)
                    .of(patient, reading.course(), reading.course().summaryAt(now), reading.issues());
        });
    }

    private List<Resource> resources(String patient) {
        List<Resource> resources = new ArrayList<>();
        resources.addAll(record.referringTo(Encounter.class, Encounter.SP_SUBJECT, patient));
        resources.addAll(record.referringTo(MedicationRequest.class, MedicationRequest.SP_SUBJECT, patient));
        resources.addAll(
                record.referringTo(MedicationAdministration.class, MedicationAdministration.SP_SUBJECT, patient));
        resources.addAll(record.referringTo(QuestionnaireResponse.class, QuestionnaireResponse.SP_SUBJECT, patient));
        resources.addAll(record.referringTo(MedicationStatement.class, MedicationStatement.SP_SUBJECT, patient));
        resources.addAll(record.referringTo(CarePlan.class, CarePlan.SP_SUBJECT, patient));
        TokenOrListParam scores = new TokenOrListParam();
        for (Instrument instrument : instruments.all()) {
            for (String coding : instrument.codings()) {
                int split = coding.indexOf('|');
                scores.add(coding.substring(0, split), coding.substring(split + 1));
            }
        }
        resources.addAll(record.observations(patient, scores));
        return resources;
    }

    private static ZoneId zone(@Nullable StringType timezone) {
        if (timezone == null || timezone.isEmpty()) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneId.of(timezone.getValue());
        } catch (DateTimeException unknown) {
            throw Refusals.because("The timezone is a name such as America/Chicago, or UTC.");
        }
    }
}
