// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.gate;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.Optional;
import org.dripline.fhir.Canonicals;
import org.dripline.fhir.DerivedId;
import org.dripline.fhir.GateIssues;
import org.dripline.fhir.References;
import org.dripline.gate.Mitigation;
import org.dripline.server.safety.Refusals;
import org.dripline.terminology.Codes;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueMitigationComponent;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * An override is an act that somebody answers for. One of a rule that the protocol lets nobody pass, or that names no
 * practitioner, is refused; of every other the server writes the Provenance, once.
 */
@Interceptor
public final class OverrideCheck {

    private static final String PARTICIPANT = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";

    private final Judge judge;
    private final PatientRecord records;

    OverrideCheck(Judge judge, PatientRecord records) {
        this.judge = judge;
        this.records = records;
    }

    /** Called by HAPI when a new resource is stored, before the transaction ends. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void created(IBaseResource resource) {
        check(resource);
    }

    /** Called by HAPI when a new version is stored, before the transaction ends. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updated(@Nullable IBaseResource before, IBaseResource resource) {
        check(resource);
    }

    private void check(IBaseResource resource) {
        if (resource instanceof DetectedIssue issue && GateIssues.rule(issue).isPresent()) {
            issue.getMitigation().stream()
                    .filter(mitigation -> GateIssues.action(mitigation).equals(Mitigation.OVERRIDE))
                    .forEach(override -> check(issue, GateIssues.rule(issue).get(), override));
        }
    }

    private void check(DetectedIssue issue, String rule, DetectedIssueMitigationComponent override) {
        String author = References.of(override.getAuthor());
        if (!author.startsWith("Practitioner/") && !author.startsWith("PractitionerRole/")) {
            throw Refusals.because("An override names the prescriber who answers for it, as a Practitioner or"
                    + " PractitionerRole of this server. Nothing of this request was stored.");
        }
        String patient = issue.getPatient().getReferenceElement().getIdPart();
        if (!judge.mayBePassed(rule, session(issue).orElse(null), patient)) {
            throw Refusals.because("The protocol lets nobody override “" + rule + "”: the issue stays as it is, and"
                    + " nothing of this request was stored. What resolves it is recorded where it belongs.");
        }
        Provenance provenance = provenance(issue, override, author);
        if (records.byId(Provenance.class, provenance.getIdElement().getIdPart())
                .isEmpty()) {
            records.store(provenance);
        }
    }

    private Optional<Encounter> session(DetectedIssue issue) {
        return issue.getImplicated().stream()
                .map(References::of)
                .filter(reference -> reference.startsWith("Encounter/"))
                .findFirst()
                .flatMap(reference -> records.byId(Encounter.class, reference.substring("Encounter/".length())));
    }

    private static Provenance provenance(
            DetectedIssue issue, DetectedIssueMitigationComponent override, String author) {
        Provenance provenance = new Provenance();
        provenance.setId(DerivedId.of(
                "override",
                References.of(issue),
                author,
                override.getDateElement().getValueAsString()));
        provenance.getMeta().addProfile(Canonicals.ISSUE_OVERRIDE);
        provenance.addTarget(new Reference(References.of(issue)));
        provenance.setRecorded(override.getDate());
        provenance.addReason(new CodeableConcept(new Coding(Codes.Systems.ACT_REASON, "TREAT", "treatment"))
                .setText(override.getAction().getText()));
        provenance
                .addAgent()
                .setType(new CodeableConcept(new Coding(PARTICIPANT, "author", "Author")))
                .setWho(new Reference(author));
        return provenance;
    }
}
