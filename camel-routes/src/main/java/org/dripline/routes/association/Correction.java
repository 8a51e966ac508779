// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.association;

import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.repository.IRepository;
import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.ParamPrefixEnum;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.Lists;
import com.google.common.collect.Multimap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dripline.fhir.DerivedId;
import org.dripline.routes.datatype.RecordIssue;
import org.dripline.routes.journal.Attributions;
import org.dripline.routes.journal.Attributions.Attribution;
import org.dripline.routes.pcd.PatientIdentity;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * What follows when messages were taken to be somebody's and are not: what they became is marked as entered in error,
 * in that patient's chart; the messages get their turn again, for whoever it is now; and both charts get a
 * DetectedIssue, in the wrong patient's with all that was computed or sent from the wrong values.
 *
 * <p>Each step can be done twice: a crash in between means that it is.
 */
final class Correction {

    private static final int AT_ONCE = 50;
    private static final int MOST_LISTED = 200;

    private final IRepository repository;
    private final Association association;
    private final Attributions attributions;
    private final Whose whose;

    Correction(IRepository repository, Association association, Attributions attributions) {
        this.repository = repository;
        this.association = association;
        this.attributions = attributions;
        this.whose = new Whose(repository);
    }

    /**
     * Looks whose the messages are now, and corrects those that are charted for somebody else.
     *
     * @param messages that the change may concern
     * @param cause reference to what changed, with its version
     * @param now real time
     * @return how many messages are charted again
     */
    int correct(Collection<Attribution> messages, String cause, Instant now) {
        Map<String, List<Attribution>> wrong =
                messages.stream().filter(this::isWrong).collect(Collectors.groupingBy(Attribution::patient));
        int corrected = 0;
        for (Map.Entry<String, List<Attribution>> each : wrong.entrySet()) {
            List<String> observations = each.getValue().stream()
                    .flatMap(message -> attributions.became(message.entry()).stream())
                    .filter(reference -> reference.startsWith("Observation/"))
                    .toList();
            put(issues(each.getKey(), each.getValue(), observations, cause, now));
            for (Attribution message : each.getValue()) {
                retract(message);
                attributions.chartAgain(message.entry());
                corrected++;
            }
        }
        return corrected;
    }

    private boolean isWrong(Attribution message) {
        return !(whoseNow(message) instanceof Association.Found found
                && found.patientId().equals(message.patient()));
    }

    private Association.Outcome whoseNow(Attribution message) {
        return association.patient(
                PatientIdentity.NOBODY,
                new Bedside(message.bed(), Set.copyOf(message.devices()), message.first(), message.last()));
    }

    /** The values stay as they were charted, so that anyone can see what had been there. */
    private void retract(Attribution message) {
        List<String> ids = attributions.became(message.entry()).stream()
                .filter(reference -> reference.startsWith("Observation/"))
                .map(reference -> reference.substring("Observation/".length()))
                .toList();
        List<Resource> retracted = new ArrayList<>();
        for (List<String> some : Lists.partition(ids, AT_ONCE)) {
            Multimap<String, List<IQueryParameterType>> parameters = ArrayListMultimap.create();
            parameters.put(
                    "_id",
                    some.stream().<IQueryParameterType>map(TokenParam::new).toList());
            for (Observation observation : whose.search(Observation.class, parameters)) {
                if (observation.getStatus() != Observation.ObservationStatus.ENTEREDINERROR) {
                    retracted.add(observation.setStatus(Observation.ObservationStatus.ENTEREDINERROR));
                }
            }
        }
        put(retracted);
    }

