// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.dripline.server.status.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class EmbeddedPostgresIT {

    private static final Duration SOON = Duration.ofSeconds(5);

    @Test
    void isDurableAndAsksForThePassword(@TempDir Path folder) throws SQLException, IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
                assertThat(ask(postgres, "show " + setting)).as(setting).isEqualTo("on");
            }
            assertThat(ask(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(postgres, "show server_version")).startsWith("17.");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(
                            () -> DriverManager.getConnection(postgres.access().url(), "dripline", "guess"));
            assertThat(Files.getPosixFilePermissions(folder.resolve("postgres-password")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        assertThat(folder.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    void adoptsTheOneAKilledProductLeft(@TempDir Path folder) throws SQLException, IOException {
        EmbeddedPostgres left = EmbeddedPostgres.start(SharedPrograms.in(folder));
        execute(left, "create table kept (value int)");
        execute(left, "insert into kept values (41)");
        long pid = left.pid();
        left.abandon();

        try (EmbeddedPostgres adopted = EmbeddedPostgres.start(SharedPrograms.in(folder))) {
            assertThat(adopted.pid()).isEqualTo(pid);
            assertThat(adopted.access().url()).isEqualTo(left.access().url());
            assertThat(ask(adopted, "select value from kept")).isEqualTo("41");
        }
    }

    @Test
    void comesBackByItselfAfterAKillWithWhatWasCommitted(@TempDir Path folder) throws SQLException, IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(SharedPrograms.in(folder))) {
            execute(postgres, "create table kept (value int)");
            execute(postgres, "insert into kept values (42)");
            ProcessHandle.of(postgres.pid()).ifPresent(ProcessHandle::destroyForcibly);

            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> ask(postgres, "select value from kept").equals("42"));
        }
    }

    @Test
    void startsAfterTheProductAndPostgresWereBothKilled(@TempDir Path folder) throws SQLException, IOException {
        EmbeddedPostgres left = EmbeddedPostgres.start(SharedPrograms.in(folder));
        execute(left, "create table kept (value int)");
        execute(left, "insert into kept values (43)");
        long pid = left.pid();
        left.abandon();
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);

        try (EmbeddedPostgres again = EmbeddedPostgres.start(SharedPrograms.in(folder))) {
            assertThat(ask(again, "select value from kept")).isEqualTo("43");
        }
    }

    @Test
    void aPidFileThatNamesAnotherProgramIsStale(@TempDir Path folder) throws IOException {
        EmbeddedPostgres.start(SharedPrograms.in(folder)).close();
        Files.writeString(
                folder.resolve("postgres/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + folder.resolve("postgres") + "\n0\n5432\n");

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(SharedPrograms.in(folder))) {
            assertThat(postgres.pid()).isNotEqualTo(ProcessHandle.current().pid());
        }
    }

    @Test
    void aPidFileThatNamesAnotherPostgresIsStale(@TempDir Path folder, @TempDir Path elsewhere) throws IOException {
        EmbeddedPostgres.start(SharedPrograms.in(folder)).close();
        Path foreign = Files.copy(
                Path.of("/bin/sleep").toRealPath(), elsewhere.resolve("postgres"), StandardCopyOption.COPY_ATTRIBUTES);
        Process sleeping = new ProcessBuilder(foreign.toString(), "600")
                .directory(elsewhere.toFile())
                .start();
        try {
            Files.writeString(
                    folder.resolve("postgres/postmaster.pid"),
                    sleeping.pid() + "\n" + folder.resolve("postgres") + "\n"
                            + Instant.now().getEpochSecond() + "\n5432\n");

            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(SharedPrograms.in(folder))) {
                assertThat(postgres.pid()).isNotEqualTo(sleeping.pid());
            }
            assertThat(sleeping.isAlive()).isTrue();
        } finally {
            sleeping.destroyForcibly();
        }
    }

    @Test
    void somebodyElsesFilesAreRefusedAndLeftAlone(@TempDir Path folder) throws IOException {
        Path theirs = Files.writeString(
                Files.createDirectories(folder.resolve("postgres")).resolve("notes.txt"), "kept");

        refused(folder, "holds files that are not Dripline's");
        assertThat(theirs).hasContent("kept");

        Files.move(folder.resolve("postgres"), folder.resolve("postgres-initialising"));
        refused(folder, "holds files that are not Dripline's");
        assertThat(folder.resolve("postgres-initialising/notes.txt")).hasContent("kept");
    }

    @Test
    void aStartKilledWhileItInitialisedIsBegunAnew(@TempDir Path folder) throws IOException {
        Path left = Files.createDirectories(folder.resolve("postgres-initialising/postgres"));
        Files.createFile(folder.resolve("postgres-initialising/made-by-dripline"));
        Files.writeString(left.resolve("PG_VERSION"), "17\n");
        Files.writeString(folder.resolve("postgres-password"), "half");

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(SharedPrograms.in(folder))) {
            assertThat(postgres.pid()).isPositive();
        }
        assertThat(folder.resolve("postgres-initialising")).doesNotExist();
    }

    @Test
    void aMissingPasswordIsRefusedInOneSentence(@TempDir Path folder) throws IOException {
        EmbeddedPostgres.start(SharedPrograms.in(folder)).close();
        Files.delete(folder.resolve("postgres-password"));

        refused(folder, "password cannot be read from");
    }

    @Test
    void closedWhileItStartsLeavesNothingRunning(@TempDir Path folder) throws Exception {
        CompletableFuture<EmbeddedPostgres> starting = new CompletableFuture<>();
        CompletableFuture<Void> closed = starting.thenAcceptAsync(postgres -> {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> Files.exists(folder.resolve("postgres-initialising")));
            postgres.close();
        });

        EmbeddedPostgres.start(SharedPrograms.in(folder), starting::complete);
        closed.get(2, TimeUnit.MINUTES);

        assertThat(folder.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    void aSecondProductOnTheFolderIsRefusedInOneSentence(@TempDir Path folder) {
        try (EmbeddedPostgres first = EmbeddedPostgres.start(SharedPrograms.in(folder))) {
            assertThat(first.access().url()).isNotBlank();
            refused(folder, "Another Dripline runs on the data folder");
        }
    }

    @Test
    void anotherMajorsFolderIsRefusedInOneSentence(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("postgres"));
        Files.writeString(folder.resolve("postgres/PG_VERSION"), "14\n");

        refused(folder, "was made by PostgreSQL 14, and this Dripline brings PostgreSQL 17");
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefusedInOneSentence(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("occupied"));

        refused(file.resolve("data"), "cannot be written");
    }

    private static void refused(Path folder, String sentence) {
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> EmbeddedPostgres.start(folder))
                .withMessageContaining(sentence);
    }

    private static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = postgres.access().connect(SOON);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = postgres.access().connect(SOON);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
