// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.dripline.server.access.SignInProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the hospital's provider says of itself, and when that is not used. */
class ProviderDirectoryIT {

    @TempDir
    private Path folder;

    private HttpServer server;
    private String root = "";
    private volatile int status = 200;
    private volatile String document = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        root = "http://127.0.0.1:" + server.getAddress().getPort();
        document = "{'issuer':'ROOT','authorization_endpoint':'ROOT/a','token_endpoint':'ROOT/t','jwks_uri':'ROOT/j'}";
        server.createContext("/.well-known/openid-configuration", exchange -> {
            byte[] body = document.replace('\'', '"').replace("ROOT", root).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theSecretIsReadFromItsFileAndEndpointsFromTheProvider() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "a-synthetic-secret\n");
        var registration = Objects.requireNonNull(directory(secret).findByRegistrationId("hospital"));
        assertThat(registration.getClientSecret()).isEqualTo("a-synthetic-secret");
        assertThat(registration.getProviderDetails().getTokenUri()).isEqualTo(root + "/t");
        assertThat(directory(secret).findByRegistrationId("another")).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            500 | {} | does not say where
            302 | {} | does not say where
            200 | not json | cannot be read
            200 | {'issuer':'https://evil.example.org','authorization_endpoint':'ROOT/a','token_endpoint':'ROOT/t','jwks_uri':'ROOT/j'} | calls itself otherwise
            200 | {'issuer':'ROOT','authorization_endpoint':'ROOT/a','token_endpoint':'https://evil.example.org/t','jwks_uri':'ROOT/j'} | token_endpoint
            200 | {'issuer':'ROOT','authorization_endpoint':'ROOT/a','token_endpoint':'ROOT/t'} | jwks_uri
            """)
    void aProviderThatCannotBeUsedIsNot(int answer, String said, String problem) throws IOException {
        status = answer;
        document = said;
        Path secret = Files.writeString(folder.resolve("secret"), "x");
        assertThatThrownBy(() -> directory(secret).findByRegistrationId("hospital"))
                .hasMessageContaining(problem);
    }

    private ProviderDirectory directory(Path secret) {
        return new ProviderDirectory(
                new SignInProvider(
                        URI.create(root),
                        "us",
                        null,
                        secret,
                        "Hospital",
                        List.of("openid"),
                        "name",
                        null,
                        null,
                        List.of(),
                        List.of(),
                        Duration.ofSeconds(2)),
                null);
    }
}
