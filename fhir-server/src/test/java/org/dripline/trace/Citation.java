// SPDX-License-Identifier: Apache-2.0
package org.dripline.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A test that a document calls upon: {@code Class}, {@code Class#method} or {@code Class#method[case]}.
 *
 * @param type a class by its simple name, or by the end of its full name where two modules have one of that name
 *     ({@code session.ScenarioTest})
 * @param method one of its test methods; empty when the whole class is meant
 * @param example the file that the method runs over, by the end of its path without what follows the last dot
 *     ({@code invalid/dripline-consent/not-signed}); empty when the method stands for itself
 */
record Citation(String type, Optional<String> method, Optional<String> example) {

    private static final Pattern QUOTED = Pattern.compile("`([^`]*)`");
    private static final Pattern FORM =
            Pattern.compile("([a-z0-9.]+\\.)?([A-Z][A-Za-z0-9]*)(?:#([a-z][A-Za-z0-9]*)(?:\\[([A-Za-z0-9./_-]+)])?)?");

    /**
     * Reads a table's cell: citations in backquotes, with commas between them.
     *
     * @return none for a cell that is empty or holds a dash
     * @throws IllegalArgumentException with what is wrong, when anything else is in the cell
     */
    static List<Citation> inCell(String cell) {
        if (cell.isEmpty() || cell.equals("–")) {
            return List.of();
        }
        if (!QUOTED.matcher(cell).replaceAll("x").matches("x(, x)*")) {
            throw new IllegalArgumentException("tests are written `Class#method`, with a comma between two: " + cell);
        }
        List<Citation> citations = new ArrayList<>();
        Matcher quoted = QUOTED.matcher(cell);
        while (quoted.find()) {
            citations.add(parse(quoted.group(1)));
        }
        return List.copyOf(citations);
    }

    private static Citation parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("no test is written like this: " + text);
        }
        String qualifier = form.group(1) == null ? "" : form.group(1);
        return new Citation(
                qualifier + form.group(2), Optional.ofNullable(form.group(3)), Optional.ofNullable(form.group(4)));
    }

    @Override
    public String toString() {
        return type
                + method.map(name -> "#" + name).orElse("")
                + example.map(file -> "[" + file + "]").orElse("");
    }
}
