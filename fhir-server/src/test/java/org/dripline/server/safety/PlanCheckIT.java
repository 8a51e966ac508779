// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.util.ResourceReferenceInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.dripline.fhir.Canonicals;
import org.dripline.server.ServerContext;
import org.dripline.terminology.Codes;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/** Facts are never refused; plans, orders and signed documents are, when they contradict themselves. */
class PlanCheckIT extends ServerContext {

    private static final Path EXAMPLES = Path.of("..", "profiles", "src", "test", "resources", "fhir");

    private static final Set<String> referredToBefore = new HashSet<>();

    private final PlanRules rules = new PlanRules();

    /** Every failing example of every profile, each a request of its own. */
    @Test
    void everyFailingExampleIsStoredOrRefusedAsWhatItIs() throws IOException {
        List<Path> files = examples("invalid");
        List<Resource> resources = files.stream().map(PlanCheckIT::named).toList();
        List<String> answers = store(resources);

        SoftAssertions softly = new SoftAssertions();
        for (int i = 0; i < files.size(); i++) {
            boolean refused = rules.isPlan(resources.get(i)) && expectsError(files.get(i));
            softly.assertThat(answers.get(i)).as(name(files.get(i))).startsWith(refused ? "422" : "201");
        }
        softly.assertAll();
        assertThat(answers).anyMatch(answer -> answer.startsWith("422"));
    }

    @Test
    void everyValidPlanIsStored() throws IOException {
        List<Path> files = examples("valid").stream()
                .filter(file -> rules.isPlan(read(file)))
                .toList();
        List<String> answers = store(files.stream()
                .map(PlanCheckIT::named)
                .map(PlanCheckIT::notYetInForce)
                .toList());

        SoftAssertions softly = new SoftAssertions();
        for (int i = 0; i < files.size(); i++) {
            softly.assertThat(answers.get(i)).as(name(files.get(i))).startsWith("201");
        }
        softly.assertAll();
    }

    @Test
    void anOrderThatClaimsNothingIsCheckedToo() {
        MedicationRequest order =
                (MedicationRequest) read(EXAMPLES.resolve("invalid/dripline-infusion-order/decimal-slip.json"));
        order.getMeta().getProfile().clear();
        order.setId("claims-nothing");
        storeWhatItRefersTo(order);

        assertThat(messages(refusal(order)))
                .anyMatch(message -> message.contains("Correct what follows"))
                .anyMatch(message -> message.contains("dl-order-1"));
    }

    @Test
    void oneRefusedOrderRefusesItsTransaction() {
        MedicationRequest order =
                (MedicationRequest) read(EXAMPLES.resolve("invalid/dripline-infusion-order/decimal-slip.json"));
        order.setId("in-a-transaction");
        storeWhatItRefersTo(order);
        Observation beside =
                (Observation) read(EXAMPLES.resolve("valid/dripline-session-heart-rate/twenty-minutes-in.json"));
        beside.setId("beside-a-refused-order");
        storeWhatItRefersTo(beside);
        Bundle both = new Bundle().setType(BundleType.TRANSACTION);
        put(both, beside);
        put(both, order);

        assertThat(refusalOf(() -> client().transaction().withBundle(both).execute())
                        .getStatusCode())
                .isEqualTo(422);
        assertThat(isStored("Observation", "beside-a-refused-order")).isFalse();
    }

    /** State machine of a session: a stop without a reason is charted, and only closing waits. */
    @Test
    void aPendingReasonKeepsTheSessionOpenAndNothingElse() {
        Encounter session = (Encounter) read(EXAMPLES.resolve("valid/dripline-session-encounter/d01-closed.json"));
        session.setId("waits-for-a-reason");
        String closed = "closed";
        session.getExtensionByUrl(Canonicals.SESSION_STATE).setValue(new CodeType("stopped-early"));
        MedicationAdministration stopped = (MedicationAdministration)
                read(EXAMPLES.resolve("valid/dripline-ketamine-administration/d03-reason-pending.json"));
        stopped.setId("stopped-by-the-pump");
        stopped.setContext(new Reference("Encounter/waits-for-a-reason"));
        assertThat(store(List.of(session, stopped))).allMatch(answer -> answer.startsWith("20"));

        session.getExtensionByUrl(Canonicals.SESSION_STATE).setValue(new CodeType(closed));
        assertThat(messages(refusal(session)))
                .singleElement()
                .asString()
                .contains("MedicationAdministration/stopped-by-the-pump", "statusReason");

        stopped.setStatusReason(List.of(
                new CodeableConcept(new Coding(Codes.Systems.DRIPLINE_INTERRUPTION_REASON, "patient-request", null))));
        client().update().resource(stopped).execute();
        client().update().resource(session).execute();
        assertThat(client().read()
                        .resource(Encounter.class)
                        .withId("waits-for-a-reason")
                        .execute()
                        .getExtensionByUrl(Canonicals.SESSION_STATE)
                        .getValue()
                        .primitiveValue())
                .isEqualTo(closed);
    }

