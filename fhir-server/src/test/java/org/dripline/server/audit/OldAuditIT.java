// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.dripline.server.access.AccessTables;
import org.dripline.server.access.AuditTrail;
import org.dripline.server.access.AuditTrail.Entry;
import org.dripline.server.access.AuditTrail.Kind;
import org.dripline.server.smart.SmartContext;
import org.dripline.server.storage.OwnSchema;
import org.dripline.server.storage.OwnSchemas;
import org.dripline.server.storage.RunningDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The oldest rows of the audit go by rule, exported and told of; nothing else takes one away. In a database of its own
 * beside the server's, in which years have passed.
 */
class OldAuditIT extends SmartContext {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
    private static final String SIX_YEARS_AGO = TODAY.minusYears(6).toString();

    private record Said(int code, String text) {}

    @Autowired
    private DataSource serversDatabase;

    @TempDir
    private Path folder;

    private OwnSchemas database;
    private OwnSchema schema;
    private AuditSealing seals;

    @BeforeEach
    void aDatabaseInWhichYearsHavePassed() throws SQLException, IOException {
        String name = "old_audit_" + DATABASES.incrementAndGet();
        try (Connection connection = serversDatabase.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
            String url = connection.getMetaData().getURL().replaceFirst("/dripline(\\?|$)", "/" + name + "$1");
            database = RunningDatabase.of(
                    dataFolder(),
                    url,
                    "dripline",
                    Files.readString(dataFolder().resolve("postgres-password")).strip());
        }
        schema = AccessTables.open(database);
        seals = new AuditSealing(schema);
        AuditRetention.shipped().keep(schema);
    }

    @AfterEach
    void closed() {
        schema.close();
    }

    @Test
    void theOldestAreExportedDestroyedAndToldOfAndTheRestHolds() throws IOException {
        sealed("9 years", "8 years");
        sealed("7 years");
        sealed("7 years", "1 day");
        sealed("1 day");
        row("7 years");
        Path export = folder.resolve("export.ndjson");

        Said exported = said("export", "--before", SIX_YEARS_AGO, "--to", export.toString());
        assertThat(exported.text()).startsWith("Seals 1 to 2 over 3 rows agree. Hash of the last: " + hash(2));
        assertThat(exported.code()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(export)))
                .isEqualTo("rw-------");
        assertThat(said("verify", "--exported", export.toString())).isEqualTo(exported);
        String second = hash(2);
        String first = hash(1);

        Said destroyed = said("destroy", "--before", SIX_YEARS_AGO, "--exported", export.toString());
        assertThat(destroyed.text())
                .contains("seals 1 to 2 with 3 rows", second, "user " + System.getProperty("user.name"))
                .contains(exported.text().strip().substring(exported.text().indexOf("file: ") + 6));
        assertThat(destroyed.code()).isZero();

        assertThat(seals()).containsExactly(3L, 4L);
        Said verified = said("verify", "--expect", second);
        assertThat(verified.text())
                .startsWith("2 seals after seal 2 over 3 rows agree.")
                .contains("seals 1 to 2 with");
        assertThat(verified.code()).isZero();
        assertThat(said("verify", "--after", "2:" + second).code()).isZero();
        assertThat(said("verify", "--expect", first).text())
                .contains("unless it is of a seal before 2, which an export shows");
        assertThat(schema.statements()
                        .queryForList("select detail from audit where kind = 'DESTRUCTION'", String.class))
                .singleElement()
                .satisfies(told -> assertThat(destroyed.text()).contains(told));
        seals.seal();
        assertThat(seals()).containsExactly(3L, 4L, 5L);
        assertThat(said("verify").text()).startsWith("3 seals after seal 2 over 5 rows agree.");

