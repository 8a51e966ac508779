// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.dripline.app.session.SessionCourse.Row;
import org.jspecify.annotations.Nullable;

/**
 * One feed worded and drawn, once for all who look at it: the figures at most once a second, the drawings when
 * something changed or the present moved on by as much as the eye can see. So another viewer, or another poll, costs
 * next to nothing.
 */
final class SessionShowing {

    private static final long REDRAW_SECONDS = 10;

    private final SessionFeed feed;
    private final ZoneId zone;
    private @Nullable Moment moment;
    private @Nullable Drawing drawing;

    SessionShowing(SessionFeed feed, ZoneId zone) {
        this.feed = feed;
        this.zone = zone;
    }

    /**
     * The page at one second.
     *
     * @param current whether the record was read just before
     * @param drawing null unless a session is under way
     */
    record Moment(
            long revision,
            long second,
            boolean current,
            SessionPage page,
            SessionMarks marks,
            @Nullable Drawing drawing) {}

    /**
     * Chart and table.
     *
     * @param chartMark changes with the chart
     * @param charts one drawing a size
     * @param rowsMark changes with the rows
     * @param rows the table, newest first
     */
    record Drawing(String chartMark, List<String> charts, String rowsMark, List<Row> rows) {}

    SessionFeed feed() {
        return feed;
    }

    /** What there is to show at an instant of the clinical clock. */
    synchronized Moment at(Instant now) {
        SessionFeed.State state = feed.state();
        Instant silent = feed.silentSince().orElse(null);
        Moment known = moment;
        if (known != null
                && known.revision() == state.revision()
                && known.second() == now.getEpochSecond()
                && known.current() == (silent == null)) {
            return known;
        }
        Moment made = make(state, silent, now);
        moment = made;
        return made;
    }

    private Moment make(SessionFeed.State state, @Nullable Instant silent, Instant now) {
        SessionMarks marks = new SessionMarks(state.observations(), state.newest(), state.digest());
        Instant failing = state.failingSince();
        String notice = notice(failing, silent, zone);
        boolean current = silent == null;
        if (state.session() == null) {
            SessionPage page = switch (state.phase()) {
                case LOADING ->
                    failing == null
                            ? SessionPage.loading(now, zone)
                            : SessionPage.error(
                                    now,
                                    zone,
                                    "The record cannot be reached since " + SessionText.seconds(failing, zone) + ".");
                case NONE, UNDER_WAY -> SessionPage.empty(now, zone, notice);
            };
            return new Moment(state.revision(), now.getEpochSecond(), current, page, marks, null);
        }
        SessionView view = SessionViews.at(state.session(), state.issues(), current, now);
        Drawing drawn = draw(state, view);
        return new Moment(
                state.revision(),
                now.getEpochSecond(),
                current,
                SessionPage.of(view, zone, notice).with(state.onRecord(), zone),
                marks,
                drawn);
    }

    /**
     * One sentence when the record cannot be read, or has not been read for a while though no error came back.
     *
     * @param failing since when reading fails; null while it does not
     * @param silent the last time it was read, if that is too long ago; null while it is not
     */
    static @Nullable String notice(@Nullable Instant failing, @Nullable Instant silent, ZoneId zone) {
        if (failing == null && silent != null) {
            return "The record was last read at " + SessionText.seconds(silent, zone)
                    + ". What is shown is as of then.";
        }
        return failing == null
                ? null
                : "The record cannot be reached since " + SessionText.seconds(failing, zone)
                        + ". What is shown is as of then.";
    }

    private Drawing draw(SessionFeed.State state, SessionView view) {
        StringBuilder known = new StringBuilder();
        view.vitals().forEach(vital -> known.append(vital.stale() ? 'o' : 'x'));
        String rowsMark = state.revision() + "." + view.pump().state() + "." + known;
        String chartMark = rowsMark + "." + view.now().getEpochSecond() / REDRAW_SECONDS;
        Drawing drawnBefore = drawing;
        if (drawnBefore != null && drawnBefore.chartMark().equals(chartMark)) {
            return drawnBefore;
        }
        List<String> charts = Arrays.stream(SessionChart.Size.values())
                .map(size -> SessionChart.svg(view.course(), view.now(), zone, size))
                .toList();
        Drawing drawn = new Drawing(chartMark, charts, rowsMark, view.course().rows());
        drawing = drawn;
        return drawn;
    }
}
