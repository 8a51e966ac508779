// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.security.oauth2.core.AuthorizationGrantType;

/**
 * {@code /fhir/.well-known/smart-configuration}. Source: SMART App Launch 2.2, "Conformance". A servlet of its own,
 * because everything below {@code /fhir} is otherwise HAPI's.
 */
final class SmartConfiguration extends HttpServlet {

    static final String PATH = FhirBase.PATH + "/.well-known/smart-configuration";
    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> CAPABILITIES = List.of(
            "launch-ehr",
            "launch-standalone",
            "authorize-post",
            "client-public",
            "client-confidential-symmetric",
            "client-confidential-asymmetric",
            "sso-openid-connect",
            "context-banner",
            "context-style",
            "context-ehr-patient",
            "context-ehr-encounter",
            "context-standalone-patient",
            "permission-offline",
            "permission-online",
            "permission-patient",
            "permission-user",
            "permission-v1",
            "permission-v2");

    private final transient Issuer issuer;

    SmartConfiguration(Issuer issuer) {
        this.issuer = issuer;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json;charset=UTF-8");
        JSON.writeValue(response.getOutputStream(), document(issuer.of(request)));
    }

    private static Map<String, Object> document(String issuer) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("issuer", issuer);
        document.put("jwks_uri", issuer + "/oauth2/jwks");
        document.put("authorization_endpoint", issuer + "/oauth2/authorize");
        document.put("token_endpoint", issuer + "/oauth2/token");
        document.put("introspection_endpoint", issuer + "/oauth2/introspect");
        document.put("revocation_endpoint", issuer + "/oauth2/revoke");
        document.put(
                "grant_types_supported",
                List.of(
                        "authorization_code",
                        "client_credentials",
                        "refresh_token",
                        AuthorizationGrantType.TOKEN_EXCHANGE.getValue()));
        document.put("response_types_supported", List.of("code"));
        document.put(
                "token_endpoint_auth_methods_supported", List.of("client_secret_basic", "private_key_jwt", "none"));
        document.put("token_endpoint_auth_signing_alg_values_supported", List.of("RS384", "ES384"));
        document.put("code_challenge_methods_supported", List.of("S256"));
        document.put(
                "scopes_supported",
                List.of(
                        "openid",
                        "fhirUser",
                        "launch",
                        "launch/patient",
                        "launch/encounter",
                        "online_access",
                        "offline_access",
                        "patient/*.rs",
                        "patient/*.cruds",
                        "user/*.rs",
                        "user/*.cruds",
                        "system/*.rs",
                        "system/*.cruds"));
        document.put("capabilities", CAPABILITIES);
        return document;
    }
}
