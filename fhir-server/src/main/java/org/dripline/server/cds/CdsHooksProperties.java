// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.cds;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Which services are offered to whom. Without a client every call is refused. An unknown key stops the start.
 *
 * @param publicUrl the address the host EHRs call, without a path; absent: taken from each request
 * @param orderSelect whether {@code order-select} is offered
 * @param orderSign whether {@code order-sign} is offered
 * @param patientView whether {@code patient-view} is offered
 * @param encounterStart whether {@code encounter-start} is offered
 * @param largestBody bytes of a call; a larger one is answered 413
 * @param timeout of one request to a host: its keys, or a patient
 * @param clients the host EHRs that may call
 */
@ConfigurationProperties(prefix = "dripline.cds-hooks", ignoreUnknownFields = false)
record CdsHooksProperties(
        @Nullable URI publicUrl,
        @DefaultValue("true") boolean orderSelect,
        @DefaultValue("true") boolean orderSign,
        @DefaultValue("false") boolean patientView,
        @DefaultValue("false") boolean encounterStart,
        @DefaultValue("1MB") DataSize largestBody,
        @DefaultValue("5s") Duration timeout,
        @DefaultValue List<Client> clients) {

    CdsHooksProperties {
        clients = List.copyOf(clients);
        if (clients.stream().map(Client::issuer).distinct().count() != clients.size()) {
            throw new IllegalArgumentException("dripline.cds-hooks.clients names the same issuer twice");
        }
    }

    boolean isOn(HookService service) {
        return switch (service) {
            case ORDER_SELECT -> orderSelect;
            case ORDER_SIGN -> orderSign;
            case PATIENT_VIEW -> patientView;
            case ENCOUNTER_START -> encounterStart;
        };
    }

    /** The versions of CDS Hooks whose cards differ. */
    enum Version {
        /** Cards without uuid, topic and override reasons; no feedback is expected. */
        V1_1,
        /** Cards with all of them. */
        V2_0
    }

    /**
     * One host EHR.
     *
     * @param issuer {@code iss} of its tokens, exactly
     * @param jwksUrl where its public keys are; https, or this machine
     * @param fhirServers FHIR base URLs it may name; a call that names another is refused
     * @param identifierSystem system of the patient identifier that both sides know, such as its medical record numbers
     * @param version which cards it understands
     * @param fetch whether a patient that it did not prefetch may be read from its FHIR server, with the token it sends
     * @param showsFindings false tells it that a hold exists and whom to ask, and no more
     */
    record Client(
            String issuer,
            URI jwksUrl,
            List<URI> fhirServers,
            String identifierSystem,
            @DefaultValue("V2_0") Version version,
            @DefaultValue("false") boolean fetch,
            @DefaultValue("true") boolean showsFindings) {

        private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

        Client {
            if (issuer == null
                    || jwksUrl == null
                    || fhirServers == null
                    || identifierSystem == null
                    || issuer.isBlank()
                    || identifierSystem.isBlank()
                    || fhirServers.isEmpty()) {
                throw new IllegalArgumentException("each of dripline.cds-hooks.clients needs an issuer, a jwks-url,"
                        + " fhir-servers and an identifier-system");
            }
            fhirServers = List.copyOf(fhirServers);
            fhirServers.forEach(address -> demandSafe("fhir-servers", address));
            demandSafe("jwks-url", jwksUrl);
        }

        /** The address as configured; a slash at the end does not matter. */
        boolean mayName(String fhirServer) {
            return fhirServers.stream()
                    .anyMatch(allowed -> withoutSlash(allowed.toString()).equals(withoutSlash(fhirServer)));
        }

        static String withoutSlash(String address) {
            return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        }

        private static void demandSafe(String key, URI address) {
            boolean here = "http".equals(address.getScheme()) && THIS_MACHINE.contains(address.getHost());
            if (address.getHost() == null
                    || address.getUserInfo() != null
                    || (!"https".equals(address.getScheme()) && !here)) {
                throw new IllegalArgumentException(
                        "dripline.cds-hooks.clients: " + key + " is an https address, or one of this machine");
            }
        }
    }
}