        // Again, with what has become old since, from where the last one ended; in the end all of them.
        AuditRetention.of(Period.ofDays(1)).keep(schema);
        sealed("2 days");
        String tomorrow = TODAY.plusDays(1).toString();
        Path all = folder.resolve("all.ndjson");
        assertThat(said("export", "--before", tomorrow, "--to", all.toString()).text())
                .startsWith("Seals 3 to 6 ");
        assertThat(said("destroy", "--before", tomorrow, "--exported", all.toString())
                        .text())
                .contains("the latest day for --before is " + TODAY.minusDays(1));
        schema.statements()
                .update("insert into audit_retention (period, basis) values (interval '-2 days', 'of this test')");
        assertThat(said("destroy", "--before", tomorrow, "--exported", all.toString()))
                .satisfies(all2 -> assertThat(all2.code()).as(all2.text()).isZero());
        assertThat(seals()).isEmpty();
        assertThat(said("verify").text()).startsWith("0 seals after seal 6 over 0 rows agree.");
        seals.seal();
        assertThat(seals()).containsExactly(7L);
        assertThat(said("verify").text()).startsWith("1 seals after seal 6 over 1 rows agree.");
    }

    @Test
    void nothingGoesThatIsYoungUnsealedNotExportedOrNotWhatWasSealed() throws IOException {
        row("8 years");
        assertRefused(export("none", SIX_YEARS_AGO), "no seal whose rows are all from before");
        seals.seal();
        sealed("7 years");
        sealed("1 year");
        Path file = folder.resolve("good.ndjson");
        assertThat(export("good", SIX_YEARS_AGO).code()).isZero();
        assertRefused(export("good", SIX_YEARS_AGO), "is there already");

        assertRefused(destroy(TODAY.minusYears(6).plusDays(1).toString(), file), "The audit is kept for P6Y (45 CFR");
        assertRefused(destroy("2020-02-31", file), "takes a day such as");
        assertRefused(said("destroy", "--before", SIX_YEARS_AGO), "audit destroy --before DATE --exported FILE");
        assertRefused(destroy(SIX_YEARS_AGO, folder.resolve("missing")), "There is no file");
        List<String> lines = Files.readAllLines(file);
        assertRefused(destroy(SIX_YEARS_AGO, file("short", lines.subList(0, 2))), "holds seals 1 to 1, and 1 to 2 are");
        assertRefused(destroy(SIX_YEARS_AGO, file("cut", lines.subList(0, 3))), "ends within seal 2");
        assertRefused(destroy(SIX_YEARS_AGO, file("late", lines.subList(2, 4))), "holds seals 2 to 2, and 1 to 2 are");
        assertRefused(destroy(SIX_YEARS_AGO, file("empty", List.of())), "holds no seal");
        assertRefused(destroy(SIX_YEARS_AGO, file("text", List.of("{\"seal\":1}"))), "Line 1 is not of an export");
        assertRefused(
                destroy(
                        SIX_YEARS_AGO,
                        file(
                                "changed",
                                lines.stream()
                                        .map(line -> line.replace("\"READ\"", "\"WRITE\""))
                                        .toList())),
                "The rows of seal 1 are not those that were sealed");

        withoutTriggers("update audit set outcome = 500 where id = (select last_row from audit_seal where id = 2)");
        assertRefused(destroy(SIX_YEARS_AGO, file), " was changed.");
        assertRefused(export("of-what-was-changed", SIX_YEARS_AGO), " was changed.");
        assertThat(folder.resolve("of-what-was-changed.ndjson")).doesNotExist();
        withoutTriggers("update audit set outcome = 200 where id = (select last_row from audit_seal where id = 2)");
        assertThat(seals()).containsExactly(1L, 2L, 3L);
        assertThat(count("select count(*) from audit where kind = 'DESTRUCTION'"))
                .isZero();
        assertThat(destroy(SIX_YEARS_AGO, file).code()).isZero();
        assertRefused(destroy(SIX_YEARS_AGO, file), "no seal whose rows are all from before");
    }

    @Test
    void theDatabaseItselfLetsNothingElseGo() {
        sealed("8 years");
        sealed("7 years");
        sealed("7 years");
        sealed("1 year");
        assertThat(export("good", SIX_YEARS_AGO).code()).isZero();

        // A statement by hand that says what the command says is held to the same conditions.
        long told = count("insert into audit (kind, outcome) values ('DESTRUCTION', 200) returning id");
        long young = count("select min(id) from audit where at > now() - interval '2 years'");
        byHand("2, 3, 3, 2", 3, "6 years", told, "from its oldest seal on, which is 1");
        byHand("1, 3, 2, 3", 3, "6 years", told, "no seal 3 with this hash and last row");
        byHand("1, 3, 3, 3", 2, "6 years", told, "no seal 3 with this hash and last row");
        byHand("1, 3, 3, 2", 3, "6 years", told, "are not those that were sealed");
        byHand("1, 4, 4, 4", 4, "6 years", told, "is younger than that");
        byHand("1, 3, 3, 3", 3, "5 years", told, "is kept longer than that");
        byHand("1, 3, 3, 3", 3, "6 years", young, "no row of the audit tells of it");
        withoutTriggers("delete from audit_seal where id = 2");
        byHand("1, 3, 3, 3", 3, "6 years", told, "a seal up to 3 was taken away");
        assertThat(count("select count(*) from audit")).isEqualTo(5);

        schema.statements().update("insert into audit_retention (period, basis) values ('1 day', 'of this test')");
        byHand("1, 1, 1, 1", 1, "6 years", told, "");
        assertThat(seals()).containsExactly(3L, 4L);
        for (String table : List.of("audit", "audit_seal", "audit_destruction", "audit_retention")) {
            String column = table.equals("audit") ? "outcome = 200" : "id = default";
            for (String statement :
                    List.of("delete from " + table, "update " + table + " set " + column, "truncate " + table)) {
                assertThatThrownBy(() -> schema.statements().execute(statement))
                        .as(statement)
                        .hasMessageContaining("the audit only grows");
            }
        }
        assertThat(said("verify").text())
                .contains("The destruction of seals up to 1 is not what row " + told + " of the audit says of it");
        schema.statements()
                .update("insert into audit (id, kind, outcome) overriding system value values (1, 'READ', 200)");
        assertThat(said("verify").text()).contains("Row 1 was added: the rows up to 1 were destroyed.");
    }

    @Test
    void aServerWritesAndSealsMeanwhile() {
        for (int seal = 0; seal < 30; seal++) {
            schema.statements()
                    .update("insert into audit (at, kind, outcome) select now() - interval '7 years', 'READ', 200"
                            + " from generate_series(1, 200)");
            seals.seal();
        }
        assertThat(export("old", SIX_YEARS_AGO).code()).isZero();
        AtomicBoolean goesOn = new AtomicBoolean(true);
        AtomicInteger written = new AtomicInteger();
        try (AuditTrail trail = new AuditTrail(schema)) {
            List<CompletableFuture<Void>> server = Stream.<Runnable>of(
                            () -> {
                                trail.write(new Entry(Kind.READ, 200, "app", null, List.of("anna"), null, null));
                                written.incrementAndGet();
                            },
                            seals::seal,
                            () -> assertThat(said("verify").code()).isZero())
                    .map(work -> CompletableFuture.runAsync(() -> {
                        while (goesOn.get()) {
                            work.run();
                        }
                    }))
                    .toList();
            // Two at once: one of them does it.
            List<Said> done = Stream.of(1, 2)
                    .map(twice ->
                            CompletableFuture.supplyAsync(() -> destroy(SIX_YEARS_AGO, folder.resolve("old.ndjson"))))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            goesOn.set(false);
            server.forEach(CompletableFuture::join);
            assertThat(done).extracting(Said::code).as(done.toString()).containsExactlyInAnyOrder(0, 1);
        }
        seals.seal();
        assertThat(said("verify").text()).contains(" after seal 30 over " + (written.get() + 1) + " rows agree.");
        assertThat(written.get()).isPositive();
    }

    private void byHand(String numbers, int hashOf, String before, long told, String because) {
        String[] number = numbers.split(", ");
        String statement = "insert into audit_destruction"
                + " (first_seal, last_seal, last_row, row_count, hash, before, done_by, export, audit_row) values ("
                + number[0] + ", " + number[1] + ", (select last_row from audit_seal where id = " + number[2] + "), "
                + number[3] + ", (select hash from audit_seal where id = " + hashOf + "), now() - interval '" + before
                + "', 'somebody', decode(repeat('00', 32), 'hex'), " + told + ")";
        if (because.isEmpty()) {
            schema.statements().execute(statement);
        } else {
            assertThatThrownBy(() -> schema.statements().execute(statement)).hasMessageContaining(because);
        }
    }

    private Said export(String name, String before) {
        return said(
                "export",
                "--before",
                before,
                "--to",
                folder.resolve(name + ".ndjson").toString());
    }

    private Said destroy(String before, Path file) {
        return said("destroy", "--before", before, "--exported", file.toString());
    }

    private Path file(String name, List<String> lines) throws IOException {
        return Files.write(folder.resolve(name), lines);
    }

    private void sealed(String... ages) {
        Stream.of(ages).forEach(this::row);
        seals.seal();
    }

    private void row(String age) {
        schema.statements()
                .update("insert into audit (at, kind, outcome, username, patients) values (now() - interval '" + age
                        + "', 'READ', 200, 'nurse.synthetic', '{anna}')");
    }

    private List<Long> seals() {
        return schema.statements().queryForList("select id from audit_seal order by id", Long.class);
    }

    private String hash(long seal) {
        return Objects.requireNonNull(schema.statements()
                .queryForObject("select encode(hash, 'hex') from audit_seal where id = ?", String.class, seal));
    }

    private long count(String statement) {
        Long number = schema.statements().queryForObject(statement, Long.class);
        return number == null ? -1 : number;
    }

    private void withoutTriggers(String statement) {
        schema.transactions().executeWithoutResult(status -> {
            for (String change : List.of("disable", "", "enable")) {
                if (change.isEmpty()) {
                    schema.statements().execute(statement);
                } else {
                    schema.statements().execute("alter table audit " + change + " trigger user");
                    schema.statements().execute("alter table audit_seal " + change + " trigger user");
                }
            }
        });
    }

    private static void assertRefused(Said said, String because) {
        assertThat(said.code()).as(said.text()).isEqualTo(1);
        assertThat(said.text()).contains(because);
    }

    private Said said(String... words) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        String[] command = Stream.concat(Stream.of("audit"), Stream.of(words)).toArray(String[]::new);
        int code = AuditCommand.run(command, data -> database, out, out);
        return new Said(code, said.toString(StandardCharsets.UTF_8));
    }
}
