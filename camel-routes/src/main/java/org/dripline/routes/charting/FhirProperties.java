// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.charting;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code dripline.routes.fhir}: the FHIR server that is written to.
 *
 * @param baseUrl its base; default the one in the same process
 * @param connectTimeout to connect
 * @param readTimeout for an answer. A transaction that is answered later is sent again, which changes nothing
 * @param credentials how the routes prove who they are; absent: the server asks nobody
 */
public record FhirProperties(
        @DefaultValue("http://127.0.0.1:8080/fhir") URI baseUrl,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("60s") Duration readTimeout,
        @Nullable Credentials credentials) {

    /**
     * A backend service's registration at the authorization server of the FHIR server (SMART Backend Services).
     *
     * @param clientId under which the routes are registered
     * @param tokenUrl the token endpoint
     * @param audience the token endpoint as it names itself; absent: {@code tokenUrl}
     * @param keyFile a JSON Web Key Set whose first key is the private one, of P-384
     */
    public record Credentials(
            String clientId, URI tokenUrl, @Nullable URI audience, Path keyFile) {

        public Credentials {
            if (clientId == null || clientId.isBlank() || tokenUrl == null || keyFile == null) {
                throw new IllegalArgumentException(
                        "dripline.routes.fhir.credentials needs a client-id, a token-url and a key-file");
            }
        }
    }

    public FhirProperties {
        if (!baseUrl.isAbsolute()) {
            throw new IllegalArgumentException(
                    "dripline.routes.fhir.base-url must be absolute, such as http://host/fhir");
        }
        if (connectTimeout.toMillis() < 1 || readTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("dripline.routes.fhir time-outs must be positive");
        }
    }
}
