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

    private final ConfirmRecord record;

    ConfirmScreen(ConfirmRecord record) {
        this.record = record;
    }

    @GetMapping("/app/s/{launchId}/confirm")
    String page(LaunchContext launch, Model model) {
        return shown(launch, "", "", model);
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
        if (!record.knowsWho()) {
            return shown(launch, "", "", model);
        }
        BigDecimal milligrams = milligrams(amount);
        try {
            Optional<Confirmable> line = record.waiting(launch).stream()
                    .filter(stored ->
                            stored.reference().equals(what) && stored.version().equals(version))
                    .findFirst();
            if (line.isEmpty()) {
                return shown(launch, "", "The record has changed since this page was shown: check it again.", model);
            }
            if (line.get().askedFor() && milligrams == null) {
                return shown(
                        launch,
                        "",
                        "Say how many milligrams were discarded before your eyes, such as 15 or 12.5.",
                        model);
            }
            Optional<String> refused =
                    record.confirm(launch, line.get(), line.get().askedFor() ? milligrams : null);
            return shown(
                    launch,
                    refused.isEmpty() ? "On record in your name: " + line.get().words() + "." : "",
                    refused.orElse(""),
                    model);
        } catch (RestClientException silent) {
            log.warn("not confirmed cause={}", silent.getClass().getSimpleName());
            return shown(launch, "", NO_ANSWER, model);
        }
    }

    private String shown(LaunchContext launch, String done, String refused, Model model) {
        model.addAttribute("patient", launch.patient());
        model.addAttribute("launchId", launch.launchId());
        model.addAttribute("knowsWho", record.knowsWho());
        model.addAttribute("done", done);
        model.addAttribute("refused", refused);
        List<Confirmable> lines = List.of();
        if (record.knowsWho()) {
            try {
                lines = record.waiting(launch);
            } catch (RestClientException silent) {
                log.warn("confirmable record unread cause={}", silent.getClass().getSimpleName());
                model.addAttribute(
                        "refused",
                        refused.isEmpty() ? "The record cannot be read now: open this page again." : refused);
            }
        }
        model.addAttribute("lines", lines);
        return "confirm/confirm";
    }

    private static @Nullable BigDecimal milligrams(String amount) {
        String number = amount.strip();
        return number.matches("[0-9]{1,4}([.][0-9]{1,3})?") ? new BigDecimal(number) : null;
    }
}
