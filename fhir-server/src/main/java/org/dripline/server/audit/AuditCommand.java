// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.audit;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.dripline.server.access.AccessTables;
import org.dripline.server.access.OwnerOnlyFile;
import org.dripline.server.audit.ExportedAudit.NotAnExport;
import org.dripline.server.audit.ExportedAudit.Summary;
import org.dripline.server.audit.OldAudit.NotDone;
import org.dripline.server.status.StartRefused;
import org.dripline.server.storage.OwnSchema;
import org.dripline.server.storage.OwnSchemas;
import org.dripline.server.storage.RunningDatabase;

/**
 * Holds the audit against its seals, and takes its oldest seals out by rule, on the command line beside a product that
 * runs.
 */
public final class AuditCommand {

    private static final String HELP = """
            audit verify [--expect HASH] [--after SEAL:HASH] [--data DIR]    holds every sealed row against its seal
                --expect: a hash that the log told of must still be in the chain
                --after: the last seal of those that are gone, from your own notes; verifies what is left
            audit verify --exported FILE                        holds the rows of an export against the seals in it
            audit export --before DATE --to FILE [--data DIR]   writes the oldest seals, whose rows are all older, to a new file
            audit destroy --before DATE --exported FILE [--data DIR]   destroys those that the file holds; refused before
                the time for which the audit is kept (dripline.audit.retention) is over
                DATE: such as 2020-01-31, midnight UTC
                --data: default ./data; another database is taken from DRIPLINE_DATABASE_URL, _USERNAME, _PASSWORD
            """;

    private static final Map<String, List<String>> OPTIONS = Map.of(
            "verify", List.of("--expect", "--after", "--exported", "--data"),
            "export", List.of("--before", "--to", "--data"),
            "destroy", List.of("--before", "--exported", "--data"));

    private AuditCommand() {}

    /** Whether a first argument is this command. */
    public static boolean isOne(String word) {
        return word.equals("audit");
    }

    /** Does it. Returns the exit code: 0 when all agrees and what was asked for is done, else 1. */
    public static int run(String[] arguments, PrintStream out, PrintStream err) {
        return run(
                arguments,
                data -> RunningDatabase.of(
                        data,
                        System.getenv("DRIPLINE_DATABASE_URL"),
                        System.getenv("DRIPLINE_DATABASE_USERNAME"),
                        System.getenv("DRIPLINE_DATABASE_PASSWORD")),
                out,
                err);
    }

    /** @param databases the database of a data folder */
    static int run(String[] arguments, Function<Path, OwnSchemas> databases, PrintStream out, PrintStream err) {
        Deque<String> words = new ArrayDeque<>(Arrays.asList(arguments));
        words.poll();
        String what = Objects.requireNonNullElse(words.poll(), "");
        List<String> known = OPTIONS.getOrDefault(what, List.of());
        Map<String, String> options = new HashMap<>();
        while (!words.isEmpty()) {
            String option = words.pop();
            String value = words.poll();
            if (value == null || !known.contains(option)) {
                err.println(HELP);
                return 1;
            }
            options.put(option, value);
        }
        try {
            if (what.equals("verify") && options.containsKey("--exported")) {
                return verifyExport(Path.of(options.get("--exported")), out);
            }
            String mistake = mistake(what, options);
            if (!mistake.isEmpty()) {
                err.println(mistake);
                return 1;
            }
            try (OwnSchema schema =
                    AccessTables.open(databases.apply(Path.of(options.getOrDefault("--data", "./data"))))) {
                return switch (what) {
                    case "verify" -> verify(new AuditSealing(schema), options, out);
                    case "export" -> export(new OldAudit(schema), options, out);
                    default -> destroy(new OldAudit(schema), options, out);
                };
            }
        } catch (NoSuchFileException missing) {
            err.println("There is no file " + missing.getFile() + ".");
        } catch (IOException unreadable) {
            err.println("The file cannot be read or written: " + unreadable.getMessage());
        } catch (StartRefused | NotDone | NotAnExport refused) {
            err.println(refused.getMessage());
        }
        return 1;
    }

