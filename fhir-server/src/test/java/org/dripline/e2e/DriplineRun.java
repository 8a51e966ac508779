// SPDX-License-Identifier: Apache-2.0
package org.dripline.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.dripline.fixtures.scenario.BackendAccess;
import org.dripline.server.DriplineServer;
import org.dripline.server.FreePorts;
import org.dripline.server.storage.SharedPrograms;

/**
 * {@code ./dripline run} as a person would type it: the script itself, in a process of its own, with what it prints and
 * the keys that it listens to.
 */
final class DriplineRun implements AutoCloseable {

    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;
    private final Map<String, String> addresses = new ConcurrentHashMap<>();
    private final Ports ports;
    private final Path data;
    private final Instant started = Instant.now();

    /** Four ports free at this moment; management is always HTTP plus one. */
    record Ports(int http, int mllp, int ehr) {
        static Ports free() {
            return new Ports(FreePorts.neighbours(2), FreePorts.one(), FreePorts.one());
        }
    }

    private DriplineRun(Process process, Ports ports, Path data) {
        this.process = process;
        this.data = data;
        this.ports = ports;
        reader = new Thread(this::read, "dripline-run-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts the script; returns at once. */
    static DriplineRun start(Ports ports, Path data, String... more) {
        return start(Map.of(), ports, data, more);
    }

    /** The same with what an operator puts into the environment. */
    static DriplineRun start(Map<String, String> environment, Ports ports, Path data, String... more) {
        List<String> command = new ArrayList<>(List.of(
                REPOSITORY.resolve("dripline").toString(),
                "run",
                "--port",
                Integer.toString(ports.http()),
                "--mllp-port",
                Integer.toString(ports.mllp()),
                "--ehr-port",
                Integer.toString(ports.ehr()),
                "--data",
                data.toAbsolutePath().toString()));
        command.addAll(List.of(more));
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment()
                    .put("DRIPLINE_JAVA_OPTIONS", DriplineServer.QUICK_START + " " + DriplineServer.ROOM_FOR_CODE);
            return new DriplineRun(builder.start(), ports, data);
        } catch (IOException e) {
            throw new UncheckedIOException("./dripline cannot be started", e);
        }
    }

    /** Waits until the chart's address is printed: everything is up and the infusion is on its way. */
    DriplineRun awaitChart() {
        await("chart");
        return this;
    }

    DriplineRun await(String address) {
        Awaitility.await("./dripline run prints its " + address + " address; it said " + lines)
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> addresses.containsKey(address) || !process.isAlive());
        if (!addresses.containsKey(address)) {
            throw new AssertionError("./dripline run ended: " + lines);
        }
        return this;
    }

    String chart() {
        return addresses.get("chart");
    }

    String fhir() {
        return addresses.get("fhir");
    }

    /** Tokens of the synthetic clinic, which the demo registers as a backend service. */
    Supplier<Optional<String>> clinic() {
        return new BackendAccess(
                URI.create(fhir()), "synthetic-clinic", "system/*.cruds", data.resolve("synthetic-clinic-key.json"));
    }

    Path data() {
        return data;
    }

    ProductClient client() {
        return new ProductClient(
                URI.create(fhir()), URI.create("http://127.0.0.1:" + (ports.http() + 1) + "/actuator"), clinic());
    }

    Ports ports() {
        return ports;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    Duration age() {
        return Duration.between(started, Instant.now());
    }

    /** Presses a key in the script's terminal: o, u or b. */
    void press(char key) {
        try {
            process.getOutputStream().write(key);
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every process that the script started and that still lives, itself included. */
    List<ProcessHandle> processes() {
        List<ProcessHandle> all = new ArrayList<>();
        all.add(process.toHandle());
        process.descendants().forEach(all::add);
        return all;
    }

    /** Ctrl-C. Returns the exit code. */
    int interrupt() {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("./dripline run did not stop within 60 s of Ctrl-C: " + lines);
            }
            return process.exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits for the script to end by itself. */
    int exitCode(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("./dripline run still runs after " + atMost + ": " + lines);
            }
            reader.join(atMost.toMillis());
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Leaves nothing running, also when Ctrl-C did not do what it should. */
    @Override
    public void close() {
        if (!process.isAlive()) {
            return;
        }
        List<ProcessHandle> all = processes();
        try {
            interrupt();
        } finally {
            all.stream().filter(ProcessHandle::isAlive).forEach(DriplineRun::end);
        }
    }

    private static void end(ProcessHandle left) {
        left.destroy();
        try {
            left.onExit().get(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            left.destroyForcibly();
        } catch (ExecutionException | TimeoutException e) {
            left.destroyForcibly();
        }
    }

    private void read() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                String[] words = line.trim().split("\\s+", 2);
                if (words.length == 2
                        && List.of("chart", "fhir", "mllp", "data").contains(words[0])) {
                    addresses.put(words[0], words[1]);
                }
            }
        } catch (IOException e) {
            lines.add("(output ended: " + e.getClass().getSimpleName() + ")");
        }
    }

    static Path freshData(String name) {
        try {
            Path folder = Path.of("target", "e2e");
            Files.createDirectories(folder);
            return SharedPrograms.in(Files.createTempDirectory(folder, name + "-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
