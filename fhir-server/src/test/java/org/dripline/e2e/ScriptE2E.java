// SPDX-License-Identifier: Apache-2.0
package org.dripline.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dripline.e2e.DriplineRun.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the script says when it cannot do what was asked: one plain sentence, an exit code, no stack trace. */
class ScriptE2E {

    private static final Path SCRIPT =
            Path.of("..", "dripline").toAbsolutePath().normalize();

    record Outcome(int code, String output) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run --speed 0.5|--speed needs a number of 1 or more",
                "run --scenario D99|there is no scenario \"D99\"",
                "run --port abc|--port needs a port number",
                "run --nonsense|unknown option \"--nonsense\"",
                "run --data|--data needs a value",
                "run --access nobody|--access is open or smart",
                "send|name at least one file",
                "perform|unknown command \"perform\"",
            })
    void whatCannotBeDoneIsSaidInASentence(String arguments, String sentence) throws Exception {
        Outcome outcome = run(arguments.split(" "));

        assertThat(outcome.code()).isNotZero();
        assertThat(outcome.output().lines())
                .singleElement()
                .asString()
                .startsWith("dripline: ")
                .contains(sentence);
    }

    @Test
    void anOldJavaIsNamedWithWhatToDo(@TempDir Path folder) throws Exception {
        Path java = folder.resolve("bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();

        Outcome outcome = run(folder, "run");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.output().lines())
                .singleElement()
                .asString()
                .contains("Java 11 is too old")
                .contains("Install a JDK 17 or newer");
    }

    @Test
    void aTakenPortIsNamedBeforeAnythingStarts() throws Exception {
        Ports ports = Ports.free();
        try (ServerSocket taken = new ServerSocket(ports.mllp(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            try (DriplineRun run = DriplineRun.start(ports, DriplineRun.freshData("taken"))) {
                assertThat(run.exitCode(Duration.ofSeconds(60))).isEqualTo(1);
                assertThat(run.lines())
                        .singleElement()
                        .asString()
                        .contains("port " + ports.mllp() + " is taken")
                        .contains("--mllp-port");
            }
        }
    }

    @Test
    void theProductRunsAlone() throws Exception {
        Ports ports = Ports.free();
        Path data = DriplineRun.freshData("alone");
        try (DriplineRun run = DriplineRun.start(ports, data, "--no-demo").await("mllp")) {
            assertThat(run.lines()).noneMatch(line -> line.startsWith("chart"));
            Path messages = Path.of("..", "fixtures/src/main/resources/org/dripline/fixtures/hl7v2/generic");

            Outcome unknownPatient = send(ports, data, messages.resolve("monitor-one-bad-value.hl7"));
            Outcome unreadable = send(ports, data, messages.resolve("unreadable.hl7"));

            assertThat(unknownPatient.output()).contains("parked");
            assertThat(unreadable.code()).isNotZero();
            assertThat(unreadable.output()).containsPattern("(?i)(CR|AR|refused|quarantined)");
            assertThat(run.interrupt()).isEqualTo(130);
        }
        Outcome nobody = send(
                ports,
                data,
                Path.of("..", "fixtures/src/main/resources/org/dripline/fixtures/hl7v2/generic/pump-status.hl7"));
        assertThat(nobody.code()).isNotZero();
        assertThat(nobody.output()).doesNotContain("Exception").doesNotContain("\tat ");
    }

    static Outcome send(Ports ports, Path data, Path file) throws IOException, InterruptedException {
        return run(
                "send",
                file.toAbsolutePath().normalize().toString(),
                "--port",
                Integer.toString(ports.http()),
                "--mllp-port",
                Integer.toString(ports.mllp()),
                "--data",
                data.toAbsolutePath().toString());
    }

    private static Outcome run(String... arguments) throws IOException, InterruptedException {
        return run(Path.of(System.getProperty("java.home")), arguments);
    }

    private static Outcome run(Path javaHome, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", javaHome.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), output);
    }
}
