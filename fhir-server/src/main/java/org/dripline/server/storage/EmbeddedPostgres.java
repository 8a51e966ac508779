// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.storage;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.dripline.server.status.StartRefused;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL that this process starts, watches and stops. On disk, under the data folder:
 *
 * <pre>
 *   dripline.lock           held while a Dripline runs on this folder
 *   postgres/               PostgreSQL's own data folder (PG_VERSION, postmaster.pid, …)
 *   postgres-password       the role's password, random, mode 600
 *   postgres-programs-…/    the unpacked programs
 *   postgres.log            what PostgreSQL says: no statement, parameter or row value
 * </pre>
 *
 * <p>It listens on 127.0.0.1 only, on any free port, and asks every connection for the password (scram-sha-256).
 * {@code fsync}, {@code synchronous_commit} and {@code full_page_writes} are on: what was committed survives a kill and
 * a power cut. The server is started through {@code pg_ctl}, which gives it a session of its own, so that Ctrl-C in the
 * terminal reaches the product and not PostgreSQL, and the product can close its connections first.
 *
 * <p>Thread-safe.
 */
final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String MAJOR = "17";
    private static final String ROLE = "dripline";
    private static final String DATABASE = "dripline";
    private static final String DATA_OPTION = "--data of ./dripline run, which is the key dripline.data-dir.";
    private static final Duration COMMAND_LIMIT = Duration.ofMinutes(3);
    /** Programs name their start in whole seconds, and PostgreSQL notes it a moment after the system does. */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(3);

    private final Path dataDir;
    private final Path cluster;
    private final PostgresBinaries programs;
    private final FileChannel lock;
    private String password = "";
    private int port;
    private boolean launched;
    private boolean stopped;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final RestartPace pace = new RestartPace();

    private EmbeddedPostgres(Path dataDir, PostgresBinaries programs, FileChannel lock) {
        this.dataDir = dataDir;
        this.cluster = dataDir.resolve("postgres");
        this.programs = programs;
        this.lock = lock;
    }

    /**
     * Starts PostgreSQL on this folder, or takes over the one that a killed Dripline left running on it.
     *
     * @param dataDir the product's data folder; made when absent
     * @throws StartRefused when the folder cannot be used, is in use, or holds another major version's data
     */
    static EmbeddedPostgres start(Path dataDir) {
        return start(dataDir, starting -> {});
    }

    /** @param beforeLaunch told of the object before there is a process, to close it whatever happens */
    static EmbeddedPostgres start(Path dataDir, Consumer<EmbeddedPostgres> beforeLaunch) {
        Path folder = writable(dataDir);
        FileChannel lock = lock(folder);
        try {
            refuseOtherMajor(folder.resolve("postgres"));
            EmbeddedPostgres postgres = new EmbeddedPostgres(folder, PostgresBinaries.under(folder), lock);
            beforeLaunch.accept(postgres);
            try {
                postgres.begin();
            } catch (IOException | RuntimeException e) {
                postgres.close();
                throw e;
            }
            return postgres;
        } catch (IOException | RuntimeException e) {
            release(lock);
            if (e instanceof StartRefused refused) {
                throw refused;
            }
            throw new StartRefused(
                    "PostgreSQL could not be started on " + folder + ": see " + folder.resolve("postgres.log") + ".",
                    e);
        }
    }

    /** How to reach the product's database in it. */
    synchronized DatabaseAccess access() {
        return access(DATABASE);
    }

    private DatabaseAccess access(String database) {
        return new DatabaseAccess("jdbc:postgresql://127.0.0.1:" + port + "/" + database, ROLE, password);
    }

    private synchronized void begin() throws IOException {
        if (stopped) {
            throw new StartRefused("Dripline was stopped while it started.");
        }
        Path passwordFile = dataDir.resolve("postgres-password");
        if (!Files.exists(cluster.resolve("PG_VERSION"))) {
            initialise(passwordFile);
        }
        password = passwordIn(passwordFile);
        writeSettings();
        Optional<Postmaster> left = runningPostmaster();
        if (left.isPresent()) {
            port = left.get().port();
            launched = true;
            log.info("postgres adopted pid={} port={}", left.get().pid(), port);
        } else {
            port = freePort();
            launch();
            log.info("postgres started port={}", port);
        }
        createDatabase();
        watch();
    }

    private static String passwordIn(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new StartRefused(
                    "The database's password cannot be read from " + file + ", and without it its data stay closed:"
                            + " put the file back from a backup, or choose another data folder with " + DATA_OPTION,
                    e);
        }
    }

    /**
     * Makes a cluster beside its final place and moves it there, so that a kill half-way leaves nothing half-made. Only
     * what carries our mark is ever cleared away.
     */
    private void initialise(Path passwordFile) throws IOException {
        if (holdsSomething(cluster)) {
            throw notOurs(cluster);
        }
        Path workshop = dataDir.resolve("postgres-initialising");
        Path mark = workshop.resolve("made-by-dripline");
        if (holdsSomething(workshop) && !Files.exists(mark)) {
            throw notOurs(workshop);
        }
        PostgresBinaries.deleteFolder(workshop);
        Files.createDirectory(workshop);
        Files.createFile(mark);
        Path fresh = workshop.resolve("postgres");
        Files.deleteIfExists(passwordFile);
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.createFile(
                passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        log.info("postgres initialising folder={}", cluster);
        run(
                programs.program("initdb"),
                "--pgdata=" + fresh,
                "--username=" + ROLE,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C");
        Files.writeString(fresh.resolve("postgresql.conf"), "\ninclude 'dripline.conf'\n", StandardOpenOption.APPEND);
        Files.writeString(fresh.resolve("dripline.conf"), settings());
        Files.deleteIfExists(cluster);
        Files.move(fresh, cluster, StandardCopyOption.ATOMIC_MOVE);
        PostgresBinaries.deleteFolder(workshop);
    }

    private static boolean holdsSomething(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        if (!Files.isDirectory(folder)) {
            return true;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            return entries.iterator().hasNext();
        }
    }

    private static StartRefused notOurs(Path folder) {
        return new StartRefused(
                "The folder " + folder + " holds files that are not Dripline's, and they are left alone:"
                        + " move them, or choose another data folder with " + DATA_OPTION);
    }

    private void writeSettings() throws IOException {
        Path fresh = cluster.resolve("dripline.conf.new");
        Files.writeString(fresh, settings());
        Files.move(
                fresh,
                cluster.resolve("dripline.conf"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** Durable, local, and silent about content: an error's statement and DETAIL line would quote row values. */
    private static String settings() {
        return """
                # Written by Dripline at every start; changes here are lost.
                listen_addresses = '127.0.0.1'
                unix_socket_directories = ''
                password_encryption = 'scram-sha-256'
                fsync = on
                synchronous_commit = on
                full_page_writes = on
                max_connections = 80
                shared_buffers = '128MB'
                timezone = 'UTC'
                log_timezone = 'UTC'
                log_min_error_statement = panic
                log_error_verbosity = terse
                log_parameter_max_length = 0
                log_parameter_max_length_on_error = 0
                """;
    }

    private void launch() throws IOException {
        Path logFile = dataDir.resolve("postgres.log");
        if (Files.exists(logFile) && Files.size(logFile) > 5_000_000) {
            Files.move(logFile, dataDir.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        launched = true;
        run(
                programs.program("pg_ctl"),
                "start",
                "--pgdata=" + cluster,
                "--log=" + logFile,
                "--wait",
                "--timeout=120",
                "--options=-p " + port);
    }

    /** Starts PostgreSQL again on its port when it dies under us; pools reconnect by themselves. */
    private void watch() throws IOException {
        long pid = postmasterFile().map(Postmaster::pid).orElse(-1L);
        Optional<ProcessHandle> postmaster = pid < 0 ? Optional.empty() : ProcessHandle.of(pid);
        CompletableFuture<?> gone =
                postmaster.isPresent() ? postmaster.get().onExit() : CompletableFuture.completedFuture(pid);
        var unused = gone.thenRunAsync(this::restart, EmbeddedPostgres::onThreadOfItsOwn);
    }

    private static void onThreadOfItsOwn(Runnable task) {
        Thread thread = new Thread(task, "postgres-restart");
        thread.setDaemon(true);
        thread.start();
    }

    /** Children of a killed postmaster need a moment to leave its shared memory, so a first attempt may well fail. */
    private void restart() {
        while (true) {
            try {
                if (closing.await(nextPause().toMillis(), TimeUnit.MILLISECONDS) || relaunched()) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private synchronized Duration nextPause() {
        return pace.beforeAttempt(Instant.now());
    }

    /** False when it must be tried again. */
    private synchronized boolean relaunched() {
        if (stopped) {
            return true;
        }
        log.warn("postgres died, starting it again port={} attempts-within-the-hour={}", port, pace.attempts());
        try {
            removeStalePid();
            if (postmasterFile().isEmpty()) {
                launch();
            }
            watch();
            return true;
        } catch (IOException | RuntimeException e) {
            log.error(
                    "postgres could not be started again, trying on: failure={}",
                    e.getClass().getSimpleName());
            return false;
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Postmaster> runningPostmaster() throws IOException {
        Optional<Postmaster> recorded = postmasterFile();
        if (recorded.isEmpty()) {
            return Optional.empty();
        }
        if (!runsOnOurFolder(recorded.get())) {
            removeStalePid();
            return Optional.empty();
        }
        port = recorded.get().port();
        for (int attempt = 1; attempt <= 30; attempt++) {
            if (isOurs()) {
                return recorded;
            }
            if (!runsOnOurFolder(recorded.get())) {
                removeStalePid();
                return Optional.empty();
            }
            pause();
        }
        throw new StartRefused("A PostgreSQL that does not answer runs on " + cluster + " as process "
                + recorded.get().pid() + ": end it and start Dripline again.");
    }

    /** Our password opens it and it works on our folder: nothing else can be both. */
    private boolean isOurs() {
        try (Connection connection = access("postgres").connect(Duration.ofSeconds(5));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show data_directory")) {
            return row.next() && Files.isSameFile(Path.of(row.getString(1)), cluster);
        } catch (SQLException | IOException e) {
            log.debug("postgres does not answer: {}", e.getClass().getSimpleName());
            return false;
        }
    }

    /**
     * The number of a dead postmaster may be another program's by now, even another PostgreSQL's. Ours works in our
     * folder; where the system does not show that, it was started when its record says.
     */
    private boolean runsOnOurFolder(Postmaster recorded) {
        Optional<ProcessHandle> process = ProcessHandle.of(recorded.pid())
                .filter(ProcessHandle::isAlive)
                .filter(alive -> alive.info()
                        .command()
                        .filter(command -> command.toLowerCase(Locale.ROOT).contains("postgres"))
                        .isPresent());
        if (process.isEmpty()) {
            return false;
        }
        try {
            Path worksIn = Files.readSymbolicLink(Path.of("/proc", Long.toString(recorded.pid()), "cwd"));
            return Files.isSameFile(worksIn, cluster);
        } catch (IOException e) {
            log.debug("postgres working folder not shown: {}", e.getClass().getSimpleName());
        }
        return process.get()
                .info()
                .startInstant()
                .map(started -> Duration.between(started, recorded.started()).abs())
                .filter(apart -> apart.compareTo(START_TOLERANCE) <= 0)
                .isPresent();
    }

    private void removeStalePid() throws IOException {
        Optional<Postmaster> recorded = postmasterFile();
        if (recorded.isPresent() && !runsOnOurFolder(recorded.get())) {
            Files.deleteIfExists(cluster.resolve("postmaster.pid"));
        }
    }

    /**
     * PostgreSQL's own record: line 1 the process id, line 3 its start in Unix seconds, line 4 the port. Source:
     * PostgreSQL 17, storage-file-layout.
     */
    private Optional<Postmaster> postmasterFile() throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.size() < 4) {
            Files.delete(file);
            return Optional.empty();
        }
        try {
            return Optional.of(new Postmaster(
                    Long.parseLong(lines.get(0).strip()),
                    Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip())),
                    Integer.parseInt(lines.get(3).strip())));
        } catch (NumberFormatException e) {
            Files.delete(file);
            return Optional.empty();
        }
    }

    private record Postmaster(long pid, Instant started, int port) {}

    private void createDatabase() {
        try (Connection connection = access("postgres").connect(Duration.ofSeconds(30));
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
            if (!row.next()) {
                try (Statement create = connection.createStatement()) {
                    create.execute("create database " + DATABASE);
                }
            }
        } catch (SQLException e) {
            throw new StartRefused(
                    "PostgreSQL runs on " + cluster + " but refuses the password in "
                            + dataDir.resolve("postgres-password") + ": put the right one back.",
                    e);
        }
    }

    /** What a kill of the product leaves: PostgreSQL runs on, nobody watches it, and the folder is free. For tests. */
    synchronized void abandon() {
        stopped = true;
        release(lock);
    }

    /** The process id of the running PostgreSQL. For tests. */
    long pid() throws IOException {
        return postmasterFile().map(Postmaster::pid).orElse(-1L);
    }

    /**
     * Stops PostgreSQL after the context has closed its connections, one that is just starting as soon as it has.
     * Calling it again does nothing.
     */
    @Override
    public void close() {
        closing.countDown();
        stop();
    }

    private synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        try {
            if (launched && postmasterFile().isPresent()) {
                run(programs.program("pg_ctl"), "stop", "--pgdata=" + cluster, "--mode=fast", "--wait", "--timeout=60");
                log.info("postgres stopped");
            }
        } catch (IOException | RuntimeException e) {
            log.warn("postgres did not stop: {}", e.getClass().getSimpleName());
        } finally {
            release(lock);
        }
    }

    /**
     * Runs one of PostgreSQL's programs. They refuse to run as root, so root runs them in a user namespace of their
     * own, in which it is nobody in particular and still owns its files.
     */
    private void run(String... command) throws IOException {
        List<String> line = new ArrayList<>();
        boolean root = isRoot();
        if (root) {
            line.addAll(List.of("unshare", "--user"));
        }
        line.addAll(List.of(command));
        Path output = Files.createTempFile(dataDir, "postgres-command-", ".txt");
        try {
            Process process = new ProcessBuilder(line)
                    .directory(dataDir.toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(COMMAND_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new StartRefused("PostgreSQL did not answer within " + COMMAND_LIMIT.toMinutes()
                        + " minutes: see " + dataDir.resolve("postgres.log") + ".");
            }
            if (process.exitValue() != 0) {
                String said = Files.readString(output);
                if (root && said.contains("unshare")) {
                    throw rootRefused();
                }
                log.debug("postgres command failed exit={}", process.exitValue());
                throw new StartRefused("PostgreSQL could not be started on " + dataDir + ": see "
                        + dataDir.resolve("postgres.log") + ".");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (IOException e) {
            if (root && !Files.isExecutable(Path.of("/usr/bin/unshare"))) {
                throw rootRefused();
            }
            throw e;
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static StartRefused rootRefused() {
        return new StartRefused(
                "PostgreSQL does not run as root and this machine allows no user namespace: start Dripline as"
                        + " another user, or set dripline.database.url to a PostgreSQL of yours.");
    }

    private static boolean isRoot() throws IOException {
        Path self = Path.of("/proc/self");
        if (Files.exists(self)) {
            return Integer.valueOf(0).equals(Files.getAttribute(self, "unix:uid"));
        }
        return "root".equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Path writable(Path dataDir) {
        Path folder = dataDir.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "writable-", ".txt"));
            return folder.toRealPath();
        } catch (IOException e) {
            throw new StartRefused(
                    "The data folder " + folder
                            + " cannot be written: give this user the right to it, or choose another with "
                            + DATA_OPTION,
                    e);
        }
    }

    private static FileChannel lock(Path folder) {
        try {
            FileChannel channel = FileChannel.open(
                    folder.resolve("dripline.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            @Nullable FileLock held = channel.tryLock();
            if (held != null) {
                return channel;
            }
            channel.close();
        } catch (IOException e) {
            throw new StartRefused(
                    "The data folder " + folder + " cannot be locked: choose another with " + DATA_OPTION, e);
        } catch (OverlappingFileLockException e) {
            throw inUse(folder);
        }
        throw inUse(folder);
    }

    private static StartRefused inUse(Path folder) {
        return new StartRefused("Another Dripline runs on the data folder " + folder
                + ": stop it, or choose another folder with " + DATA_OPTION);
    }

    private static void refuseOtherMajor(Path cluster) throws IOException {
        Path file = cluster.resolve("PG_VERSION");
        if (!Files.exists(file)) {
            return;
        }
        String major = Files.readString(file).strip();
        if (!major.equals(MAJOR)) {
            throw new StartRefused("The data folder " + cluster + " was made by PostgreSQL " + major
                    + ", and this Dripline brings PostgreSQL " + MAJOR
                    + ": move the data with pg_dump and pg_restore, or choose another folder with " + DATA_OPTION);
        }
    }

    private static void release(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException e) {
            log.debug("lock not released: {}", e.getClass().getSimpleName());
        }
    }
}
