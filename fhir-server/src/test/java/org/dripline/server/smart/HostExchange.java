// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** One exchange of a launch at the played host, right until a test changes a part of it. */
final class HostExchange {

    static final String CLIENT = "host-app";
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String TYPES = "urn:ietf:params:oauth:token-type:";

    private final SmartContext server;
    private final Map<String, String> form = new LinkedHashMap<>();
    private final Assertions identity = new Assertions("", "");
    private Function<Assertions, String> signed;
    private String idToken = "";
    private final String access = UUID.randomUUID().toString();

    /** A launch on a patient of the host, with an access token of its own. */
    HostExchange(SmartContext server, String patient) {
        this.server = server;
        PlayedHost host = Hosts.PLAYED;
        host.token(access, patient);
        identity.but(claims -> claims.issuer(host.base())
                .subject("sub-1")
                .audience(PlayedHost.CLIENT)
                .issueTime(new Date())
                .expirationTime(Date.from(Instant.now().plusSeconds(120)))
                .claim("nonce", "n-1")
                .claim("name", "Nurse At-Host")
                .claim("groups", java.util.List.of("infusion-nurse"))
                .claim("fhirUser", host.base() + "/Practitioner/h-nurse"));
        signed = made -> made.signed(host.key, header(JWSAlgorithm.RS256).build());
        form.put("grant_type", GRANT);
        form.put("subject_token_type", TYPES + "id_token");
        form.put("host", host.base());
        form.put("host_access_token", access);
        form.put("host_patient", patient);
        form.put("host_expires_in", "600");
        form.put("client_assertion_type", Assertions.TYPE);
    }

    /** A launch at the host whose access tokens open everybody, with what the host says of this one. */
    static HostExchange wide(SmartContext server, String patient, Map<String, Object> said) {
        HostExchange exchange = new HostExchange(server, patient);
        Hosts.PLAYED.wideToken(exchange.access, said);
        return exchange.with("host", Hosts.PLAYED.wideBase())
                .claims(claims -> claims.issuer(Hosts.PLAYED.wideBase()).claim("fhirUser", null));
    }

    static JWSHeader.Builder header(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm).type(JOSEObjectType.JWT).keyID("host-1");
    }

    HostExchange claims(Consumer<JWTClaimsSet.Builder> change) {
        identity.but(change);
        return this;
    }

    HostExchange signed(Function<Assertions, String> otherwise) {
        signed = otherwise;
        return this;
    }

    /** A field otherwise; an empty one is left out. */
    HostExchange with(String name, String value) {
        form.put(name, value);
        return this;
    }

    String accessToken() {
        return access;
    }

    /** Renews what an exchange gave. */
    HostExchange renewing(String refreshToken) {
        return with("subject_token_type", TYPES + "refresh_token").with("subject_token", refreshToken);
    }

    /** Signs the id token, so that it is the same each time this is sent. */
    HostExchange ready() {
        if (idToken.isEmpty()) {
            idToken = signed.apply(identity);
        }
        return this;
    }

    HttpResponse<String> send() {
        ready();
        Map<String, String> sent = new LinkedHashMap<>();
        sent.put("subject_token", idToken);
        sent.put("client_assertion", new Assertions(server.issuer(), CLIENT).signed(server.clinic().ec));
        sent.putAll(form);
        sent.values().removeIf(String::isEmpty);
        return server.postForm("/oauth2/token", sent);
    }
}
