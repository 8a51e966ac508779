// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.dripline.server.access.Role;
import org.dripline.server.storage.OwnSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** The port of health and journal: nobody without the token of the data folder, but health, which says one word. */
class ManagementPortIT extends SmartContext {

    @Value("${local.management.port}")
    private int management;

    @Autowired
    private OwnSchema accessSchema;

    @Test
    void healthIsOneWordForThisMachine() {
        HttpResponse<String> answer = managed("/actuator/health", "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator",
                "/actuator/journal/x",
                "/actuator/health/db",
                "/actuator/health/../journal/x",
                "/actuator/health;x/../journal",
                "/actuator/env",
                "/"
            })
    void theRestAsksForTheToken(String path) throws Exception {
        for (String token : new String[] {"", "guessed", clinic().token("launch/patient patient/*.rs", "anna")}) {
            HttpResponse<String> answer = managed(path, token);
            assertThat(answer.statusCode()).as(path).isIn(400, 401);
            assertThat(answer.body()).doesNotContain("_links");
        }
        assertThat(managed("/actuator", token()).body()).contains("_links");
    }

    @Test
    void itSaysHowToAsk() {
        HttpResponse<String> answer = managed("/actuator/journal/x", "");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
        assertThat(answer.body()).contains("management-token");
    }

    @Test
    void whatTheProcessWasToldIsNotServed() throws Exception {
        for (String endpoint : new String[] {"env", "configprops", "heapdump", "beans", "threaddump", "loggers"}) {
            assertThat(managed("/actuator/" + endpoint, token()).statusCode())
                    .as(endpoint)
                    .isEqualTo(404);
        }
    }

    @Test
    void theTokenIsInAFileOfItsOwner() throws Exception {
        Path file = dataFolder().resolve("management-token");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(token()).hasSizeGreaterThan(40);
    }

    @Test
    void whoChangesSomethingIsKnownAndHasARow() throws Exception {
        // No routes run beside this server: what passes the door is not found behind it.
        String path = "/actuator/journal/417417";
        int before = rows(path);
        HttpResponse<String> shared = changed(path, "Bearer " + token());
        assertThat(shared.statusCode()).isEqualTo(403);
        assertThat(shared.body()).contains("Who changes something is known", "user/MessageHeader.ru");

        for (Role role : List.of(Role.INTEGRATION, Role.ADMINISTRATOR)) {
            assertThat(changed(path, basic(Clinic.username(role), Clinic.PASSWORD))
                            .statusCode())
                    .as(role.code())
                    .isEqualTo(404);
        }
        assertThat(changed(path, "Bearer " + clinic().tokenOf(Role.INTEGRATION)).statusCode())
                .isEqualTo(404);
        assertThat(accessSchema
                        .statements()
                        .queryForList(
                                "select kind || ' ' || outcome || ' ' || coalesce(username, '-') || ' ' || coalesce(client_id, '-')"
                                        + " || ' ' || address from audit where detail = ? order by id",
                                String.class,
                                "POST " + path))
                .containsExactly(
                        "REFUSAL 403 - - 127.0.0.1",
                        "REPLAY 200 integration.synthetic - 127.0.0.1",
                        "REPLAY 200 administrator.synthetic - 127.0.0.1",
                        "REPLAY 200 integration.synthetic public-app 127.0.0.1");
        assertThat(before).isZero();
    }

    @Test
    void whoHasNoRoleForItOrAnAppWithoutTheScopeDoesNothing() throws Exception {
        String path = "/actuator/journal/417418";
        for (Role role : List.of(Role.NURSE, Role.PRESCRIBER, Role.ACLS_HOLDER, Role.PRIVACY_OFFICER)) {
            String username = role == Role.NURSE ? Clinic.NURSE : Clinic.username(role);
            HttpResponse<String> answer = changed(path, basic(username, Clinic.PASSWORD));
            assertThat(answer.statusCode()).as(role.code()).isEqualTo(403);
            assertThat(answer.body()).contains("This needs the role integration or administrator");
            assertThat(managed(path, clinic().tokenOf(role)).statusCode())
                    .as(role.code())
                    .isEqualTo(403);
        }
        String integration = Clinic.username(Role.INTEGRATION);
        for (String other : List.of(
                "Bearer " + clinic().token(integration, "user/Observation.cruds", null),
                "Bearer " + clinic().token(integration, "user/MessageHeader.r", null),
                "Bearer " + clinic().token(integration, "launch/patient patient/*.cruds", "anna"),
                basic(integration, "wrong password of some length"),
                basic("nobody.synthetic", Clinic.PASSWORD),
                "Basic not-base-64",
                "Basic " + Clinic.base64("no colon"),
                "Negotiate x")) {
            assertThat(changed(path, other).statusCode()).as(other).isEqualTo(401);
        }
        assertThat(managed(path, clinic().token(integration, "user/MessageHeader.r", null))
                        .statusCode())
                .as("what reads may read")
                .isEqualTo(404);
        assertThat(changed(path, basic(integration, Clinic.PASSWORD)).statusCode())
                .as("counted wrong passwords end with a right one")
                .isEqualTo(404);
    }

    private int rows(String path) {
        Integer count = accessSchema
                .statements()
                .queryForObject("select count(*) from audit where detail = ?", Integer.class, "POST " + path);
        return count == null ? 0 : count;
    }

    private static String basic(String name, String password) {
        return "Basic " + Clinic.base64(name + ":" + password);
    }

    private HttpResponse<String> changed(String path, String authorization) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + path))
                .header("Content-Type", "application/json")
                .header("Authorization", authorization)
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
    }

    private static String token() throws Exception {
        return Files.readString(dataFolder().resolve("management-token")).strip();
    }

    private HttpResponse<String> managed(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + path));
        return send(token.isEmpty() ? request : request.header("Authorization", "Bearer " + token));
    }
}
