// SPDX-License-Identifier: Apache-2.0
package org.dripline.trace;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * A row of a Markdown table that is data: what cannot be read is an error that names the line, never a row less.
 *
 * @param line counted from 1
 * @param cells what stands between the pipes, stripped
 */
record TableRow(int line, List<String> cells) {

    static boolean isOfTable(String text) {
        return text.stripLeading().startsWith("|");
    }

    /** Whether it names these columns. */
    static boolean isHead(String text, List<String> columns) {
        return isOfTable(text) && split(text).equals(columns);
    }

    /** Whether it is what Markdown wants between head and rows. */
    static boolean isRule(String text) {
        return text.matches("\\|( -+ \\|)+");
    }

    /** @throws UnreadableRow when it has not that many cells */
    static TableRow of(int line, String text, int columns) {
        if (!text.startsWith("|") || !text.endsWith("|")) {
            throw new UnreadableRow(line, "a row begins and ends with a pipe: " + text);
        }
        List<String> cells = split(text);
        if (cells.size() != columns) {
            throw new UnreadableRow(
                    line, "a row has " + columns + " cells, this one has " + cells.size() + ": " + text);
        }
        return new TableRow(line, cells);
    }

    /** What a cell says. */
    <T> T read(int column, Function<String, T> reader) {
        try {
            return reader.apply(cells.get(column));
        } catch (IllegalArgumentException wrong) {
            throw new UnreadableRow(line, String.valueOf(wrong.getMessage()));
        }
    }

    /** A cell that has to say something. */
    String words(int column) {
        return read(column, cell -> {
            if (cell.length() < 10) {
                throw new IllegalArgumentException("these words say nothing: \"" + cell + "\"");
            }
            return cell;
        });
    }

    private static List<String> split(String text) {
        String inner = text.strip().substring(1);
        String body = inner.endsWith("|") ? inner.substring(0, inner.length() - 1) : inner;
        return Arrays.stream(body.split("\\|", -1)).map(String::strip).toList();
    }

    /** A row that means nothing. */
    static final class UnreadableRow extends IllegalArgumentException {

        private static final long serialVersionUID = 1;

        UnreadableRow(int line, String what) {
            super("line " + line + ": " + what);
        }
    }
}
