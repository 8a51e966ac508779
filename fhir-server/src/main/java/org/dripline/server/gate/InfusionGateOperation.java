// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.gate;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Map;
import org.dripline.fhir.GateIssues;
import org.dripline.gate.Finding;
import org.dripline.gate.Stage;
import org.dripline.server.gate.Judge.Judged;
import org.dripline.server.rest.FhirOperation;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST Patient/[id]/$infusion-gate}: what the whole record says against an infusion. Each episode is stored as
 * one DetectedIssue; asked again, nothing new is stored. With an encounter its day and room are judged too.
 *
 * <p>The record is judged whole. What of the findings a caller may see is the caller's matter and decided where the
 * answer is given, in {@link #answer}.
 */
final class InfusionGateOperation implements FhirOperation {

    private final Judge judge;
    private final PatientRecord records;

    InfusionGateOperation(Judge judge, PatientRecord records) {
        this.judge = judge;
        this.records = records;
    }

    /**
     * Judges and stores the issues.
     *
     * @param encounter the session that is to start
     * @param protocol canonical address; absent takes that of the session, else the limits all protocols share
     */
    @Operation(
            name = "$infusion-gate",
            type = Patient.class,
            canonicalUrl = "https://dripline.health/fhir/OperationDefinition/infusion-gate")
    public Parameters judge(
            @IdParam IdType id,
            @OperationParam(name = "encounter", max = 1) @Nullable Reference encounter,
            @OperationParam(name = "protocol", max = 1) @Nullable CanonicalType protocol) {
        String session =
                encounter == null ? null : encounter.getReferenceElement().getIdPart();
        Judged judged = judge.judge(
                        id.getIdPart(),
                        session,
                        protocol == null ? null : protocol.getValue(),
                        session == null ? Stage.ORDER : Stage.SESSION)
                .orElseThrow(() -> new ResourceNotFoundException(id));
        GateIssues.Episodes episodes =
                GateIssues.of(judged.report(), judge.gate().rules(), judged.facts(), session, judged.issues());
        episodes.changed().forEach(records::store);
        return answer(judged, episodes.byRule());
    }

    private static Parameters answer(Judged judged, Map<String, String> issues) {
        Parameters answer = new Parameters();
        answer.addParameter("result", new CodeType(judged.report().result().code()));
        answer.addParameter("protocol", new CanonicalType(judged.report().protocol()));
        answer.addParameter("standing", new CodeType(judged.report().standing()));
        for (Finding finding : judged.report().issues()) {
            ParametersParameterComponent part = answer.addParameter().setName("finding");
            part(part, "rule", new CodeType(finding.rule()));
            part(part, "kind", new CodeType(finding.kind().code()));
            part(part, "severity", new CodeType(finding.weight().code()));
            part(part, "overridable", new BooleanType(finding.overridable()));
            part(part, "overridden", new BooleanType(finding.mitigation().isPresent()));
            part(part, "detail", new StringType(finding.words()));
            finding.evidence().forEach(reference -> part(part, "evidence", new Reference(reference)));
            source(part, finding);
            part(part, "issue", new Reference(issues.get(finding.rule())));
        }
        for (Finding finding : judged.report().missing()) {
            ParametersParameterComponent part = answer.addParameter().setName("missing");
            part(part, "rule", new CodeType(finding.rule()));
            part(part, "severity", new CodeType(finding.weight().code()));
            part(part, "detail", new StringType(finding.words()));
            source(part, finding);
        }
        return answer;
    }

    private static void source(ParametersParameterComponent part, Finding finding) {
        part(part, "source", new StringType(finding.source().citation()));
        part(part, "mark", new CodeType(finding.mark().code()));
    }

    private static void part(ParametersParameterComponent parameter, String name, org.hl7.fhir.r4.model.Type value) {
        parameter.addPart().setName(name).setValue(value);
    }
}
