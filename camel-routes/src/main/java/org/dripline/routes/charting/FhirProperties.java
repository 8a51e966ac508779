// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.charting;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code dripline.routes.fhir}: the FHIR server that is written to.
 *
 * @param baseUrl its base; default the one in the same process
 * @param connectTimeout to connect
 * @param readTimeout for an answer. A transaction that is answered later is sent again, which changes nothing
 */
public record FhirProperties(
        @DefaultValue("http://127.0.0.1:8080/fhir") URI baseUrl,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("60s") Duration readTimeout) {

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
