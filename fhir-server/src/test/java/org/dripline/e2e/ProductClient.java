// SPDX-License-Identifier: Apache-2.0
package org.dripline.e2e;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.CacheControlDirective;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.IHttpRequest;
import ca.uhn.fhir.rest.client.api.IRestfulClientFactory;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;

/** What a test asks the running product from outside: its FHIR base and the journal's answers. */
final class ProductClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final IGenericClient fhir;
    private final URI management;
    private final HttpClient http = HttpClient.newHttpClient();

    /** Of a product that asks for no token. */
    ProductClient(URI fhir, URI management) {
        this(fhir, management, Optional::empty);
    }

    ProductClient(URI fhir, URI management, Supplier<Optional<String>> token) {
        IRestfulClientFactory factory = FhirContext.forR4Cached().getRestfulClientFactory();
        factory.setServerValidationMode(ServerValidationModeEnum.NEVER);
        factory.setSocketTimeout((int) Duration.ofMinutes(2).toMillis());
        this.fhir = factory.newGenericClient(fhir.toString());
        this.fhir.registerInterceptor(new WithToken(token));
        this.management = management;
    }

    /** Sends whatever token there is at the moment. */
    @Interceptor
    public static final class WithToken {

        private final Supplier<Optional<String>> token;

        WithToken(Supplier<Optional<String>> token) {
            this.token = token;
        }

        @Hook(Pointcut.CLIENT_REQUEST)
        public void sends(IHttpRequest request) {
            token.get().ifPresent(value -> request.addHeader("Authorization", "Bearer " + value));
        }
    }

    IGenericClient fhir() {
        return fhir;
    }

    /**
     * What the journal says of every message with this control id, newest first; empty while the product or its
     * database is away.
     */
    List<JsonNode> journal(String controlId) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(management + "/journal/" + controlId))
                            .timeout(Duration.ofSeconds(20))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 500) {
                return List.of();
            }
            if (answer.statusCode() != 200) {
                throw new AssertionError("the journal answers " + answer.statusCode() + " for " + controlId);
            }
            List<JsonNode> entries = new ArrayList<>();
            JSON.readTree(answer.body()).forEach(entries::add);
            return entries;
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Waits until each of these messages is charted and none of it waits any more.
     *
     * @throws AssertionError when that takes too long; it names the states of those that are not
     */
    void awaitCharted(Collection<String> controlIds, Duration atMost) {
        List<String> outstanding = new ArrayList<>(controlIds);
        Instant deadline = Instant.now().plus(atMost);
        Awaitility.await().pollInterval(Duration.ofSeconds(1)).forever().until(() -> {
            outstanding.removeIf(this::isCharted);
            return outstanding.isEmpty() || Instant.now().isAfter(deadline);
        });
        if (!outstanding.isEmpty()) {
            throw new AssertionError(outstanding.size() + " of " + controlIds.size()
                    + " messages are not charted after " + atMost + ", such as " + journal(outstanding.get(0)));
        }
    }

    private boolean isCharted(String controlId) {
        List<String> states = journal(controlId).stream()
                .map(entry -> entry.path("state").asText())
                .toList();
        return states.contains("charted") && !states.contains("received") && !states.contains("parked");
    }

    /** Every resource that belongs to one session, read to the last page. */
    List<Resource> session(String encounterId) {
        List<Resource> all = new ArrayList<>();
        all.add(fhir.read().resource(Encounter.class).withId(encounterId).execute());
        all.addAll(search("MedicationRequest?encounter=Encounter/" + encounterId, MedicationRequest.class));
        all.addAll(observations(encounterId));
        return all;
    }

    /** Id of the patient's encounter in progress. */
    String encounterUnderWay(String patientId) {
        return search("Encounter?patient=Patient/" + patientId, Encounter.class).stream()
                .filter(encounter -> encounter.getStatus() == Encounter.EncounterStatus.INPROGRESS)
                .map(encounter -> encounter.getIdElement().getIdPart())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no encounter under way"));
    }

    /** PUTs them all in one transaction. */
    void store(List<? extends Resource> resources) {
        Bundle transaction = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        for (Resource resource : resources) {
            transaction
                    .addEntry()
                    .setResource(resource)
                    .getRequest()
                    .setMethod(Bundle.HTTPVerb.PUT)
                    .setUrl(resource.fhirType() + "/" + resource.getIdElement().getIdPart());
        }
        fhir.transaction().withBundle(transaction).execute();
    }

    List<Observation> observations(String encounterId) {
        return search("Observation?encounter=Encounter/" + encounterId + "&_count=500", Observation.class);
    }

    private <T extends Resource> List<T> search(String query, Class<T> type) {
        List<T> found = new ArrayList<>();
        IBaseBundle page = fhir.search()
                .byUrl(query)
                .cacheControl(new CacheControlDirective().setNoCache(true))
                .returnBundle(Bundle.class)
                .execute();
        while (page instanceof Bundle bundle) {
            bundle.getEntry().forEach(entry -> found.add(type.cast(entry.getResource())));
            page = bundle.getLink(Bundle.LINK_NEXT) == null
                    ? null
                    : fhir.loadPage().next(bundle).execute();
        }
        return found;
    }
}
