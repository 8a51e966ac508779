// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.dripline.server.access.TrustedHost;
import org.dripline.server.outgoing.BoundedRequests;
import org.dripline.server.outgoing.KeySets;
import org.jspecify.annotations.Nullable;

/**
 * The hosts of the settings with what their smart-configuration says (SMART App Launch 2.2, "Conformance"). A host that
 * is not listed is never asked anything. Safe for use by many threads.
 */
public final class HostDirectory {

    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int MOST_BYTES = 256 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<TrustedHost> hosts;
    private final BoundedRequests requests;
    private final Map<URI, Known> known = new ConcurrentHashMap<>();

    private record Known(Host host, Instant at) {}

    /**
     * One host.
     *
     * @param trusted its settings
     * @param issuer {@code iss} of its id tokens
     * @param jwks where its keys are
     * @param keys reads them
     * @param introspection its introspection endpoint; null when we do not ask it
     * @param tokenEndpoint what our assertions there are made for
     */
    record Host(
            TrustedHost trusted,
            String issuer,
            String jwks,
            KeySets keys,
            @Nullable URI introspection,
            String tokenEndpoint) {}

    /** @param hosts the allow-list */
    public HostDirectory(List<TrustedHost> hosts, BoundedRequests requests) {
        this.hosts = List.copyOf(hosts);
        this.requests = requests;
    }

    /** The host with this FHIR base, exactly; a slash at its end does not matter. */
    Optional<TrustedHost> named(String fhirBase) {
        String wanted = fhirBase.endsWith("/") ? fhirBase.substring(0, fhirBase.length() - 1) : fhirBase;
        return hosts.stream()
                .filter(host -> host.fhirBase().toString().equals(wanted))
                .findFirst();
    }

    /**
     * What a host says of itself, remembered for ten minutes.
     *
     * @throws HostRefused {@link HostProblem#HOST_SILENT} when it says nothing that can be used
     */
    Host discovered(TrustedHost trusted) {
        Known before = known.get(trusted.fhirBase());
        Instant now = Instant.now();
        if (before != null && before.at().plus(REMEMBERED).isAfter(now)) {
            return before.host();
        }
        Host read = read(trusted);
        known.put(trusted.fhirBase(), new Known(read, now));
        return read;
    }

    private Host read(TrustedHost trusted) {
        boolean complete = trusted.issuer() != null && trusted.jwksUrl() != null && trusted.introspection() == null;
        JsonNode said = complete ? JSON.createObjectNode() : document(trusted);
        String issuer = trusted.issuer() == null ? said.path("issuer").asText("") : trusted.issuer();
        URI given = trusted.jwksUrl();
        String jwks = given == null ? said.path("jwks_uri").asText("") : given.toString();
        List<URI> origins = new ArrayList<>(trusted.endpointOrigins());
        origins.add(given == null ? trusted.fhirBase() : given);
        KeySets keys = new KeySets(origins);
        if (issuer.isEmpty() || !mayAsk(keys, jwks)) {
            throw new HostRefused(HostProblem.HOST_SILENT);
        }
        String introspection = said.path("introspection_endpoint").asText("");
        boolean asks = trusted.introspection() != null && mayAsk(keys, introspection);
        if (trusted.introspection() != null && !asks) {
            throw new HostRefused(HostProblem.HOST_SILENT);
        }
        return new Host(
                trusted,
                issuer,
                jwks,
                keys,
                asks ? URI.create(introspection) : null,
                said.path("token_endpoint").asText(""));
    }

    private static boolean mayAsk(KeySets origins, String address) {
        try {
            return !address.isEmpty() && origins.mayFetch(URI.create(address));
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    private JsonNode document(TrustedHost trusted) {
        URI address = URI.create(trusted.fhirBase() + "/.well-known/smart-configuration");
        BoundedRequests.Answer answer = requests.send(
                HttpRequest.newBuilder(address).header("Accept", "application/json"), trusted.timeout(), MOST_BYTES);
        try {
            if (answer.isOk()) {
                return JSON.readTree(answer.body());
            }
        } catch (IOException unreadable) {
            // As good as no answer.
        }
        throw new HostRefused(HostProblem.HOST_SILENT);
    }
}
