// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.access;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code dripline.access.provider}: the hospital's OpenID Connect provider, where people sign in instead of with a
 * password of ours.
 *
 * @param issuer its issuer, without a slash at its end unless the provider writes one; the rest is in its
 *     {@code .well-known/openid-configuration}
 * @param clientId our client id there
 * @param clientSecret our secret there; from the environment
 * @param clientSecretFile a file with the secret, in its place
 * @param name what the button on the sign-in page says
 * @param scopes what is asked for; {@code openid} must be among them
 * @param nameClaim claim with the name that pages show
 * @param practitionerClaim claim with an identifier of the person that our Practitioner carries; absent: nobody is
 *     found in the record
 * @param practitionerSystem system of that identifier
 * @param roleClaims claims that say what somebody is there, such as {@code groups}
 * @param endpointOrigins origins, besides the issuer's own, that its endpoints may have
 * @param timeout of one request to it
 */
public record SignInProvider(
        URI issuer,
        String clientId,
        @Nullable String clientSecret,
        @Nullable Path clientSecretFile,
        @DefaultValue("the hospital's sign-in") String name,
        @DefaultValue({"openid", "profile"}) List<String> scopes,
        @DefaultValue("name") String nameClaim,
        @Nullable String practitionerClaim,
        @Nullable String practitionerSystem,
        @DefaultValue List<String> roleClaims,
        @DefaultValue List<URI> endpointOrigins,
        @DefaultValue("5s") Duration timeout) {

    public SignInProvider {
        if (issuer == null || clientId == null || clientId.isBlank()) {
            throw new IllegalArgumentException("dripline.access.provider needs an issuer and a client-id");
        }
        TrustedHost.requireSafe("provider.issuer", issuer);
        endpointOrigins.forEach(origin -> TrustedHost.requireSafe("provider.endpoint-origins", origin));
        if ((clientSecret == null) == (clientSecretFile == null)) {
            throw new IllegalArgumentException(
                    "dripline.access.provider needs a client-secret or a client-secret-file, one of the two");
        }
        if (!scopes.contains("openid")) {
            throw new IllegalArgumentException("dripline.access.provider.scopes needs openid");
        }
        if ((practitionerClaim == null) != (practitionerSystem == null)) {
            throw new IllegalArgumentException(
                    "dripline.access.provider needs both or neither of practitioner-claim and practitioner-system");
        }
        scopes = List.copyOf(scopes);
        roleClaims = List.copyOf(roleClaims);
        endpointOrigins = List.copyOf(endpointOrigins);
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "SignInProvider[issuer=" + issuer + ", clientId=" + clientId + "]";
    }
}
