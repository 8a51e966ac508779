// SPDX-License-Identifier: Apache-2.0
package org.dripline.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.dripline.server.storage.SharedPrograms;
import org.jspecify.annotations.Nullable;

/**
 * The packaged product as a child process on free ports, for end-to-end tests. The data folder outlives restarts, so a
 * test can kill the product or its PostgreSQL and look at what is left.
 *
 * <pre>
 *   try (DriplineServer server = DriplineServer.in(folder).with("--dripline.clock.speed=10").start()) {
 *       server.killProduct();
 *       server.start();
 *   }
 * </pre>
 */
public final class DriplineServer implements AutoCloseable {

    private static final Duration HEALTHY_WITHIN = Duration.ofMinutes(5);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Path folder;
    private final int port;
    private final int mllpPort;
    private final List<String> arguments = new ArrayList<>();
    private @Nullable Process process;

    private DriplineServer(Path folder) {
        this.folder = folder;
        this.port = FreePorts.neighbours(2);
        this.mllpPort = FreePorts.one();
    }

    /** A product that is not running yet; the folder gets its {@code data} and its {@code product.log}. */
    public static DriplineServer in(Path folder) {
        return new DriplineServer(folder.toAbsolutePath());
    }

    /**
     * More command-line arguments, such as {@code --dripline.app.enabled=false}; the last one of a key wins. Without
     * one about access, it asks for no token.
     */
    public DriplineServer with(String... more) {
        arguments.addAll(Arrays.asList(more));
        return this;
    }

    /**
     * A test's product lives for a minute: it starts in half the processor time when Java does not compile for the long
     * run.
     */
    public static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    /** With that, Java keeps less room for what it compiled than the product with access {@code smart} fills. */
    public static final String ROOM_FOR_CODE = "-XX:ReservedCodeCacheSize=160m";

    /** Starts it and waits until it is healthy. Fails with the end of its log when it ends before. */
    public DriplineServer start() {
        launch();
        Awaitility.await()
                .atMost(HEALTHY_WITHIN)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> {
                    if (!running().isAlive()) {
                        throw new AssertionError(
                                "The product ended with " + running().exitValue() + ":\n" + log());
                    }
                    return healthy();
                });
        return this;
    }

    /** Starts it and does not wait. */
    public DriplineServer launch() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx900m",
                "-XX:+UseSerialGC",
                QUICK_START,
                ROOM_FOR_CODE,
                "-jar",
                jar().toString(),
                "--server.port=" + port,
                "--dripline.routes.mllp.port=" + mllpPort,
                "--dripline.data-dir=" + dataDir()));
        if (arguments.stream().noneMatch(argument -> argument.startsWith("--dripline.access.mode="))) {
            command.add("--dripline.access.mode=open");
        }
        command.addAll(arguments);
        try {
            Files.createDirectories(folder);
            SharedPrograms.in(dataDir());
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Waits for it to end by itself. @return its exit code */
    public int ended() {
        try {
            if (!running().waitFor(HEALTHY_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("The product runs on:\n" + log());
            }
            return running().exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** {@code kill -9} of the product; its PostgreSQL stays behind. */
    public void killProduct() {
        running().destroyForcibly();
        ended();
    }

    /** {@code kill -9} of the product's PostgreSQL. */
    public void killPostgres() {
        ProcessHandle.of(postgresPid()).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Ctrl-C: the product closes what it opened and stops its PostgreSQL. */
    public void stop() {
        running().destroy();
        ended();
    }

    /** Resident memory of the product's process, without PostgreSQL, in bytes. Linux only. */
    public long residentBytes() {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(running().pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI fhir() {
        return URI.create("http://127.0.0.1:" + port + "/fhir");
    }

    public URI app() {
        return URI.create("http://localhost:" + port + "/app");
    }

    public URI management() {
        return URI.create("http://127.0.0.1:" + (port + 1) + "/actuator");
    }

    public int port() {
        return port;
    }

    public int mllpPort() {
        return mllpPort;
    }

    public Path dataDir() {
        return folder.resolve("data");
    }

    /** Everything the product has printed, over all its starts. */
    public String log() {
        try {
            return Files.exists(logFile()) ? Files.readString(logFile()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process id of the embedded PostgreSQL, or -1. */
    public long postgresPid() {
        Path file = dataDir().resolve("postgres/postmaster.pid");
        try {
            return Files.exists(file)
                    ? Long.parseLong(Files.readAllLines(file).get(0).strip())
                    : -1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the product, and a PostgreSQL that a killed product left. */
    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            stop();
        }
        killPostgres();
    }

    private boolean healthy() {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(management() + "/health"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("not started");
        }
        return process;
    }

    private Path logFile() {
        return folder.resolve("product.log");
    }

    private static Path jar() {
        Path target = Path.of("target", "product");
        try (var files = Files.newDirectoryStream(target, "fhir-server-*-exec.jar")) {
            for (Path jar : files) {
                return jar.toAbsolutePath();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("No exec jar in " + target.toAbsolutePath() + ": run mvn package first");
    }
}