    /** What is wrong with what was asked for; empty when nothing is. */
    private static String mistake(String what, Map<String, String> options) {
        String after = options.getOrDefault("--after", "").toLowerCase(Locale.ROOT);
        String expected = options.getOrDefault("--expect", "").toLowerCase(Locale.ROOT);
        if (!after.isEmpty() && !after.matches("[1-9][0-9]{0,17}:[0-9a-f]{64}")) {
            return "--after takes a seal as the log shows it: its number, a colon, and the 64 characters of hash=.";
        }
        if (!expected.isEmpty() && !expected.matches("[0-9a-f]{64}")) {
            return "--expect takes the 64 characters that the log shows as hash=.";
        }
        if (what.equals("verify")) {
            return "";
        }
        String file = what.equals("export") ? "--to" : "--exported";
        if (!OPTIONS.containsKey(what) || !options.containsKey("--before") || !options.containsKey(file)) {
            return HELP;
        }
        return "";
    }

    private static int verify(AuditSealing seals, Map<String, String> options, PrintStream out) {
        String after = options.getOrDefault("--after", "").toLowerCase(Locale.ROOT);
        String expected = options.getOrDefault("--expect", "").toLowerCase(Locale.ROOT);
        Optional<Destroyed> gone = seals.destroyed();
        int colon = after.indexOf(':');
        AuditSealing.Verdict verdict = colon < 0
                ? seals.verify()
                : seals.verifyAfter(
                        Long.parseLong(after.substring(0, colon)),
                        HexFormat.of().parseHex(after.substring(colon + 1)));
        String since = colon < 0
                ? gone.map(newest -> " after seal " + newest.last().id()).orElse("")
                : " after seal " + after.substring(0, colon);
        out.println(verdict.seals() + " seals" + since + " over " + verdict.rows() + " rows agree."
                + (verdict.hash().isEmpty() ? "" : " Hash of the last: " + verdict.hash()));
        gone.ifPresent(newest -> out.println(
                "Destroyed on " + newest.at().atOffset(ZoneOffset.UTC).toLocalDate() + ", row " + newest.row() + ": "
                        + newest.detail()));
        verdict.broken().forEach(out::println);
        if (verdict.broken().isEmpty()) {
            out.println(verdict.unsealed() + " rows since then are not sealed yet.");
        }
        if (!expected.isEmpty() && !seals.has(expected)) {
            out.println("No seal has the hash " + expected + ": the end of the audit was taken away, or rewritten"
                    + gone.map(newest -> ", unless it is of a seal before "
                                    + newest.last().id() + ", which an export shows.")
                            .orElse("."));
            return 1;
        }
        return verdict.broken().isEmpty() ? 0 : 1;
    }

    private static int verifyExport(Path file, PrintStream out) throws IOException, NotAnExport {
        print(ExportedAudit.read(file, (seal, rows) -> {}), out);
        return 0;
    }

    private static int export(OldAudit audit, Map<String, String> options, PrintStream out)
            throws IOException, NotDone, NotAnExport {
        Path file = Path.of(options.get("--to"));
        OldAudit.requireNew(file);
        OwnerOnlyFile.write(file, "");
        boolean done = false;
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            print(audit.export(before(options), file, writer), out);
            done = true;
        } finally {
            if (!done) {
                Files.deleteIfExists(file);
            }
        }
        return 0;
    }

    private static void print(Summary export, PrintStream out) {
        out.println((export.last() == null
                        ? "No seal."
                        : "Seals " + export.firstSeal() + " to " + export.last().id() + " over " + export.rows()
                                + " rows agree. Hash of the last: "
                                + export.last().hex())
                + " SHA-256 of the file: " + export.sha256());
    }

    private static int destroy(OldAudit audit, Map<String, String> options, PrintStream out)
            throws IOException, NotDone, NotAnExport {
        String user = ProcessHandle.current().info().user().orElseGet(() -> System.getProperty("user.name", "unknown"));
        Destroyed done =
                audit.destroy(before(options), LocalDate.now(ZoneOffset.UTC), Path.of(options.get("--exported")), user);
        out.println("Destroyed, row " + done.row() + ": " + done.detail());
        out.println("Keep the export, and this line. audit verify shows what is left.");
        return 0;
    }

    private static LocalDate before(Map<String, String> options) throws NotDone {
        try {
            return LocalDate.parse(Objects.requireNonNull(options.get("--before")));
        } catch (DateTimeParseException noSuchDay) {
            throw new NotDone("--before takes a day such as 2020-01-31.");
        }
    }
}
