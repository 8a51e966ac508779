// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.access;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code dripline.access.hosts[n]}: a host EHR whose launches may be exchanged for tokens here. What it says of who is
 * signed in, and which patient a token of its own opens, is believed; nobody else's word is.
 *
 * @param fhirBase its FHIR base URL: {@code iss} of a launch
 * @param issuer {@code iss} of its id tokens; absent: what its smart-configuration says
 * @param clientId the app's client id there: {@code aud} of its id tokens
 * @param identifierSystems systems of the identifiers that both sides share, of patients, visits and practitioners
 * @param jwksUrl its public keys; absent: what its smart-configuration says
 * @param endpointOrigins origins, besides that of {@code fhirBase}, that its key set and introspection may have
 * @param roleClaims claims of its id tokens that say what somebody is there, such as {@code groups}
 * @param introspection how we ask it whom a token is about; absent: the patient is proved by reading it, which takes
 *     {@code patientScopesOnly}
 * @param patientScopesOnly whether it gives the app no {@code user/} and no {@code system/} scope, so that a token of
 *     its own opens the patient of its launch and nobody else
 * @param timeout of one request to it
 */
public record TrustedHost(
        URI fhirBase,
        @Nullable String issuer,
        String clientId,
        @DefaultValue List<String> identifierSystems,
        @Nullable URI jwksUrl,
        @DefaultValue List<URI> endpointOrigins,
        @DefaultValue List<String> roleClaims,
        @Nullable Introspection introspection,
        @DefaultValue("false") boolean patientScopesOnly,
        @DefaultValue("5s") Duration timeout) {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * Our registration at the host's introspection endpoint (RFC 7662), {@code private_key_jwt}.
     *
     * @param clientId under which we are registered; absent: that of the app
     * @param keyFile a JSON Web Key Set whose first private key is ours
     */
    public record Introspection(@Nullable String clientId, Path keyFile) {

        public Introspection {
            if (keyFile == null) {
                throw new IllegalArgumentException("dripline.access.hosts: introspection needs a key-file");
            }
        }
    }

    public TrustedHost {
        if (fhirBase == null || clientId == null || clientId.isBlank() || identifierSystems.isEmpty()) {
            throw new IllegalArgumentException(
                    "each of dripline.access.hosts needs a fhir-base, a client-id and identifier-systems");
        }
        fhirBase = URI.create(fhirBase.toString().replaceAll("/+$", ""));
        requireSafe("fhir-base", fhirBase);
        if (jwksUrl != null) {
            requireSafe("jwks-url", jwksUrl);
        }
        endpointOrigins.forEach(origin -> requireSafe("endpoint-origins", origin));
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("dripline.access.hosts: timeout is not positive");
        }
        if (introspection == null && !patientScopesOnly) {
            throw new IllegalArgumentException(
                    "dripline.access.hosts: nothing proves which patient a launch at " + fhirBase
                            + " is about. Give introspection.key-file, so that the host says it; or, where the app is registered"
                            + " there without user/ and system/ scopes, set patient-scopes-only=true");
        }
        identifierSystems = List.copyOf(identifierSystems);
        endpointOrigins = List.copyOf(endpointOrigins);
        roleClaims = List.copyOf(roleClaims);
    }

    /** Whether an address is https, or on this machine, and names nobody. */
    static void requireSafe(String key, URI address) {
        boolean here = "http".equals(address.getScheme()) && THIS_MACHINE.contains(address.getHost());
        if (address.getHost() == null
                || address.getUserInfo() != null
                || address.getRawFragment() != null
                || !("https".equals(address.getScheme()) || here)) {
            throw new IllegalArgumentException(
                    "dripline.access: " + key + " is an https address, or one of this machine");
        }
    }
}
