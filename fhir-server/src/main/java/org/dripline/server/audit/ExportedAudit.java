// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sealed rows in a file that proves itself: NDJSON, each seal a line and after it each of its rows a line, in order,
 * the values as in the tables. The seals are a chain, and the rows hash to them, so that nobody needs the database to
 * see that the file is whole up to its last seal.
 */
final class ExportedAudit {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private ExportedAudit() {}

    /** One line: a seal or a row. */
    private record Line(@Nullable Seal seal, @Nullable AuditRow row) {}

    private record Seal(
            long id, Instant sealedAt, long firstRow, long lastRow, int rowCount, String previousHash, String hash) {}

    /** Takes each seal of a file once its rows are known to hash to it. */
    interface Taker {
        void take(AuditSeal seal, List<AuditRow> rows) throws NotAnExport;
    }

    /** A file is not what it should be; the message says where. */
    static final class NotAnExport extends Exception {

        private static final long serialVersionUID = 1L;

        NotAnExport(String sentence) {
            super(sentence);
        }
    }

    /**
     * What a file holds.
     *
     * @param firstSeal 0 when it holds none
     * @param last the last seal; null when it holds none
     * @param sha256 of the file, hex
     */
    record Summary(long firstSeal, @Nullable AuditSeal last, long rows, String sha256) {}

    static void write(Writer file, AuditSeal seal, List<AuditRow> rows) throws IOException {
        HexFormat hex = HexFormat.of();
        line(
                file,
                new Line(
                        new Seal(
                                seal.id(),
                                seal.sealedAt(),
                                seal.firstRow(),
                                seal.lastRow(),
                                seal.rowCount(),
                                hex.formatHex(seal.previousHash()),
                                seal.hex()),
                        null));
        for (AuditRow row : rows) {
            line(file, new Line(null, row));
        }
    }

    private static void line(Writer file, Line line) throws IOException {
        file.write(JSON.writeValueAsString(line));
        file.write('\n');
    }

    /** Reads a file, one seal in memory at a time. */
    static Summary read(Path file, Taker taker) throws IOException, NotAnExport {
        try (InputStream bytes = Files.newInputStream(file);
                DigestInputStream digest = new DigestInputStream(bytes, Sha256.digest());
                BufferedReader lines = new BufferedReader(new InputStreamReader(digest, StandardCharsets.UTF_8))) {
            long number = 0;
            long firstSeal = 0;
            long rows = 0;
            AuditSeal before = null;
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                number++;
                Seal said = parsed(text, number).seal();
                if (said == null || said.rowCount() < 1) {
                    throw new NotAnExport("Line " + number + " is not the seal that belongs there.");
                }
                List<AuditRow> batch = new ArrayList<>(Math.min(said.rowCount(), AuditSealing.LARGEST_BATCH));
                while (batch.size() < said.rowCount()) {
                    number++;
                    String next = lines.readLine();
                    AuditRow row = next == null ? null : parsed(next, number).row();
                    if (row == null) {
                        throw new NotAnExport("The file ends within seal " + said.id() + ", at line " + number + ".");
                    }
                    batch.add(row);
                }
                AuditSeal seal = checked(said, batch, before);
                taker.take(seal, batch);
                firstSeal = firstSeal == 0 ? seal.id() : firstSeal;
                rows += batch.size();
                before = seal;
            }
            return new Summary(
                    firstSeal,
                    before,
                    rows,
                    HexFormat.of().formatHex(digest.getMessageDigest().digest()));
        }
    }

    private static AuditSeal checked(Seal said, List<AuditRow> rows, @Nullable AuditSeal before) throws NotAnExport {
        byte[] previous = bytes(said.previousHash(), said.id());
        if (before != null && (said.id() != before.id() + 1 || !Arrays.equals(previous, before.hash()))) {
            throw new NotAnExport("Seal " + said.id() + " does not follow seal " + before.id() + ".");
        }
        AuditSeal seal = AuditSeal.over(rows, said.id(), said.sealedAt(), previous);
        if (!Arrays.equals(seal.hash(), bytes(said.hash(), said.id()))
                || seal.firstRow() != said.firstRow()
                || seal.lastRow() != said.lastRow()) {
            throw new NotAnExport("The rows of seal " + said.id() + " are not those that were sealed.");
        }
        return seal;
    }

    private static byte[] bytes(@Nullable String hex, long seal) throws NotAnExport {
        try {
            return HexFormat.of().parseHex(hex == null ? "-" : hex);
        } catch (IllegalArgumentException notHex) {
            throw new NotAnExport("Seal " + seal + " has no hash.");
        }
    }

    private static Line parsed(String text, long number) throws NotAnExport {
        try {
            return JSON.readValue(text, Line.class);
        } catch (JsonProcessingException notOne) {
            // Its message would quote the line.
            throw new NotAnExport("Line " + number + " is not of an export of the audit.");
        }
    }
}
