// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.staff;

import java.util.List;

/** A table without quotes: comments begin with a hash, the first other line names the columns. */
final class CsvFile {

    private final List<String> header;
    private final List<List<String>> rows;

    private CsvFile(List<String> header, List<List<String>> rows) {
        this.header = header;
        this.rows = rows;
    }

    /** @throws IllegalArgumentException with a sentence, when a row has not as many cells as the header */
    static CsvFile of(String text) {
        List<List<String>> lines = text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> List.of(line.split(",", -1)))
                .toList();
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("The table is empty.");
        }
        List<String> header = lines.get(0);
        for (List<String> line : lines) {
            if (line.size() != header.size()) {
                throw new IllegalArgumentException("The row " + line.get(0) + " has " + line.size() + " cells, not "
                        + header.size() + "; cells hold no commas.");
            }
        }
        return new CsvFile(header, lines.subList(1, lines.size()));
    }

    List<String> header() {
        return header;
    }

    List<List<String>> rows() {
        return rows;
    }

    /** @throws IllegalArgumentException with a sentence, when there is no such column */
    String cell(List<String> row, String column) {
        int at = header.indexOf(column);
        if (at < 0) {
            throw new IllegalArgumentException("The table has no column " + column + ".");
        }
        return row.get(at);
    }
}
