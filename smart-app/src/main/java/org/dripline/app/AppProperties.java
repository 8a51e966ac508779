// SPDX-License-Identifier: Apache-2.0
package org.dripline.app;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an installation says about the app. An unknown key stops the start, since a mistyped one would silently leave a
 * default in force.
 *
 * @param enabled whether the app runs in this process
 * @param publicUrl the address browsers use, without a path, such as {@code https://dripline.hospital.example}; absent:
 *     taken from each request
 * @param fhir our own FHIR server
 * @param hosts the host EHRs that may launch the app; nobody else can
 * @param limits how much and how long the app remembers
 */
@ConfigurationProperties(prefix = "dripline.app", ignoreUnknownFields = false)
public record AppProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable URI publicUrl,
        @DefaultValue Fhir fhir,
        @DefaultValue List<Host> hosts,
        @DefaultValue Limits limits) {

    public AppProperties {
        hosts = List.copyOf(hosts);
        if (hosts.stream().map(Host::issuer).distinct().count() != hosts.size()) {
            throw new IllegalArgumentException("dripline.app.hosts names the same issuer twice");
        }
    }

    /**
     * Our own FHIR server.
     *
     * @param baseUrl its base URL; absent: {@code /fhir} of this process
     * @param credentials how the app proves who it is there; absent: that server asks nobody
     */
    public record Fhir(@Nullable URI baseUrl, @Nullable Credentials credentials) {}

    /**
     * The app's registration at the authorization server of our FHIR server (SMART Backend Services).
     *
     * @param clientId under which the app is registered
     * @param tokenUrl the token endpoint
     * @param audience the token endpoint as it names itself; absent: {@code tokenUrl}
     * @param keyFile a JSON Web Key Set whose first key is the private one, of P-384
     */
    public record Credentials(
            String clientId, URI tokenUrl, @Nullable URI audience, Path keyFile) {

        public Credentials {
            if (clientId == null || clientId.isBlank() || tokenUrl == null || keyFile == null) {
                throw new IllegalArgumentException(
                        "dripline.app.fhir.credentials needs a client-id, a token-url and a key-file");
            }
        }
    }

    /** How a host verifies us: the signature of our client assertion. SMART App Launch 2.2 asks clients for both. */
    public enum SigningAlgorithm {
        /** ECDSA on P-384 with SHA-384. */
        ES384,
        /** RSASSA-PKCS1-v1_5 with SHA-384. */
        RS384
    }

    /**
     * One host EHR that may launch the app.
     *
     * @param issuer its FHIR base URL, exactly as it sends it in {@code iss}; a slash at the end does not matter
     * @param clientId the id it registered us under
     * @param frameAncestor the origin of the pages that frame the app; absent: the origin of the issuer
     * @param mrnSystem the identifier system of its medical record numbers
     * @param signingAlgorithm the algorithm it registered us with
     * @param scopes what to ask for; {@code launch} and {@code openid} must be among them
     * @param endpointOrigins origins, besides the issuer's own, that its authorization, token and key endpoints may
     *     have
     */
    public record Host(
            URI issuer,
            String clientId,
            @Nullable URI frameAncestor,
            String mrnSystem,
            @DefaultValue("ES384") SigningAlgorithm signingAlgorithm,

            @DefaultValue({"launch", "openid", "fhirUser", "online_access", "patient/Patient.r", "patient/Encounter.r"})
            List<String> scopes,

            @DefaultValue List<URI> endpointOrigins) {

        public Host {
            if (issuer == null || clientId == null || mrnSystem == null || clientId.isBlank() || mrnSystem.isBlank()) {
                throw new IllegalArgumentException(
                        "each of dripline.app.hosts needs an issuer, a client-id and an mrn-system");
            }
            if (issuer.getRawQuery() != null || issuer.getRawFragment() != null) {
                throw new IllegalArgumentException("dripline.app.hosts[].issuer has a query or fragment");
            }
            issuer = withoutTrailingSlash(issuer);
            frameAncestor = Origins.of(frameAncestor == null ? issuer : frameAncestor);
            endpointOrigins = endpointOrigins.stream().map(Origins::of).toList();
            scopes = List.copyOf(scopes);
            Origins.requireSafe(issuer);
            endpointOrigins.forEach(Origins::requireSafe);
            if (!scopes.contains("launch") || !scopes.contains("openid")) {
                throw new IllegalArgumentException("dripline.app.hosts[].scopes needs launch and openid");
            }
        }

        /** Whether one of this host's endpoints may be at {@code address}. */
        public boolean mayServe(URI address) {
            return Origins.same(issuer, address)
                    || endpointOrigins.stream().anyMatch(origin -> Origins.same(origin, address));
        }

        private static URI withoutTrailingSlash(URI address) {
            return URI.create(address.toString().replaceAll("/+$", ""));
        }
    }

    /**
     * How much and how long the app remembers. All of it is memory: a restart ends every launch.
     *
     * @param launches launches kept at once; beyond it the one unused for longest goes
     * @param sessions browser sessions kept at once, likewise
     * @param pending authorization requests under way at once, likewise
     * @param launchAge the longest a launch may live, however often its token is renewed
     * @param idle how long a browser session lives without a request
     * @param pendingAge how long a person may take at the host's sign-in
     * @param discoveryAge how long a host's smart-configuration is remembered
     * @param timeout how long one request to the host or to our FHIR server may take
     */
    public record Limits(
            @DefaultValue("2000") int launches,
            @DefaultValue("5000") int sessions,
            @DefaultValue("2000") int pending,
            @DefaultValue("12h") Duration launchAge,
            @DefaultValue("1h") Duration idle,
            @DefaultValue("10m") Duration pendingAge,
            @DefaultValue("10m") Duration discoveryAge,
            @DefaultValue("10s") Duration timeout) {

        public Limits {
            if (launches < 1 || sessions < 1 || pending < 1) {
                throw new IllegalArgumentException("dripline.app.limits: a count is less than one");
            }
            if (List.of(launchAge, idle, pendingAge, discoveryAge, timeout).stream()
                    .anyMatch(age -> age.isNegative() || age.isZero())) {
                throw new IllegalArgumentException("dripline.app.limits: a duration is not positive");
            }
        }
    }
}
