// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.dripline.app.host.HostPatient;
import org.dripline.app.launch.LaunchContext;
import org.dripline.clock.ClinicalClock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The screen a nurse sees after launch: the session under way. The page is sent once; after that the browser asks for
 * {@code session/live} every second and gets the figures, with chart and table only when it has older ones.
 */
@Controller
final class SessionScreen {

    /** How long the first page waits for figures before it is sent without. */
    private static final Duration FIRST_READ = Duration.ofSeconds(3);

    /**
     * How long a poll that has nothing new to bring waits for news: a little less than the second until the next, so
     * that news nearly always finds one waiting.
     */
    private static final Duration HELD = Duration.ofMillis(800);

    /** Polls that may wait at once; each keeps a thread of the web server. Beyond that they are answered at once. */
    private static final int HELD_AT_ONCE = 100;

    private final SessionFeeds feeds;
    private final SessionScreenProperties properties;
    private final Clock clock;
    private final Semaphore held = new Semaphore(HELD_AT_ONCE);

    SessionScreen(SessionFeeds feeds, SessionScreenProperties properties, @Qualifier("clinicalClock") Clock clock) {
        this.feeds = feeds;
        this.properties = properties;
        this.clock = clock;
    }

    @GetMapping({"/app/s/{launchId}/", "/app/s/{launchId}/session"})
    String page(LaunchContext launch, Model model) {
        Optional<SessionShowing> showing = feeds.watch(launch);
        showing.ifPresent(watched -> watched.feed().awaitFirstRead(FIRST_READ));
        ZoneId zone = properties.zoneOrSystem();
        HostPatient patient = launch.patient();
        model.addAttribute(
                "identity",
                Identity.of(
                        patient.name(),
                        patient.birthDate(),
                        patient.sex(),
                        patient.mrn(),
                        LocalDate.ofInstant(clock.instant(), zone)));
        model.addAttribute("fullBanner", launch.needPatientBanner());
        model.addAttribute("hostStyled", launch.hostStyled());
        model.addAttribute("asksWho", !feeds.isOpen());
        model.addAttribute("demoClock", clock instanceof ClinicalClock clinical && clinical.demo());
        show(showing, "", "", true, model);
        return "session/screen";
    }

    /**
     * What a poll brings: at once when the browser does not know it yet, else when there is news or the second is over.
     *
     * @param seen revision of the figures the browser has
     * @param chart mark of the chart the browser has
     * @param rows mark of the table it has
     * @param table {@code open} while the table is being looked at
     */
    @GetMapping("/app/s/{launchId}/session/live")
    String live(
            LaunchContext launch,
            @RequestParam(defaultValue = "-1") long seen,
            @RequestParam(defaultValue = "") String chart,
            @RequestParam(defaultValue = "") String rows,
            @RequestParam(defaultValue = "closed") String table,
            Model model) {
        Optional<SessionShowing> showing = feeds.watch(launch);
        showing.ifPresent(watched -> hold(watched.feed(), seen));
        show(showing, chart, rows, "open".equals(table), model);
        return "session/parts :: poll";
    }

    private void hold(SessionFeed feed, long seen) {
        if (feed.state().revision() == seen && held.tryAcquire()) {
            try {
                feed.awaitChange(seen, HELD);
            } finally {
                held.release();
            }
        }
    }

    private void show(Optional<SessionShowing> showing, String chart, String rows, boolean table, Model model) {
        Instant now = clock.instant();
        ZoneId zone = properties.zoneOrSystem();
        model.addAttribute("zone", zone);
        if (showing.isEmpty()) {
            model.addAttribute("marks", SessionMarks.NONE);
            model.addAttribute("seen", -1);
            model.addAttribute(
                    "page",
                    SessionPage.error(
                            now, zone, "This server already shows as many sessions as it may. Ask its operator."));
            return;
        }
        SessionShowing.Moment moment = showing.get().at(now);
        model.addAttribute("page", moment.page());
        model.addAttribute("marks", moment.marks());
        model.addAttribute("seen", moment.revision());
        SessionShowing.Drawing drawing = moment.drawing();
        if (drawing == null) {
            return;
        }
        if (!drawing.chartMark().equals(chart)) {
            model.addAttribute("charts", drawing.charts());
            model.addAttribute("chartMark", drawing.chartMark());
        }
        if (table && !drawing.rowsMark().equals(rows)) {
            model.addAttribute("rows", drawing.rows());
            model.addAttribute("rowsMark", drawing.rowsMark());
        }
    }
}
