// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;

/** The port of health and journal: nobody without the token of the data folder, but health, which says one word. */
class ManagementPortIT extends SmartContext {

    @Value("${local.management.port}")
    private int management;

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

    private static String token() throws Exception {
        return Files.readString(dataFolder().resolve("management-token")).strip();
    }

    private HttpResponse<String> managed(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + path));
        return send(token.isEmpty() ? request : request.header("Authorization", "Bearer " + token));
    }
}
