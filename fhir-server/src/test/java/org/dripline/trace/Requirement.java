// SPDX-License-Identifier: Apache-2.0
package org.dripline.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dripline.trace.TableRow.UnreadableRow;

/**
 * A row of {@code .github/requirements.md}.
 *
 * @param line of the document
 * @param id {@code R-B6}, or {@code L-} and the topic of a disagreement
 * @param asks what it asks, in our words
 * @param tests what proves it; none when nothing of it is built
 * @param state how much of it is built
 */
record Requirement(int line, String id, String asks, List<Citation> tests, State state) {

    static final List<String> COLUMNS = List.of("id", "what it asks", "test", "state");

    private static final Pattern ID = Pattern.compile("R-[A-K][1-9][0-9]?|L(-[a-z]+)+");
    private static final Pattern STATE = Pattern.compile("(built)|(rest not built|not built): (.*)");
    private static final int SHORTEST_REASON = 25;

    enum State {
        BUILT,
        PARTLY,
        NOT_BUILT
    }

    /**
     * Every row of the document, in its order.
     *
     * @throws UnreadableRow at the first row that cannot be read, or that claims what it does not show
     */
    static List<Requirement> read(List<String> document) {
        List<Requirement> requirements = new ArrayList<>();
        for (int i = 0; i < document.size(); i++) {
            String text = document.get(i);
            if (TableRow.isOfTable(text) && !TableRow.isHead(text, COLUMNS) && !TableRow.isRule(text)) {
                requirements.add(of(TableRow.of(i + 1, text, COLUMNS.size())));
            }
        }
        return List.copyOf(requirements);
    }

    private static Requirement of(TableRow row) {
        String id = row.read(0, cell -> {
            if (!ID.matcher(cell).matches()) {
                throw new IllegalArgumentException("no requirement is called \"" + cell + "\"");
            }
            return cell;
        });
        List<Citation> tests = row.read(2, Citation::inCell);
        State state = row.read(3, Requirement::state);
        if (tests.isEmpty() != (state == State.NOT_BUILT)) {
            throw new UnreadableRow(
                    row.line(),
                    tests.isEmpty()
                            ? id + " has no test: write one, or say \"not built: \" and the reason"
                            : id
                                    + " has a test and is not built: say \"built\", or \"rest not built: \" and the reason");
        }
        return new Requirement(row.line(), id, row.words(1), tests, state);
    }

    private static State state(String cell) {
        Matcher state = STATE.matcher(cell);
        if (!state.matches()) {
            throw new IllegalArgumentException(
                    "a state is \"built\", \"rest not built: <reason>\" or \"not built: <reason>\", not \"" + cell
                            + "\"");
        }
        if (state.group(1) != null) {
            return State.BUILT;
        }
        if (state.group(3).length() < SHORTEST_REASON) {
            throw new IllegalArgumentException("this reason tells nobody anything: \"" + state.group(3) + "\"");
        }
        return state.group(2).equals("not built") ? State.NOT_BUILT : State.PARTLY;
    }
}
