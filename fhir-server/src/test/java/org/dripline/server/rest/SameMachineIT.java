// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.dripline.server.ServerContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;

class SameMachineIT extends ServerContext {

    @Value("${local.management.port}")
    private int managementPort;

    @Test
    void theManagementPortIsGuardedAsWell() throws IOException {
        assertThat(health("Host: 127.0.0.1:" + managementPort)).startsWith("HTTP/1.1 200");
        assertThat(health("Host: rebound.test:" + managementPort)).startsWith("HTTP/1.1 403");
        assertThat(health("Host: 127.0.0.1:" + managementPort + "\r\nOrigin: http://elsewhere.test"))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void thisMachinesNamesAreAnswered() throws IOException {
        assertThat(answer("Host: 127.0.0.1:" + port)).startsWith("HTTP/1.1 200");
        assertThat(answer("Host: localhost:" + port)).startsWith("HTTP/1.1 200");
        assertThat(answer("Host: localhost:" + port + "\r\nOrigin: http://localhost:" + port))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void aForeignNameIsRefusedInOneSentence() throws IOException {
        assertThat(answer("Host: rebound.test:" + port))
                .startsWith("HTTP/1.1 403")
                .contains("OperationOutcome", "localhost or 127.0.0.1 only");
    }

    @Test
    void aPageOfAnotherOriginIsRefusedInOneSentence() throws IOException {
        String host = "Host: 127.0.0.1:" + port + "\r\n";
        assertThat(answer(host + "Origin: http://elsewhere.test"))
                .startsWith("HTTP/1.1 403")
                .contains("another origin");
        assertThat(answer(host + "Origin: null")).startsWith("HTTP/1.1 403");
    }

    private String answer(String headers) throws IOException {
        return answer(port, "/fhir/Patient?_summary=count", headers);
    }

    private String health(String headers) throws IOException {
        return answer(managementPort, "/actuator/health", headers);
    }

    /** Java's HTTP client does not let a test choose the Host header. */
    private static String answer(int port, String path, String headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET " + path + " HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
