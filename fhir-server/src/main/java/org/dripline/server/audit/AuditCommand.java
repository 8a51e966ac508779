// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.audit;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Locale;
import org.dripline.server.access.AccessTables;
import org.dripline.server.status.StartRefused;
import org.dripline.server.storage.OwnSchema;
import org.dripline.server.storage.RunningDatabase;

/** Holds the audit against its seals, on the command line beside a product that runs. */
public final class AuditCommand {

    private static final String HELP = """
            audit verify [--expect HASH] [--after SEAL:HASH] [--data DIR]    holds every sealed row against its seal
                --expect: a hash that the log told of must still be in the chain
                --after: the last seal of those that were exported and taken out; verifies what is left
                --data: default ./data; another database is taken from DRIPLINE_DATABASE_URL, _USERNAME, _PASSWORD
            """;

    private AuditCommand() {}

    /** Whether a first argument is this command. */
    public static boolean isOne(String word) {
        return word.equals("audit");
    }

    /** Does it. Returns the exit code: 0 when all agrees, else 1. */
    public static int run(String[] arguments, PrintStream out, PrintStream err) {
        Deque<String> words = new ArrayDeque<>(Arrays.asList(arguments));
        words.poll();
        String expected = "";
        String after = "";
        String data = "./data";
        if (!"verify".equals(words.poll())) {
            err.println(HELP);
            return 1;
        }
        while (!words.isEmpty()) {
            String option = words.poll();
            String value = words.poll();
            if (value == null) {
                err.println(HELP);
                return 1;
            }
            switch (option) {
                case "--expect" -> expected = value.toLowerCase(Locale.ROOT);
                case "--after" -> after = value.toLowerCase(Locale.ROOT);
                case "--data" -> data = value;
                default -> {
                    err.println(HELP);
                    return 1;
                }
            }
        }
        if (!after.isEmpty() && !after.matches("[1-9][0-9]{0,17}:[0-9a-f]{64}")) {
            err.println(
                    "--after takes a seal as the log shows it: its number, a colon, and the 64 characters of hash=.");
            return 1;
        }
        if (!expected.isEmpty() && !expected.matches("[0-9a-f]{64}")) {
            err.println("--expect takes the 64 characters that the log shows as hash=.");
            return 1;
        }
        try (OwnSchema schema = AccessTables.open(RunningDatabase.of(
                Path.of(data),
                System.getenv("DRIPLINE_DATABASE_URL"),
                System.getenv("DRIPLINE_DATABASE_USERNAME"),
                System.getenv("DRIPLINE_DATABASE_PASSWORD")))) {
            return verify(new AuditSealing(schema), expected, after, out);
        } catch (StartRefused refused) {
            err.println(refused.getMessage());
            return 1;
        }
    }

    private static int verify(AuditSealing seals, String expected, String after, PrintStream out) {
        int colon = after.indexOf(':');
        AuditSealing.Verdict verdict = colon < 0
                ? seals.verify()
                : seals.verifyAfter(
                        Long.parseLong(after.substring(0, colon)),
                        HexFormat.of().parseHex(after.substring(colon + 1)));
        String since = colon < 0 ? "" : " after seal " + after.substring(0, colon);
        out.println(verdict.seals() + " seals" + since + " over " + verdict.rows() + " rows agree."
                + (verdict.hash().isEmpty() ? "" : " Hash of the last: " + verdict.hash()));
        verdict.broken().forEach(out::println);
        if (verdict.broken().isEmpty()) {
            out.println(verdict.unsealed() + " rows since then are not sealed yet.");
        }
        if (!expected.isEmpty() && !seals.has(expected)) {
            out.println("No seal has the hash " + expected + ": the end of the audit was taken away, or rewritten.");
            return 1;
        }
        return verdict.broken().isEmpty() ? 0 : 1;
    }
}
