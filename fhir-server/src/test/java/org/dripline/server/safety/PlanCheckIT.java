// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.dripline.server.ServerContext;
import org.hl7.fhir.instance.model.api.IBaseReference;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Facts are never refused; plans, orders and signed documents are, when they contradict themselves. */
class PlanCheckIT extends ServerContext {

    private static final Path EXAMPLES = Path.of("..", "profiles", "src", "test", "resources", "fhir");

    private final PlanRules rules = new PlanRules();

    /** Every failing example of every profile, sent as its author would send it. */
    @TestFactory
    Stream<DynamicTest> everyFailingExampleIsStoredOrRefusedAsWhatItIs() throws IOException {
        return examples("invalid").stream()
                .map(file -> DynamicTest.dynamicTest(name(file), () -> {
                    Resource resource = read(file);
                    boolean refused = rules.isPlan(resource) && expectsError(file);
                    String id = id(file);
                    resource.setId(id);
                    storeWhatItRefersTo(resource);
                    if (refused) {
                        assertThat(refusal(resource).getOperationOutcome()).isInstanceOf(OperationOutcome.class);
                        assertThat(isStored(resource.fhirType(), id)).isFalse();
                    } else {
                        client().update().resource(resource).execute();
                        assertThat(isStored(resource.fhirType(), id)).isTrue();
                    }
                }));
    }

    /** Every valid example of a plan is stored. */
    @TestFactory
    Stream<DynamicTest> everyValidPlanIsStored() throws IOException {
        return examples("valid").stream()
                .filter(file -> rules.isPlan(read(file)))
                .map(file -> DynamicTest.dynamicTest(name(file), () -> {
                    Resource resource = read(file);
                    resource.setId(id(file));
                    storeWhatItRefersTo(resource);
                    client().update().resource(resource).execute();
                    assertThat(isStored(resource.fhirType(), id(file))).isTrue();
                }));
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

    /** The store keeps references whole, so what is referred to must be there. */
    private void storeWhatItRefersTo(Resource resource) {
        Bundle referredTo = new Bundle().setType(BundleType.TRANSACTION);
        FHIR.newTerser().getAllResourceReferences(resource).stream()
                .map(info -> info.getResourceReference())
                .map(IBaseReference::getReferenceElement)
                .filter(id -> id.hasResourceType() && id.hasIdPart() && !id.isLocal())
                .map(id -> new IdType(id.getResourceType(), id.getIdPart()))
                .distinct()
                .filter(id -> !isStored(id.getResourceType(), id.getIdPart()))
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

    private static Resource read(Path file) {
        try {
            return (Resource) FHIR.newJsonParser().parseResource(Files.readString(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
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

    /** A FHIR id has 64 characters at most. */
    private static String id(Path file) {
        String id = name(file).replaceAll("dripline-|\\.json$", "").replaceAll("[^A-Za-z0-9.-]", "-");
        return id.length() > 64 ? id.substring(id.length() - 64) : id;
    }
}
