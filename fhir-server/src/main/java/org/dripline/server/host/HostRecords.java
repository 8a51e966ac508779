// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.host;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.LenientErrorHandler;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dripline.server.access.TrustedHost;
import org.dripline.server.outgoing.BoundedRequests;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/** Reads at a host's FHIR server with the access token of a launch. */
final class HostRecords {

    /** FHIR R4, datatype id: what somebody claims goes into an address only in this shape. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");

    private static final int MOST_BYTES = 1024 * 1024;

    private final BoundedRequests requests;

    HostRecords(BoundedRequests requests) {
        this.requests = requests;
    }

    /**
     * The patient, as the host shows it under the launch's token.
     *
     * @throws HostRefused when it does not
     */
    Patient patient(TrustedHost host, String id, String token) {
        if (!ID.matcher(id).matches()) {
            throw new HostRefused(HostProblem.PATIENT_REFUSED);
        }
        BoundedRequests.Answer answer = read(host, "Patient", id, token);
        return switch (answer.status()) {
            case 200 -> parsed(Patient.class, id, answer).orElseThrow(() -> new HostRefused(HostProblem.HOST_SILENT));
            case 401 -> throw new HostRefused(HostProblem.HOST_TOKEN_OVER);
            case 403, 404, 410 -> throw new HostRefused(HostProblem.PATIENT_REFUSED);
            default -> throw new HostRefused(HostProblem.HOST_SILENT);
        };
    }

    /** What helps where it is shown, and stops nothing where it is not. */
    <R extends Resource> Optional<R> other(Class<R> type, TrustedHost host, String id, String token) {
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        BoundedRequests.Answer answer = read(host, type.getSimpleName(), id, token);
        return answer.isOk() ? parsed(type, id, answer) : Optional.empty();
    }

    private BoundedRequests.Answer read(TrustedHost host, String type, String id, String token) {
        return requests.send(
                HttpRequest.newBuilder(URI.create(host.fhirBase() + "/" + type + "/" + id))
                        .header("Accept", "application/fhir+json")
                        .header("Authorization", "Bearer " + token),
                host.timeout(),
                MOST_BYTES);
    }

    /** The resource, only when it is the one that was asked for. */
    private static <R extends Resource> Optional<R> parsed(Class<R> type, String id, BoundedRequests.Answer answer) {
        try {
            R resource = FhirContext.forR4Cached()
                    .newJsonParser()
                    .setParserErrorHandler(new LenientErrorHandler(false))
                    .parseResource(type, answer.text());
            return id.equals(resource.getIdElement().getIdPart()) ? Optional.of(resource) : Optional.empty();
        } catch (DataFormatException unreadable) {
            return Optional.empty();
        }
    }
}
