// SPDX-License-Identifier: Apache-2.0
package org.dripline.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged product refuses in one plain sentence, with an exit code, without a stack trace. */
class StartE2E {

    @TempDir
    private Path folder;

    @Test
    void aTakenPort() throws IOException {
        DriplineServer server = DriplineServer.in(folder);
        try (ServerSocket taken = new ServerSocket(server.mllpPort(), 1, InetAddress.getLoopbackAddress())) {
            refuses(server, "Port " + taken.getLocalPort() + " is taken by another program");
        }
    }

    @Test
    void anAddressOthersCouldReach() {
        refuses(DriplineServer.in(folder).with("--server.address=0.0.0.0"), "it listens on this machine only");
    }

    @Test
    void aBlankAddressWhichWouldMeanEveryAddress() {
        refuses(DriplineServer.in(folder).with("--server.address="), "it listens on this machine only");
    }

    @Test
    void aBlankManagementAddress() {
        refuses(DriplineServer.in(folder).with("--management.server.address="), "it listens on this machine only");
    }

    @Test
    void anUnknownKey() {
        refuses(
                DriplineServer.in(folder).with("--dripline.databse.url=x"),
                "does not know the configuration key dripline.databse.url");
    }

    @Test
    void anUnknownKeyOfAKnownFeature() {
        refuses(
                DriplineServer.in(folder)
                        .with(
                                "--dripline.database.ulr=x",
                                "--dripline.routes.enabled=false",
                                "--dripline.app.enabled=false"),
                "does not know the configuration key dripline.database.ulr");
    }

    @Test
    void aDatabaseThatIsAway() {
        refuses(
                DriplineServer.in(folder).with("--dripline.database.url=jdbc:postgresql://127.0.0.1:1/none"),
                "cannot be reached");
    }

    @Test
    void theDataOfAnotherMajor() throws IOException {
        DriplineServer server = DriplineServer.in(folder);
        Files.createDirectories(server.dataDir().resolve("postgres"));
        Files.writeString(server.dataDir().resolve("postgres/PG_VERSION"), "14\n");
        refuses(server, "was made by PostgreSQL 14");
    }

    private static void refuses(DriplineServer server, String sentence) {
        try (server) {
            assertThat(server.launch().ended()).isEqualTo(1);
            assertThat(server.log())
                    .contains(sentence)
                    .doesNotContain("\tat ", "Exception")
                    .hasLineCount(1);
        }
    }
}
