// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.confirm;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.dripline.app.AppProperties;
import org.dripline.app.FhirAddress;
import org.dripline.app.launch.LaunchContext;
import org.dripline.app.session.SessionScreenProperties;
import org.dripline.terminology.Codes;
import org.dripline.terminology.Ucum;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

/** What of a launch's patient can be confirmed, read and confirmed in the name of who launched. */
@Component
final class ConfirmRecord {

    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final MediaType JSON = MediaType.parseMediaType("application/fhir+json");

    private final FhirAddress address;
    private final RestClient client;
    private final ZoneId zone;

    ConfirmRecord(FhirAddress address, AppProperties properties, SessionScreenProperties session) {
        this.address = address;
        this.zone = session.zoneOrSystem();
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(properties.limits().timeout());
        requests.setReadTimeout(properties.limits().timeout());
        this.client = RestClient.builder().requestFactory(requests).build();
    }

    /** Whether the server knows who launched; else nobody can be told from anybody. */
    boolean knowsWho() {
        return !address.isOpen();
    }

    /** Orders in force and sessions that are not closed, as they are stored now, the last changed first. */
    List<Confirmable> waiting(LaunchContext launch) {
        return Stream.concat(
                        resources(launch, "MedicationRequest")
                                .filter(MedicationRequest.class::isInstance)
                                .map(MedicationRequest.class::cast)
                                .flatMap(order -> Confirmable.of(order).stream()),
                        resources(launch, "Encounter")
                                .filter(Encounter.class::isInstance)
                                .map(Encounter.class::cast)
                                .flatMap(session -> Confirmable.of(session, zone).stream()))
                .toList();
    }

    /**
     * Confirms. Called again it stores nothing more.
     *
     * @param milligrams how much was seen discarded; null for a dose
     * @return why the server refuses, in its words; empty when it is on record
     */
    Optional<String> confirm(LaunchContext launch, Confirmable what, @Nullable BigDecimal milligrams) {
        Parameters parameters = new Parameters();
        if (milligrams != null) {
            parameters.addParameter(
                    "amount",
                    new Quantity()
                            .setValue(milligrams)
                            .setUnit(Ucum.MILLIGRAM)
                            .setSystem(Codes.Systems.UCUM)
                            .setCode(Ucum.MILLIGRAM));
        }
        try {
            client.post()
                    .uri(address.base() + "/" + what.reference() + "/$confirm")
                    .headers(headers -> authorize(headers, launch))
                    .contentType(JSON)
                    .accept(JSON)
                    .body(FHIR.newJsonParser().encodeResourceToString(parameters))
                    .retrieve()
                    .toBodilessEntity();
            return Optional.empty();
        } catch (HttpClientErrorException refused) {
            return Optional.of(words(refused));
        }
    }

    private static String words(HttpClientErrorException refused) {
        try {
            OperationOutcome outcome =
                    FHIR.newJsonParser().parseResource(OperationOutcome.class, refused.getResponseBodyAsString());
            return outcome.getIssue().stream()
                    .map(OperationOutcome.OperationOutcomeIssueComponent::getDiagnostics)
                    .filter(text -> text != null && !text.isBlank())
                    .findFirst()
                    .orElse("The server refused and did not say why.");
        } catch (DataFormatException noOutcome) {
            return "The server refused and did not say why.";
        }
    }

    private Stream<Resource> resources(LaunchContext launch, String type) {
        String body = client.get()
                .uri(
                        address.base() + "/" + type + "?patient=Patient/{id}&_sort=-_lastUpdated&_count=200",
                        launch.patientId())
                .headers(headers -> authorize(headers, launch))
                // Past the server's cache of searches: what is confirmed is what is stored now.
                .header(HttpHeaders.CACHE_CONTROL, "no-store, max-results=200")
                .accept(JSON)
                .retrieve()
                .body(String.class);
        return FHIR
                .newJsonParser()
                .parseResource(Bundle.class, Objects.requireNonNullElse(body, ""))
                .getEntry()
                .stream()
                .map(Bundle.BundleEntryComponent::getResource);
    }

    private void authorize(HttpHeaders headers, LaunchContext launch) {
        address.authorization(launch.launchId()).ifPresent(bearer -> headers.set(HttpHeaders.AUTHORIZATION, bearer));
    }
}
