// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

import ca.uhn.fhir.context.FhirContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.dripline.app.FhirAddress;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.util.UriUtils;

/**
 * Reads a session from our FHIR server, always past the server's search cache: HAPI otherwise answers a repeated search
 * from its cache for up to a minute, and {@code no-store} is what makes it neither use nor write one. Pages are turned
 * by offset in the order of the ids, so that what others store meanwhile moves nothing to a page already read.
 */
final class SessionReader {

    private static final int PAGE = 500;
    /** A server may cap a page without saying so; below this size a page without a next link is taken for the last. */
    private static final int SMALLEST_CAP = 50;

    private final FhirContext context = FhirContext.forR4Cached();
    private final FhirAddress address;
    private final RestClient client;
    private final int limit;
    private final Supplier<Optional<String>> authorization;

    /** A reader of the server at an address, within the limits of the properties. */
    SessionReader(FhirAddress address, SessionScreenProperties properties) {
        this.address = address;
        this.limit = properties.observations();
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(properties.timeout());
        requests.setReadTimeout(properties.timeout());
        this.client = RestClient.builder()
                .requestFactory(requests)
                .defaultHeader(HttpHeaders.ACCEPT, "application/fhir+json")
                .build();
        this.authorization = Optional::empty;
    }

    private SessionReader(SessionReader other, Supplier<Optional<String>> authorization) {
        this.address = other.address;
        this.limit = other.limit;
        this.client = other.client;
        this.authorization = authorization;
    }

    /** See {@link FhirAddress#isOpen()}. */
    boolean isOpen() {
        return address.isOpen();
    }

    /** The same server, read in the name of a launch. */
    SessionReader as(String launchId) {
        return new SessionReader(this, () -> address.authorization(launchId));
    }

    /**
     * What one read brought.
     *
     * @param serverTime when the server began to answer, by its own clock
     */
    record Read(List<Observation> observations, Instant serverTime) {}

    /** All Encounters of a patient; few enough to choose among here. */
    List<Encounter> encounters(String patientId) {
        return search("Encounter", Map.of("patient", "Patient/" + patientId)).stream()
                .filter(Encounter.class::isInstance)
                .map(Encounter.class::cast)
                .toList();
    }

    /** What the session rests on besides its Observations: the orders of the encounter and the patient's weights. */
    List<IBaseResource> setting(String patientId, String encounterId) {
        List<IBaseResource> setting =
                new ArrayList<>(search("MedicationRequest", Map.of("encounter", "Encounter/" + encounterId)));
        setting.addAll(
                search("Observation", Map.of("patient", "Patient/" + patientId, "code", "http://loinc.org|29463-7")));
        return setting;
    }

    /** Every issue on a patient's record. */
    List<DetectedIssue> issues(String patientId) {
        return search("DetectedIssue", Map.of("patient", "Patient/" + patientId)).stream()
                .filter(DetectedIssue.class::isInstance)
                .map(DetectedIssue.class::cast)
                .toList();
    }

    /** The server's summary of an encounter; empty while there is nothing to sum up. */
    Optional<Parameters> summary(String encounterId) {
        try {
            return Optional.of(context.newJsonParser()
                    .parseResource(
                            Parameters.class,
                            read(URI.create(address.base() + "/Encounter/" + encounterId + "/$session-summary"))));
        } catch (HttpClientErrorException.UnprocessableEntity noSession) {
            return Optional.empty();
        }
    }

    /**
     * The Observations of an encounter.
     *
     * @param since only those stored at or after this server time; null: all of them
     */
    Read observations(String patientId, String encounterId, @Nullable Instant since) {
        Map<String, String> query = new TreeMap<>();
        query.put("patient", "Patient/" + patientId);
        query.put("encounter", "Encounter/" + encounterId);
        if (since != null) {
            query.put("_lastUpdated", "ge" + since.truncatedTo(ChronoUnit.MILLIS));
        }
        List<Observation> observations = new ArrayList<>();
        Instant serverTime = pages("Observation", query, resource -> {
            if (resource instanceof Observation observation) {
                observations.add(observation);
            }
        });
        return new Read(observations, serverTime);
    }

    private List<IBaseResource> search(String type, Map<String, String> query) {
        List<IBaseResource> found = new ArrayList<>();
        pages(type, query, found::add);
        return found;
    }

    private Instant pages(String type, Map<String, String> query, Consumer<IBaseResource> each) {
        Instant asked = Instant.now();
        Instant serverTime = null;
        int offset = 0;
        while (true) {
            Bundle page = page(type, query, offset);
            if (serverTime == null) {
                serverTime = page.getMeta().hasLastUpdated()
                        ? page.getMeta().getLastUpdated().toInstant()
                        : asked;
            }
            page.getEntry().stream()
                    .map(Bundle.BundleEntryComponent::getResource)
                    .forEach(each);
            int size = page.getEntry().size();
            offset += size;
            boolean last = page.getLink(Bundle.LINK_NEXT) == null && size < SMALLEST_CAP;
            if (size == 0 || last) {
                return serverTime;
            }
            if (offset >= limit) {
                throw new SessionTooLarge();
            }
        }
    }

    private Bundle page(String type, Map<String, String> query, int offset) {
        StringBuilder url = new StringBuilder(address.base().toString())
                .append('/')
                .append(type)
                .append('?');
        new TreeMap<>(query)
                .forEach((name, value) -> url.append(name)
                        .append('=')
                        .append(UriUtils.encode(value, StandardCharsets.UTF_8))
                        .append('&'));
        url.append("_sort=_id&_total=none&_count=")
                .append(PAGE)
                .append("&_offset=")
                .append(offset);
        return context.newJsonParser().parseResource(Bundle.class, read(URI.create(url.toString())));
    }

    private String read(URI url) {
        String body = client.get()
                .uri(url)
                .header(HttpHeaders.CACHE_CONTROL, "no-store, max-results=" + PAGE)
                .headers(headers ->
                        authorization.get().ifPresent(bearer -> headers.set(HttpHeaders.AUTHORIZATION, bearer)))
                .retrieve()
                .body(String.class);
        return Optional.ofNullable(body).orElse("");
    }

    /** A session of more Observations than the screen is built for. */
    static final class SessionTooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SessionTooLarge() {
            super("the session has more observations than dripline.session-screen.observations allows");
        }
    }
}
