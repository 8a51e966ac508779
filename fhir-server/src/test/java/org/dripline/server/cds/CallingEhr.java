// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.cds;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** A synthetic host EHR that calls CDS services: its keys, and the one patient its FHIR server gives. */
public final class CallingEhr {

    public static final String NUMBERS = "urn:oid:2.999.71";

    public static final String ISSUER = "https://cds-host.test/full";
    static final String OF_1_1 = "https://cds-host.test/one-point-one";
    static final String TOLD_LITTLE = "https://cds-host.test/told-little";
    static final String MAY_FETCH = "https://cds-host.test/may-fetch";
    static final String TOKEN_OF_FHIR = "synthetic-access-token";

    private static final CallingEhr ONE = new CallingEhr();

    /** What its FHIR server was asked, with the Authorization header. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    final ECKey key = newKey("cds-host-1");
    private final HttpServer server;
    private volatile String patient = "";

    private CallingEhr() {
        try {
            InetAddress here = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
            server = HttpServer.create(new InetSocketAddress(here, 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answer("/jwks", () -> new JWKSet(key.toPublicJWK()).toString());
        server.createContext("/fhir/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = patient.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    public static CallingEhr running() {
        return ONE;
    }

    /** The settings of a product that this host may call. */
    public void settings(BiConsumer<String, String> set) {
        int index = 0;
        for (String issuer : List.of(ISSUER, OF_1_1, TOLD_LITTLE, MAY_FETCH)) {
            String client = "dripline.cds-hooks.clients[" + index++ + "].";
            set.accept(client + "issuer", issuer);
            set.accept(client + "jwks-url", url() + "/jwks");
            set.accept(client + "fhir-servers[0]", fhir());
            set.accept(client + "identifier-system", NUMBERS);
            set.accept(client + "version", issuer.equals(OF_1_1) ? "V1_1" : "V2_0");
            set.accept(client + "shows-findings", Boolean.toString(!issuer.equals(TOLD_LITTLE)));
            set.accept(client + "fetch", Boolean.toString(issuer.equals(MAY_FETCH)));
        }
        set.accept("dripline.gate.contact", "the charge nurse, synthetic");
    }

    public String fhir() {
        return url() + "/fhir";
    }

    void gives(String patientResource) {
        patient = patientResource;
    }

    /** Claims of a token that holds, for a test to spoil. */
    JWTClaimsSet.Builder claims(String issuer, String audience) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject("synthetic-client")
                .audience(audience)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(120)))
                .jwtID(UUID.randomUUID().toString());
    }

    JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.ES384)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID());
    }

    String signed(JWSHeader header, JWTClaimsSet claims, ECKey with) {
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(new ECDSASigner(with));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public String token(String issuer, String audience) {
        return signed(header().build(), claims(issuer, audience).build(), key);
    }

    static ECKey newKey(String id) {
        try {
            return new ECKeyGenerator(Curve.P_384)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyID(id)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> takeAsked() {
        List<String> taken = new ArrayList<>(asked);
        asked.clear();
        return taken;
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(String path, java.util.function.Supplier<String> body) {
        server.createContext(path, exchange -> {
            byte[] bytes = body.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
