// SPDX-License-Identifier: Apache-2.0
package org.dripline.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dripline.server.cds.CallingEhr;
import org.dripline.server.status.StartChecks;
import org.dripline.server.storage.SharedPrograms;
import org.dripline.server.storage.StorageStart;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The one Spring context of this module's ITs: the server on its embedded PostgreSQL and port 0, without routes and
 * app, asking for no token ({@code SmartContext} does), and with a host EHR that may call its CDS services.
 */
@SpringBootTest(
        classes = DriplineMain.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"dripline.access.mode=open", "dripline.routes.enabled=false", "dripline.app.enabled=false"})
@Import(MovableClock.InPlaceOfTheServers.class)
@ContextConfiguration(initializers = {StartChecks.class, StorageStart.class})
@ResourceLock("server")
public abstract class ServerContext {

    protected static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Value("${local.server.port}")
    protected int port;

    @DynamicPropertySource
    static void freshDataFolder(DynamicPropertyRegistry properties) {
        properties.add("dripline.data-dir", ServerContext::freshFolder);
        CallingEhr.running().settings((key, value) -> properties.add(key, () -> value));
    }

    private static String folder = "";

    private static synchronized String freshFolder() {
        if (folder.isEmpty()) {
            try {
                Path target = Files.createDirectories(Path.of("target", "it-data"));
                folder = SharedPrograms.in(Files.createTempDirectory(target, "data-"))
                        .toString();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        return folder;
    }

    protected String base() {
        return "http://127.0.0.1:" + port + "/fhir";
    }

    protected IGenericClient client() {
        FHIR.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
        FHIR.getRestfulClientFactory().setSocketTimeout(120_000);
        return FHIR.newRestfulGenericClient(base());
    }

    protected HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(base() + path)).build());
    }

    protected static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
