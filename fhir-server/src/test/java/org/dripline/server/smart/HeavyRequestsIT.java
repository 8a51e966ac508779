// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.dripline.server.storage.OwnSchema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Requests that are small to send and large to answer, or large, or many: refused, soon, and the server stays. */
class HeavyRequestsIT extends SmartContext {

    private static final Duration IN_TIME = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int LARGER_THAN_ANY_BODY = 33 * 1024 * 1024;

    @Autowired
    private DataSource database;

    @Autowired
    private OwnSchema accessSchema;

    static Stream<Arguments> bombs() {
        return Stream.of(
                bomb("a file by an external entity", "application/fhir+xml", () -> """
                        <?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>
                        <Patient xmlns="http://hl7.org/fhir"><name><family value="&e;"/></name></Patient>"""),
                bomb("entities of entities", "application/fhir+xml", HeavyRequestsIT::entities),
                bomb(
                        "JSON within JSON",
                        "application/fhir+json",
                        () -> "{\"resourceType\":\"Patient\",\"contained\":" + "[".repeat(100_000)),
                bomb(
                        "objects within objects",
                        "application/fhir+json",
                        () -> "{\"resourceType\":\"Patient\",\"extension\":"
                                + "[{\"url\":\"urn:x\",\"extension\":".repeat(20_000)),
                bomb(
                        "XML within XML",
                        "application/fhir+xml",
                        () -> "<Patient xmlns=\"http://hl7.org/fhir\">" + "<extension url=\"urn:x\">".repeat(20_000)),
                bomb(
                        "a number of a million digits",
                        "application/fhir+json",
                        () -> "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"x\"},"
                                + "\"valueQuantity\":{\"value\":" + "9".repeat(1_000_000) + "}}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void isRefusedSoon(String name, String type, Supplier<String> body) {
        String token = clinic().backend("system/*.cruds");
        String sent = body.get();
        Instant began = Instant.now();
        HttpResponse<String> answer = send(HttpRequest.newBuilder(
                        URI.create(base() + "/" + (sent.contains("\"Observation\"") ? "Observation" : "Patient")))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(sent)));
        assertThat(Duration.between(began, Instant.now())).isLessThan(IN_TIME);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
        assertThat(answer.body()).doesNotContain("root:");
    }

    /** As much as the limits let pass. What the database does for it is ended by its own limit, see below. */
    static Stream<Arguments> largest() {
        String codes = times(499, "{\"system\":\"http://loinc.org\",\"code\":\"c-#\"},");
        return Stream.of(
                Arguments.of("values", "GET", "/Observation?code=" + times(499, "c-#,") + "c", ""),
                Arguments.of("parameters", "GET", "/Observation?" + times(29, "code=c-#&") + "code=c", ""),
                Arguments.of("sorted", "GET", "/Observation?_sort=" + times(14, "code,-date,") + "code,-date", ""),
                Arguments.of(
                        "steps",
                        "GET",
                        "/Observation?" + times(28, "subject:Patient.link:Patient.name=n-#&")
                                + "_has:Provenance:target:agent=Practitioner/n",
                        ""),
                Arguments.of(
                        "not",
                        "GET",
                        "/Observation?" + times(28, "code:not=c-#&") + "subject:missing=false&date=gt2020",
                        ""),
                Arguments.of(
                        "searches in a batch",
                        "POST",
                        "/",
                        "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":["
                                + times(16, searched(times(29, "code:not=c-#&") + "status=final") + ",")
                                + searched("code=c&status=final") + "]}"),
                Arguments.of("includes", "GET", "/Observation?" + times(20, "_include:iterate=*&") + "_count=200", ""),
                Arguments.of(
                        "codes",
                        "POST",
                        "/Observation/$validate",
                        "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"coding\":[" + codes
                                + "{\"system\":\"urn:s\",\"code\":\"x\"}]},\"subject\":{\"reference\":\"Patient/anna\"}}"),
                Arguments.of(
                        "profiles",
                        "POST",
                        "/Observation/$validate",
                        "{\"resourceType\":\"Observation\",\"meta\":{\"profile\":["
                                + times(49, "\"https://profiles.example.org/#\",")
                                + "\"https://profiles.example.org/p\"]},"
                                + "\"status\":\"final\",\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\"Patient/anna\"}}"),
                Arguments.of(
                        "bytes",
                        "POST",
                        "/Observation/$validate",
                        "{\"resourceType\":\"Observation\",\"status\":\"final\",\"component\":["
                                + times(1900, "{\"code\":{\"text\":\"t-#\"},\"valueString\":\"v-#\"},")
                                + "{\"code\":{\"text\":\"x\"}}],\"code\":{\"text\":\"x\"}}"),
                Arguments.of(
                        "value sets",
                        "POST",
                        "/ValueSet/$expand",
                        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"valueSet\",\"resource\":"
                                + "{\"resourceType\":\"ValueSet\",\"status\":\"active\",\"url\":\"urn:v\",\"compose\":{\"include\":["
                                + times(499, "{\"valueSet\":[\"http://hl7.org/fhir/ValueSet/administrative-gender\"]},")
                                + "{\"valueSet\":[\"http://hl7.org/fhir/ValueSet/observation-status\"]}]}}}]}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("largest")
    void asMuchAsIsAllowedIsAnsweredInTime(String name, String method, String path, String body) {
        String token = clinic().backend("system/*.cruds");
        // Warm: the first of its kind is compiled and planned.
        call(token, method, path, body);
        Instant began = Instant.now();
        HttpResponse<String> answer = call(token, method, path, body);
        assertThat(Duration.between(began, Instant.now())).isLessThan(LONGEST);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** A search by all codes of a value set looks for each of them. */
    @ParameterizedTest
    @ValueSource(strings = {"in", "not-in"})
    void aSearchByAValueSetThatIsTooLargeIsRefusedWithASentence(String modifier) {
        String token = clinic().backend("system/*.cruds");
        String url = "https://dripline.example.org/too-large-" + modifier;
        String codes = times(1500, "{\"code\":\"c-#\"},") + "{\"code\":\"c\"}";
        assertThat(call(
                                token,
                                "PUT",
                                "/ValueSet/too-large-" + modifier,
                                "{\"resourceType\":\"ValueSet\",\"id\":\"too-large-" + modifier
                                        + "\",\"status\":\"active\",\"url\":\"" + url
                                        + "\",\"compose\":{\"include\":[{\"system\":\"urn:oid:2.999.417\",\"concept\":["
                                        + codes + "]}]}}")
                        .statusCode())
                .isBetween(200, 201);
        HttpResponse<String> answer = get(token, "/Observation?code:" + modifier + "=" + url);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("more codes than this server expands at once");
    }

    private static String searched(String query) {
        return "{\"request\":{\"method\":\"GET\",\"url\":\"Observation?" + query + "\"}}";
    }

    private static String times(int count, String text) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> text.replace("#", Integer.toString(n)))
                .collect(Collectors.joining());
    }

    @BeforeEach
    void hear() {
        Heard.everything();
    }

    @AfterEach
    void nothingOfAPatientWasLogged() {
        Heard.everything().assertNothingOfPatients();
    }

    /** What is named in a DOCTYPE is not fetched, whether the rest is taken or not. */
    @Test
    void anAddressInADoctypeIsNotAsked() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HttpServer inside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        inside.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        inside.start();
        try {
            String address = "http://127.0.0.1:" + inside.getAddress().getPort() + "/x.dtd";
            for (String doctype : List.of(
                    "<!DOCTYPE Patient SYSTEM \"" + address + "\">",
                    "<!DOCTYPE Patient [<!ENTITY % e SYSTEM \"" + address + "\"> %e;]>")) {
                send(HttpRequest.newBuilder(URI.create(base() + "/Patient"))
                        .header("Authorization", "Bearer " + clinic().backend("system/*.cruds"))
                        .header("Content-Type", "application/fhir+xml")
                        .POST(HttpRequest.BodyPublishers.ofString("<?xml version=\"1.0\"?>" + doctype
                                + "<Patient xmlns=\"http://hl7.org/fhir\"><active value=\"true\"/></Patient>")));
            }
            assertThat(asked.get()).isZero();
        } finally {
            inside.stop(0);
        }
    }

    /** A lock stands for the work of a large store: the database counts both. */
    @Test
    void aSearchThatTakesTooLongIsEndedWithASentence() throws SQLException {
        String token = clinic().backend("system/*.cruds");
        String search = "/RiskAssessment?probability=gt0.417";
        try (Connection busy = database.getConnection()) {
            busy.setAutoCommit(false);
            try (Statement lock = busy.createStatement()) {
                lock.execute("lock table hfj_spidx_number in access exclusive mode");
            }
            Instant began = Instant.now();
            HttpResponse<String> answer = get(token, search);
            assertThat(Duration.between(began, Instant.now())).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(9));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.body())
                    .contains("took the database too long", "ask for less")
                    .doesNotContain("hfj_", "0.417", "select");
            assertThat(accessSchema
                            .statements()
                            .queryForObject(
                                    "select outcome from audit where request_id = ?",
                                    Integer.class,
                                    answer.headers().firstValue("X-Request-ID").orElseThrow()))
                    .isEqualTo(503);
            busy.rollback();
        }
        assertThat(get(token, search).statusCode()).isEqualTo(200);
    }

    @Test
    void theServersOwnTablesAndMigrationsAreNotHurried() throws SQLException {
        assertThat(accessSchema.statements().queryForObject("show statement_timeout", String.class))
                .isEqualTo("0");
        assertThat(new JdbcTemplate(database).queryForObject("show statement_timeout", String.class))
                .isEqualTo("4s");
    }

    @Test
    void aSmallBodyThatUnpacksToALargeOneIsRefused() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            zip.write("{\"resourceType\":\"Patient\",\"id\":\"".getBytes(StandardCharsets.UTF_8));
            byte[] blanks = new byte[1024 * 1024];
            Arrays.fill(blanks, (byte) 'x');
            for (int i = 0; i < 200; i++) {
                zip.write(blanks);
            }
        }
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(base() + "/Patient"))
                .header("Authorization", "Bearer " + clinic().backend("system/*.cruds"))
                .header("Content-Type", "application/fhir+json")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray())));
        assertThat(answer.statusCode()).isBetween(400, 499);
    }

    @Test
    void aBodyThatSaysItIsTooLargeIsNotRead() throws IOException {
        String token = clinic().backend("system/*.cruds");
        assertThat(raw(
                        null,
                        "POST /fhir/Patient HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token
                                + "\r\nContent-Type: application/fhir+json\r\nContent-Length: " + LARGER_THAN_ANY_BODY
                                + "\r\n\r\n{"))
                .startsWith("HTTP/1.1 413")
                .contains("larger than");
    }

    @Test
    void aBodyThatDoesNotSayIsReadNoFurther() throws IOException {
        String token = clinic().backend("system/*.cruds");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /fhir/Patient HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token
                            + "\r\nContent-Type: application/fhir+json\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = new byte[1024 * 1024];
            Arrays.fill(chunk, (byte) ' ');
            int written = 0;
            try {
                for (; written < 100; written++) {
                    out.write("100000\r\n".getBytes(StandardCharsets.US_ASCII));
                    out.write(chunk);
                    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            } catch (SocketException closed) {
                assertThat(written).isGreaterThan(30);
            }
            assertThat(written).as("megabytes that were taken").isLessThan(60);
        }
    }

    @Test
    void anAddressOrHeaderTooLongIsRefused() throws IOException {
        assertThat(raw(null, "GET /fhir/Patient?name=" + "x".repeat(70_000) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(raw(
                        null,
                        "GET /fhir/metadata HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Long: " + "x".repeat(70_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    /** From an address of its own, so that the other tests are not held. */
    @Test
    void whoGuessesTokensIsHeldAndNobodyElse() throws IOException {
        String request = "GET /fhir/Patient/anna HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer guessed\r\n"
                + "Connection: close\r\n\r\n";
        InetAddress guesser = InetAddress.getByName("127.0.0.77");
        AuditRows rows = AuditRows.fromNowOn(accessSchema);
        String last = "";
        int refused = 0;
        for (; refused < 200; refused++) {
            last = raw(guesser, request);
            if (!last.startsWith("HTTP/1.1 401")) {
                break;
            }
        }
        assertThat(last).startsWith("HTTP/1.1 429").containsPattern("Retry-After: [1-9]");
        assertThat(refused).isBetween(100, 150);
        List<String> held = Stream.generate(() -> answered(guesser, request))
                .limit(5)
                .filter(answer -> answer.startsWith("HTTP/1.1 429"))
                .toList();
        assertThat(held).hasSizeGreaterThan(1);
        assertThat(raw(null, request)).startsWith("HTTP/1.1 401");

        List<Map<String, Object>> told = rows.all().stream()
                .filter(row -> "127.0.0.77".equals(row.get("address")))
                .toList();
        // Each that was looked at, and that the address was held: once for all that were not.
        assertThat(told).filteredOn(row -> row.get("outcome").equals(401)).hasSize(refused + 5 - held.size());
        assertThat(told)
                .filteredOn(row -> row.get("outcome").equals(429))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("kind", "REFUSAL")
                        .containsEntry("detail", "too many requests; recorded once a minute")
                        .containsEntry("client_id", null)
                        .containsEntry("username", null)
                        .containsEntry("whose", "{}"));
        assertThat(last).contains("X-Request-ID: " + told.get(refused).get("request_id"));
    }

    private String answered(InetAddress from, String request) {
        try {
            return raw(from, request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String raw(InetAddress from, String request) throws IOException {
        try (Socket socket = from == null
                ? new Socket(InetAddress.getLoopbackAddress(), port)
                : new Socket(InetAddress.getByName("127.0.0.1"), port, from, 0)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            byte[] answer = new byte[4096];
            int read = socket.getInputStream().readNBytes(answer, 0, 12);
            // Who sent less than was announced is waited for; nobody here waits with them.
            socket.setSoTimeout(500);
            try {
                while (read < answer.length) {
                    int more = socket.getInputStream().read(answer, read, answer.length - read);
                    if (more < 0) {
                        break;
                    }
                    read += more;
                }
            } catch (SocketTimeoutException allThatCame) {
                // What came is the answer.
            }
            return new String(answer, 0, read, StandardCharsets.UTF_8);
        }
    }

    private static Arguments bomb(String name, String type, Supplier<String> body) {
        return Arguments.of(name, type, body);
    }

    private static String entities() {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            xml.append("<!ENTITY e")
                    .append(i)
                    .append(" \"&e")
                    .append(i - 1)
                    .append(";&e")
                    .append(i - 1)
                    .append(";\">");
        }
        return xml.append("]><Patient xmlns=\"http://hl7.org/fhir\"><name><family value=\"&e29;\"/></name></Patient>")
                .toString();
    }
}
