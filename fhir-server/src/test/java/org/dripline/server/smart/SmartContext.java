// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.dripline.server.DriplineMain;
import org.dripline.server.cds.CallingEhr;
import org.dripline.server.staff.RoleTable;
import org.dripline.server.status.StartChecks;
import org.dripline.server.storage.StorageStart;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The one Spring context of the ITs whose server asks for tokens; its clinic is made once. */
@SpringBootTest(
        classes = DriplineMain.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "dripline.routes.enabled=false",
            "dripline.app.enabled=false",
            "dripline.access.mode=smart",
            "dripline.access.allowed-origins=https://app-42.example.org",
            "dripline.access.lock-out.failures=3",
            "dripline.access.sensitive.purposes.vitals-backend=TREAT",
            "dripline.access.roles.prescriber=grp-prescribers-417,grp-doctors-417",
            "dripline.access.roles.acls-holder=grp-acls-417",
            // Nobody is a patient by what a provider says.
            "dripline.access.roles.patient=grp-prescribers-417",
            "dripline.database.statement-timeout=4s",
            // All tests come from one address.
            "dripline.limits.address.burst=100000"
        })
@ContextConfiguration(initializers = {StartChecks.class, StorageStart.class})
@ResourceLock("smart-server")
public abstract class SmartContext {

    protected static final FhirContext FHIR = FhirContext.forR4Cached();
    protected static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private static String folder = "";

    @Value("${local.server.port}")
    protected int port;

    @Autowired
    private ApplicationContext beans;

    @DynamicPropertySource
    static void freshDataFolder(DynamicPropertyRegistry properties) {
        properties.add("dripline.data-dir", SmartContext::freshFolder);
        properties.add("dripline.access.role-table", SmartContext::roleTable);
        properties.add("dripline.access.key-set-origins", PlayedKeySets.RUNNING::origin);
        Hosts.trusted(properties, dataFolder());
        CallingEhr.running().settings((name, value) -> properties.add(name, () -> value));
    }

    /** What another node or a command ended is known here within a second; a busy machine may take another one. */
    protected void awaitEnd(String token) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(2))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> get(token, "/Patient/anna").statusCode() == 401);
    }

    private static synchronized String freshFolder() {
        if (folder.isEmpty()) {
            try {
                Path target = Files.createDirectories(Path.of("target", "it-data"));
                folder = Files.createTempDirectory(target, "smart-").toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return folder;
    }

    /** This clinic's own table: as shipped, but that whoever holds advanced life support takes records out. */
    static synchronized Path roleTable() {
        Path file = dataFolder().resolve("role-table.csv");
        if (!Files.exists(file)) {
            try (InputStream shipped = Objects.requireNonNull(RoleTable.class.getResourceAsStream("role-table.csv"))) {
                String table = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
                String own = table.replace("\nexport,yes,yes,-,", "\nexport,yes,yes,yes,");
                if (own.equals(table)) {
                    throw new IllegalStateException("the shipped row of export is another");
                }
                Files.writeString(file, own);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return file;
    }

    /** The data folder of this server. */
    protected static Path dataFolder() {
        return Path.of(freshFolder());
    }

    /** The clinic behind this server, made at the first call. */
    protected Clinic clinic() {
        return Clinic.in(this, beans);
    }

    /** The address of the server, which is the issuer. */
    protected String issuer() {
        return "http://127.0.0.1:" + port;
    }

    protected String base() {
        return issuer() + "/fhir";
    }

    /** A GET of the FHIR server with a token. */
    protected HttpResponse<String> get(String token, String path) {
        return send(HttpRequest.newBuilder(URI.create(base() + path)).header("Authorization", "Bearer " + token));
    }

    /** Any request of the FHIR server with a token; a body is JSON. */
    protected HttpResponse<String> call(String token, String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header(
                        "Content-Type",
                        method.equals("PATCH") ? "application/json-patch+json" : "application/fhir+json");
        return send(token.isEmpty() ? request : request.header("Authorization", "Bearer " + token));
    }

    protected HttpResponse<String> postForm(String path, Map<String, String> form, String... headers) {
        return postForm(issuer(), path, form, headers);
    }

    static HttpResponse<String> postForm(String issuer, String path, Map<String, String> form, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(issuer + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form)));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    protected static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    protected static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(answer.statusCode() + " " + answer.body(), e);
        }
    }

    protected static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
