// SPDX-License-Identifier: Apache-2.0
package org.dripline.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.dripline.fixtures.device.MllpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With every level lifted as far as configuration can, neither log of the packaged product names a patient or a value.
 */
class NoPhiInLogsE2E {

    private static final List<String> MESSAGES = List.of(
            "monitor-readings",
            "monitor-one-bad-value",
            "pump-status",
            "pump-delivery-start",
            "pump-delivery-stop-alarm",
            "pump-delivery-complete",
            "unreadable");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void noLevelBringsThemOut(@TempDir Path folder) throws IOException {
        Set<String> told = new TreeSet<>(List.of(
                "SYN-0001",
                "SYN-0004",
                "TESTWELL-ALPHA",
                "Synthia",
                "PUMPALARM-UNIT",
                "1984-03-11",
                "19840311",
                "1978-11-30",
                "19781130",
                "417 Invented Lane",
                "misrouted printer"));
        try (DriplineServer server = DriplineServer.in(folder)
                .with(
                        "--dripline.routes.identifier-systems.SYNHOSP=urn:oid:2.999.7.1",
                        "--logging.level.root=TRACE",
                        "--logging.level.ca.uhn.fhir=TRACE",
                        "--logging.level.org.springframework=TRACE",
                        "--logging.level.org.apache=TRACE",
                        "--logging.level.org.hibernate=TRACE",
                        "--logging.level.com.zaxxer=TRACE",
                        "--logging.level.org.dripline=TRACE")
                .start()) {
            storeAndSearch(server);
            try (MllpClient device =
                    new MllpClient("127.0.0.1", server.mllpPort(), Duration.ofSeconds(20), Duration.ofMillis(200), 3)) {
                for (String name : MESSAGES) {
                    byte[] message = fixture(name);
                    told.addAll(valuesIn(message));
                    device.send(message);
                }
            }
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .untilAsserted(
                            () -> assertThat(send(request(server, "/Observation?subject=Patient/p-417&_summary=count")))
                                    .contains("\"total\":")
                                    .doesNotContain("\"total\":0"));
            server.stop();
            assertThat(told).contains("seventy", "52.5", "8.7500", "Ketamine");
            assertThat(server.log()).contains("DEBUG");
            noneIn(server.log(), told);
            noneIn(Files.readString(server.dataDir().resolve("postgres.log")), told);
        }
    }

    /** What works, what is searched for, and what is refused: each is logged by somebody. */
    private static void storeAndSearch(DriplineServer server) {
        String patient = """
                {"resourceType":"Patient","id":"p-417",
                 "identifier":[{"system":"urn:oid:2.999.7.1","value":"SYN-0001"}],
                 "name":[{"family":"TESTWELL-ALPHA","given":["Synthia"]}],
                 "address":[{"line":["417 Invented Lane"]}],
                 "gender":"female","birthDate":"1984-03-11"}
                """;
        assertThat(send(put(server, "/Patient/p-417", patient))).contains("p-417");
        for (String search : List.of(
                "/Patient?name=TESTWELL-ALPHA",
                "/Patient?identifier=urn:oid:2.999.7.1%7CSYN-0001",
                "/Patient?birthdate=1984-03-11&given=Synthia",
                "/Patient?unknown-parameter=Synthia",
                "/Patient?birthdate=Synthia",
                "/Patient/SYN-0001")) {
            assertThat(send(request(server, search))).contains("resourceType");
        }
        send(put(server, "/Patient/p-418", patient.replace("female", "Synthia")));
        send(put(server, "/Patient/p-418", patient.replace("\"gender\"", "\"TESTWELL-ALPHA\":\"Synthia\",\"gender\"")));
        send(put(server, "/Patient/p-418", patient.substring(0, patient.length() / 2)));
        send(post(server, "/Patient/_search", "application/x-www-form-urlencoded", "name=TESTWELL-ALPHA"));
        send(post(server, "/Patient/$validate", "application/fhir+json", patient.replace("1984-03-11", "19840311")));
        send(
                post(
                        server,
                        "",
                        "application/fhir+json",
                        "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":"
                                + patient
                                + ",\"request\":{\"method\":\"PUT\",\"url\":\"Patient?identifier=Synthia%7CSYN-0001&x=1\"}}]}"));
    }

    /** OBX-5 of every row that has one long enough to be recognised: a word, a number with decimals. */
    private static Set<String> valuesIn(byte[] message) {
        Set<String> values = new TreeSet<>();
        for (String segment : new String(message, StandardCharsets.UTF_8).split("\r")) {
            String[] fields = segment.split("\\|", -1);
            if (fields[0].equals("OBX") && Set.of("NM", "ST").contains(fields[2])) {
                boolean number = fields[5].matches("[0-9.]+");
                if (number ? fields[5].matches("\\d{2,}\\.\\d+|\\d\\.\\d{3,}") : fields[5].matches("[A-Za-z ]{4,}")) {
                    values.add(fields[5]);
                }
            }
        }
        return values;
    }

    private static void noneIn(String log, Set<String> told) {
        for (String value : told) {
            Pattern alone = Pattern.compile("(?<![\\w.])" + Pattern.quote(value) + "(?![\\w])");
            assertThat(log.lines().filter(line -> alone.matcher(line).find()).limit(3))
                    .as("lines of the log with %s", value)
                    .isEmpty();
        }
    }

    private static byte[] fixture(String name) throws IOException {
        try (InputStream in =
                MllpClient.class.getResourceAsStream("/org/dripline/fixtures/hl7v2/generic/" + name + ".hl7")) {
            if (in == null) {
                throw new IOException("no fixture " + name);
            }
            return in.readAllBytes();
        }
    }

    private static HttpRequest request(DriplineServer server, String path) {
        return HttpRequest.newBuilder(URI.create(server.fhir() + path))
                .header("Cache-Control", "no-store")
                .build();
    }

    private static HttpRequest put(DriplineServer server, String path, String body) {
        return HttpRequest.newBuilder(URI.create(server.fhir() + path))
                .header("Content-Type", "application/fhir+json")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static HttpRequest post(DriplineServer server, String path, String type, String body) {
        return HttpRequest.newBuilder(URI.create(server.fhir() + path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static String send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