    /** An order for something else is none of ours: the chart of a hospital is full of them. */
    @Test
    void anOrderForAnotherMedicineIsLeftAlone() {
        MedicationRequest order = new MedicationRequest();
        order.setId("another-medicine");
        order.getMedicationCodeableConcept().setText("SYNTHETICUM 10 mg");

        client().update().resource(order).execute();

        assertThat(isStored("MedicationRequest", "another-medicine")).isTrue();
    }

    private BaseServerResponseException refusal(Resource resource) {
        BaseServerResponseException refused =
                refusalOf(() -> client().update().resource(resource).execute());
        assertThat(refused.getStatusCode()).isEqualTo(422);
        return refused;
    }

    private static BaseServerResponseException refusalOf(Runnable request) {
        try {
            request.run();
        } catch (BaseServerResponseException refused) {
            return refused;
        }
        return fail("It was stored.");
    }

    private static List<String> messages(BaseServerResponseException refused) {
        return ((OperationOutcome) refused.getOperationOutcome())
                .getIssue().stream()
                        .map(OperationOutcome.OperationOutcomeIssueComponent::getDiagnostics)
                        .toList();
    }

    /** Sends each as a request of its own, in one batch. @return the status lines, in that order */
    private List<String> store(List<Resource> resources) {
        resources.forEach(this::storeWhatItRefersTo);
        Bundle batch = new Bundle().setType(BundleType.BATCH);
        resources.forEach(resource -> put(batch, resource));
        return client().transaction().withBundle(batch).execute().getEntry().stream()
                .map(entry -> entry.getResponse().getStatus())
                .toList();
    }

    /** The store keeps references whole, so what is referred to must be there. */
    private void storeWhatItRefersTo(Resource resource) {
        Bundle referredTo = new Bundle().setType(BundleType.TRANSACTION);
        FHIR.newTerser().getAllResourceReferences(resource).stream()
                .map(info -> info.getResourceReference().getReferenceElement())
                .filter(PlanCheckIT::isStoredElsewhere)
                .map(id -> new IdType(id.getResourceType(), id.getIdPart()))
                .filter(id -> referredToBefore.add(id.getValue()))
                .forEach(id -> {
                    Resource empty = (Resource)
                            FHIR.getResourceDefinition(id.getResourceType()).newInstance();
                    empty.setId(id.getIdPart());
                    put(referredTo, empty);
                });
        if (referredTo.hasEntry()) {
            client().transaction().withBundle(referredTo).execute();
        }
    }

    private static void put(Bundle bundle, Resource resource) {
        bundle.addEntry()
                .setResource(resource)
                .getRequest()
                .setMethod(HTTPVerb.PUT)
                .setUrl(resource.fhirType() + "/" + resource.getIdElement().getIdPart());
    }

    private boolean isStored(String type, String id) {
        try {
            client().read().resource(type).withId(id).execute();
            return true;
        } catch (ResourceNotFoundException none) {
            return false;
        }
    }

    private static boolean expectsError(Path file) {
        try {
            return Files.readString(Path.of(file.toString().replaceAll("\\.json$", ".expected")))
                    .startsWith("error");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** An example whose references lead to resources of this test alone: other classes use the same server. */
    private static Resource read(Path file) {
        try {
            Resource example = (Resource) FHIR.newJsonParser().parseResource(Files.readString(file));
            FHIR.newTerser().getAllResourceReferences(example).stream()
                    .map(ResourceReferenceInfo::getResourceReference)
                    .filter(reference -> isStoredElsewhere(reference.getReferenceElement()))
                    .forEach(reference -> {
                        IIdType id = reference.getReferenceElement();
                        reference.setReference(id.getResourceType() + "/" + last64("checked-" + id.getIdPart())
                                + (id.hasVersionIdPart() ? "/_history/" + id.getVersionIdPart() : ""));
                    });
            return example;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean isStoredElsewhere(IIdType id) {
        return id.hasResourceType() && id.hasIdPart() && !id.isLocal() && !id.isAbsolute();
    }

    private static Resource named(Path file) {
        Resource resource = read(file);
        resource.setId(id(file));
        return resource;
    }

    /**
     * An order in force needs a record that the gate lets pass, which is GateIT's; its profile holds for a draft too.
     */
    private static Resource notYetInForce(Resource plan) {
        if (plan instanceof MedicationRequest order) {
            order.setStatus(MedicationRequest.MedicationRequestStatus.DRAFT);
        }
        return plan;
    }

    private static List<Path> examples(String kind) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(EXAMPLES.resolve(kind))) {
            files.filter(file -> file.toString().endsWith(".json")).sorted().forEach(found::add);
        }
        assertThat(found).isNotEmpty();
        return found;
    }

    private static String name(Path file) {
        return Objects.requireNonNull(file.getParent()).getFileName() + "/" + file.getFileName();
    }

    private static String id(Path file) {
        return last64(name(file).replaceAll("dripline-|\\.json$", "").replaceAll("[^A-Za-z0-9.-]", "-"));
    }

    /** A FHIR id has 64 characters at most. */
    private static String last64(String id) {
        return id.length() > 64 ? id.substring(id.length() - 64) : id;
    }
}
