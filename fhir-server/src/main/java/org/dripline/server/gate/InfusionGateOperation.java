// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.gate;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.dripline.fhir.GateIssues;
import org.dripline.gate.Finding;
import org.dripline.gate.Stage;
import org.dripline.server.gate.CallersView.Parted;
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
 * <p>The record is judged whole; {@link CallersView} decides what of the findings the caller is told.
 */
final class InfusionGateOperation implements FhirOperation {

    private final Judge judge;
    private final PatientRecord records;
    private final CallersView view;

    InfusionGateOperation(Judge judge, PatientRecord records, CallersView view) {
        this.judge = judge;
        this.records = records;
        this.view = view;
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
            @OperationParam(name = "protocol", max = 1) @Nullable CanonicalType protocol,
            RequestDetails request) {
        String session =
                encounter == null ? null : encounter.getReferenceElement().getIdPart();
        Judged judged = judge.judge(
                        id.getIdPart(),
                        session,
                        protocol == null ? null : protocol.getValue(),
                        session == null ? Stage.ORDER : Stage.SESSION)
                .orElseThrow(() -> new ResourceNotFoundException(id));
        GateIssues.Episodes episodes =
                GateIssues.of(judged.report(), judge.gate().rules(), judged.facts(), session, judged.record());
        episodes.changed().forEach(records::store);
        return answer(judged, view.of(judged, judged.report().findings(), request), episodes.byRule());
    }

    private Parameters answer(Judged judged, Parted findings, Map<String, String> issues) {
        Parameters answer = new Parameters();
        answer.addParameter("result", new CodeType(judged.report().result().code()));
        answer.addParameter("protocol", new CanonicalType(judged.report().protocol()));
        answer.addParameter("standing", new CodeType(judged.report().standing()));
        findings.hold().ifPresent(weight -> {
            ParametersParameterComponent part = answer.addParameter().setName("withheld");
            part(part, "severity", new CodeType(weight.code()));
            part(part, "detail", new StringType(view.words()));
        });
        for (Finding finding : told(findings, Finding::isIssue)) {
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
        for (Finding finding : told(findings, finding -> !finding.isIssue())) {
            ParametersParameterComponent part = answer.addParameter().setName("missing");
            part(part, "rule", new CodeType(finding.rule()));
            part(part, "severity", new CodeType(finding.weight().code()));
            part(part, "detail", new StringType(finding.words()));
            source(part, finding);
        }
        return answer;
    }

    private static List<Finding> told(Parted findings, Predicate<Finding> kind) {
        return findings.told().stream().filter(kind).toList();
    }

    private static void source(ParametersParameterComponent part, Finding finding) {
        part(part, "source", new StringType(finding.source().citation()));
        part(part, "mark", new CodeType(finding.mark().code()));
    }

    private static void part(ParametersParameterComponent parameter, String name, org.hl7.fhir.r4.model.Type value) {
        parameter.addPart().setName(name).setValue(value);
    }
}
