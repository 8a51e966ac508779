// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

import org.dripline.app.AppProperties.Host;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * A host EHR on the allow-list with what its smart-configuration says.
 *
 * @param host its configuration
 * @param registration us as its OAuth client, with its endpoints
 * @param identityTokens verifies its id_tokens: signature, issuer, audience, times
 * @param answersWithIssuer whether it promises the {@code iss} parameter of RFC 9207 in each answer
 */
record SmartHost(Host host, ClientRegistration registration, JwtDecoder identityTokens, boolean answersWithIssuer) {

    /** The host's FHIR base URL, without a slash at its end. */
    String issuer() {
        return host.issuer().toString();
    }

    /** The issuer of its tokens, which need not be its FHIR base URL. */
    String tokenIssuer() {
        return registration.getProviderDetails().getIssuerUri();
    }
}