    private List<Resource> issues(
            String wrongPatient, List<Attribution> messages, List<String> observations, String cause, Instant now) {
        Instant first = messages.stream()
                .map(Attribution::first)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant last = messages.stream()
                .map(Attribution::last)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        List<Resource> issues = new ArrayList<>();
        DetectedIssue taken = issue(
                wrongPatient,
                cause,
                now,
                RecordIssue.VALUES_OF_ANOTHER_PATIENT,
                "Values of devices from " + first + " to " + last + " were charted for this patient and are another"
                        + " patient's, or nobody's that is known. They are marked as entered in error. What is listed was"
                        + " computed or sent while they stood here.");
        observations.stream()
                .limit(MOST_LISTED)
                .forEach(reference -> taken.addEvidence().addDetail(new Reference(reference)));
        builtOn(wrongPatient, observations, first, last)
                .forEach(reference -> taken.addImplicated(new Reference(reference)));
        issues.add(taken);
        messages.stream()
                .map(this::whoseNow)
                .filter(Association.Found.class::isInstance)
                .map(found -> ((Association.Found) found).patientId())
                .distinct()
                .forEach(rightPatient -> issues.add(issue(
                        rightPatient,
                        cause,
                        now,
                        RecordIssue.VALUES_CHARTED_LATE,
                        "Values of devices from " + first + " to " + last + " stood in another patient's chart and are"
                                + " charted here since.")));
        return issues;
    }

    private static DetectedIssue issue(String patient, String cause, Instant now, RecordIssue what, String detail) {
        return what.of(
                DerivedId.of("assoc", cause, patient, what.display()),
                new Reference("Patient/" + patient),
                now,
                detail);
    }

    /** What names the values as what it is from, what covers their time, and what was written or sent since. */
    private Set<String> builtOn(String patient, List<String> observations, Instant first, Instant last) {
        Set<String> found = new LinkedHashSet<>();
        for (List<String> some : Lists.partition(observations, AT_ONCE)) {
            Multimap<String, List<IQueryParameterType>> derived = ArrayListMultimap.create();
            derived.put(
                    "derived-from",
                    some.stream().<IQueryParameterType>map(ReferenceParam::new).toList());
            add(found, whose.search(Observation.class, derived));
        }
        add(found, whose.search(MedicationAdministration.class, during(patient, "effective-time", first, last)));
        add(found, whose.search(Procedure.class, during(patient, "date", first, last)));
        add(found, whose.search(Composition.class, since(patient, "date", first)));
        add(found, whose.search(DocumentReference.class, since(patient, "date", first)));
        add(found, whose.search(Communication.class, since(patient, "sent", first)));
        return found;
    }

    private static void add(Set<String> found, List<? extends DomainResource> resources) {
        resources.stream()
                .map(resource ->
                        resource.fhirType() + "/" + resource.getIdElement().getIdPart())
                .limit(MOST_LISTED)
                .forEach(found::add);
    }

    private static Multimap<String, List<IQueryParameterType>> during(
            String patient, String name, Instant first, Instant last) {
        Multimap<String, List<IQueryParameterType>> parameters = since(patient, name, first);
        parameters.put(name, List.of(new DateParam(ParamPrefixEnum.LESSTHAN_OR_EQUALS, Date.from(last))));
        return parameters;
    }

    private static Multimap<String, List<IQueryParameterType>> since(String patient, String name, Instant first) {
        Multimap<String, List<IQueryParameterType>> parameters = ArrayListMultimap.create();
        parameters.put("patient", List.of(new ReferenceParam("Patient/" + patient)));
        parameters.put(name, List.of(new DateParam(ParamPrefixEnum.GREATERTHAN_OR_EQUALS, Date.from(first))));
        return parameters;
    }

    private void put(List<? extends Resource> resources) {
        if (resources.isEmpty()) {
            return;
        }
        Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        for (Resource resource : resources) {
            Bundle.BundleEntryRequestComponent request =
                    bundle.addEntry().setResource(resource).getRequest();
            request.setMethod(Bundle.HTTPVerb.PUT)
                    .setUrl(resource.fhirType() + "/" + resource.getIdElement().getIdPart());
            if (resource.getMeta().hasVersionId()) {
                request.setIfMatch("W/\"" + resource.getMeta().getVersionId() + "\"");
            }
        }
        repository.transaction(bundle, Map.of("Prefer", "return=minimal"));
    }
}
