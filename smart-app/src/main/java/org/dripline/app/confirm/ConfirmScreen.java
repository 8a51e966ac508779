// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.confirm;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.dripline.app.launch.LaunchContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.client.RestClientException;

/**
 * Where a second person confirms, from a launch of their own, a dose that somebody else ordered or what was discarded
 * before their eyes. Whose launch it is is who confirms: the page asks for no name. The server judges who may; its
 * sentence is shown as it is.
 */
@Controller
final class ConfirmScreen {

    private static final Logger log = LoggerFactory.getLogger(ConfirmScreen.class);

    private static final String NO_ANSWER = "The record did not answer, so nobody knows whether this is stored. Confirm"
            + " again: what is confirmed twice is stored once.";

    private static final String CHANGED = "The record has changed since this page was shown: check it again.";
    private static final String NO_AMOUNT =
            "Say how many milligrams were discarded before your eyes, such as 15 or 12.5.";

    private final ConfirmRecord record;

    ConfirmScreen(ConfirmRecord record) {
        this.record = record;
    }

    @GetMapping("/app/s/{launchId}/confirm")
    String page(LaunchContext launch, Model model) {
        try {
            return shown(launch, lines(launch), "", "", model);
        } catch (RestClientException silent) {
            log.warn("confirmable record unread cause={}", silent.getClass().getSimpleName());
            return shown(launch, List.of(), "", "The record cannot be read now: open this page again.", model);
        }
    }

    /**
     * Confirms one line of the page.
     *
     * @param what reference of the line
     * @param version that the page showed; another one stored meanwhile is shown instead of confirmed
     * @param amount mg that were seen discarded
     */
    @PostMapping("/app/s/{launchId}/confirm")
    String confirm(
            LaunchContext launch,
            @RequestParam String what,
            @RequestParam(defaultValue = "") String version,
            @RequestParam(defaultValue = "") String amount,
            Model model) {
        List<Confirmable> lines = List.of();
        try {
            lines = lines(launch);
            Optional<Confirmable> line = lines.stream()
                    .filter(stored ->
                            stored.reference().equals(what) && stored.version().equals(version))
                    .findFirst();
            if (line.isEmpty()) {
                return shown(launch, lines, "", CHANGED, model);
            }
            BigDecimal milligrams = line.get().askedFor() ? milligrams(amount) : null;
            if (line.get().askedFor() && milligrams == null) {
                return shown(launch, lines, "", NO_AMOUNT, model);
            }
            Optional<String> refused = record.confirm(launch, line.get(), milligrams);
            String done =
                    refused.isEmpty() ? "On record in your name: " + line.get().words() + "." : "";
            return shown(launch, lines, done, refused.orElse(""), model);
        } catch (RestClientException silent) {
            log.warn("not confirmed cause={}", silent.getClass().getSimpleName());
            return shown(launch, lines, "", NO_ANSWER, model);
        }
    }

    private List<Confirmable> lines(LaunchContext launch) {
        return record.knowsWho() ? record.waiting(launch) : List.of();
    }

    private String shown(LaunchContext launch, List<Confirmable> lines, String done, String refused, Model model) {
        model.addAttribute("patient", launch.patient());
        model.addAttribute("launchId", launch.launchId());
        model.addAttribute("knowsWho", record.knowsWho());
        model.addAttribute("lines", lines);
        model.addAttribute("done", done);
        model.addAttribute("refused", refused);
        return "confirm/confirm";
    }

    private static @Nullable BigDecimal milligrams(String amount) {
        String number = amount.strip();
        return number.matches("[0-9]{1,4}([.][0-9]{1,3})?") ? new BigDecimal(number) : null;
    }
}
