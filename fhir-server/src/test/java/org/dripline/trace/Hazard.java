// SPDX-License-Identifier: Apache-2.0
package org.dripline.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dripline.trace.TableRow.UnreadableRow;

/**
 * A section of {@code .github/safety-case.md}.
 *
 * @param line of its heading
 * @param name its heading, without its number
 * @param arises how it could come about
 * @param controls what stands against it
 */
record Hazard(int line, String name, String arises, List<Control> controls) {

    /**
     * Something in the code that makes a hazard less likely, or seen.
     *
     * @param line of the document
     * @param id number of the hazard, a dot, its own number
     * @param does what it does
     * @param in classes or files that do it
     * @param tests what proves it
     */
    record Control(int line, String id, String does, List<String> in, List<Citation> tests) {}

    static final List<String> COLUMNS = List.of("control", "what it does", "in", "test");

    private static final Pattern HEADING = Pattern.compile("## ([0-9]+)\\. (.+)");
    private static final String ARISES = "Arises when ";
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    /**
     * Every hazard of the document, in its order.
     *
     * @throws UnreadableRow at the first row that cannot be read, out of order, or without place or test, and at a
     *     hazard that does not say how it arises or has no control
     */
    static List<Hazard> read(List<String> document) {
        List<Hazard> hazards = new ArrayList<>();
        int at = 0;
        while (at < document.size()) {
            String text = document.get(at);
            if (TableRow.isOfTable(text)) {
                throw new UnreadableRow(at + 1, "a row outside a hazard: " + text);
            }
            Matcher heading = HEADING.matcher(text);
            if (heading.matches()) {
                int end = endOf(document, at);
                hazards.add(section(hazards.size() + 1, heading, at, document.subList(at, end)));
                at = end;
            } else {
                at++;
            }
        }
        return List.copyOf(hazards);
    }

    private static int endOf(List<String> document, int heading) {
        int end = heading + 1;
        while (end < document.size() && !document.get(end).startsWith("#")) {
            end++;
        }
        return end;
    }

    private static Hazard section(int number, Matcher heading, int at, List<String> lines) {
        int line = at + 1;
        if (!heading.group(1).equals(Integer.toString(number))) {
            throw new UnreadableRow(line, "hazard " + number + " is expected here: " + heading.group());
        }
        String arises = lines.stream()
                .filter(text -> text.startsWith(ARISES))
                .findFirst()
                .orElseThrow(() -> new UnreadableRow(line, "a hazard says: " + ARISES + "…"));
        List<Control> controls = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i);
            if (TableRow.isOfTable(text) && !TableRow.isHead(text, COLUMNS) && !TableRow.isRule(text)) {
                String id = number + "." + (controls.size() + 1);
                controls.add(control(id, TableRow.of(line + i, text, COLUMNS.size())));
            }
        }
        if (controls.isEmpty()) {
            throw new UnreadableRow(line, "a hazard without a control: " + heading.group());
        }
        return new Hazard(line, heading.group(2), arises, List.copyOf(controls));
    }

    private static Control control(String id, TableRow row) {
        if (!row.cells().get(0).equals(id)) {
            throw new UnreadableRow(
                    row.line(),
                    "control " + id + " is expected here, not " + row.cells().get(0));
        }
        List<Citation> tests = row.read(3, Citation::inCell);
        if (tests.isEmpty()) {
            throw new UnreadableRow(row.line(), "control " + id + " has no test");
        }
        return new Control(row.line(), id, row.words(1), row.read(2, Hazard::names), tests);
    }

    private static List<String> names(String cell) {
        List<String> names =
                QUOTED.matcher(cell).results().map(name -> name.group(1)).toList();
        if (names.isEmpty() || !QUOTED.matcher(cell).replaceAll("x").matches("x(, x)*")) {
            throw new IllegalArgumentException(
                    "classes or files are written `Name`, with a comma between two, not: " + cell);
        }
        return names;
    }
}
