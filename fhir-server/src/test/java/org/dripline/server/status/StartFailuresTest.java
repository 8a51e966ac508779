// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.PortInUseException;

class StartFailuresTest {

    @Test
    void aRefusalIsPrintedAsItIs() {
        assertThat(printed(new IllegalStateException("outer", new StartRefused("Do this."))))
                .isEqualTo("Do this.");
    }

    @Test
    void aTakenPortIsNamed() {
        assertThat(printed(new PortInUseException(18123)))
                .contains("Port 18123 is taken")
                .hasLineCount(1);
    }

    @Test
    void aTakenMllpPortIsASentence() {
        assertThat(printed(new IllegalStateException(new BindException("x"))))
                .contains("is taken")
                .hasLineCount(1);
    }

    @Test
    void aLostDatabaseIsASentence() {
        assertThat(printed(new IllegalStateException(new SQLException("x", "08001"))))
                .contains("database cannot be reached")
                .hasLineCount(1);
    }

    @Test
    void appKeysThatCannotBeReadAreASentence() {
        assertThat(printed(new IllegalStateException("/data/app-keys.json is not a JSON Web Key Set")))
                .contains("app-keys.json in the data folder", "put a backup back")
                .hasLineCount(1);
    }

    @Test
    void anUnknownFailureNamesItsClassAndNoMessage() {
        assertThat(printed(new IllegalStateException("patient-name-417")))
                .contains("IllegalStateException")
                .doesNotContain("patient-name-417");
    }

    @Test
    void whatHasASentenceIsNotLoggedWithATrace() {
        assertThat(new StartFailures().reportException(new StartRefused("Do this.")))
                .isTrue();
        assertThat(new StartFailures().reportException(new IllegalStateException("x")))
                .isFalse();
    }

    private static String printed(Throwable failure) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StartFailures.print(failure, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8).strip();
    }
}
