// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** The host's colours as a style sheet beside the screen of a launch. */
@Controller
final class HostStyleSheet {

    private final Launches launches;

    HostStyleSheet(Launches launches) {
        this.launches = launches;
    }

    @GetMapping(path = LaunchPaths.SCREENS + "{launchId}/host-style.css", produces = "text/css;charset=UTF-8")
    @ResponseBody
    String colours(LaunchContext launch) {
        return launches.style(launch).css();
    }
}
