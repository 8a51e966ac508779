// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.cds;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.dripline.server.cds.CdsHooksProperties.Client;
import org.dripline.server.cds.HookCall.FhirAuthorization;
import org.hl7.fhir.r4.model.Patient;

/** The patient of a call: as prefetched, else, where that is configured, read from the caller's FHIR server. */
final class CallersPatient {

    private static final int LARGEST = 1024 * 1024;

    private final HttpClient http;
    private final Duration timeout;

    CallersPatient(Duration timeout) {
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** @throws CdsRefusal 400 when another patient was prefetched, 412 when there is none and none may be read */
    Patient of(HookContext context, Client client) {
        Patient patient = context.patient().orElseGet(() -> fetched(context, client));
        if (!context.patientId().equals(patient.getIdElement().getIdPart())) {
            throw CdsRefusal.malformed("The patient sent along is not the one of “context.patientId”.");
        }
        return patient;
    }

    private Patient fetched(HookContext context, Client client) {
        String server = context.call().fhirServer();
        FhirAuthorization authorization = context.call().fhirAuthorization();
        if (!client.fetch()
                || server == null
                || authorization == null
                || authorization.accessToken() == null
                || !"Bearer".equalsIgnoreCase(authorization.tokenType())) {
            throw CdsRefusal.withoutData("“prefetch.patient” is missing, and this service may not read it: prefetch"
                    + " Patient/{{context.patientId}}.");
        }
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(Client.withoutSlash(server) + "/Patient/" + context.patientId()))
                    .timeout(timeout)
                    .header("Accept", "application/fhir+json")
                    .header("Authorization", "Bearer " + authorization.accessToken())
                    .build();
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                byte[] read = body.readNBytes(LARGEST + 1);
                if (response.statusCode() != 200 || read.length > LARGEST) {
                    throw CdsRefusal.withoutData("The FHIR server of the call did not give the patient.");
                }
                return context.patient(new String(read, StandardCharsets.UTF_8));
            }
        } catch (IOException | IllegalArgumentException away) {
            throw CdsRefusal.withoutData("The FHIR server of the call did not give the patient.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CdsRefusal.withoutData("The FHIR server of the call did not give the patient.");
        }
    }
}
