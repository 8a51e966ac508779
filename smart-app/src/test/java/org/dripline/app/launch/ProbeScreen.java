// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** Screens of a launch as another package would write them: one that takes the launch, one that forgets to. */
@Controller
final class ProbeScreen {

    @GetMapping(path = "/app/s/{launchId}/probe", produces = MediaType.TEXT_PLAIN_VALUE)
    @ResponseBody
    String probe(LaunchContext launch, HttpServletRequest request) {
        return String.join(
                "|",
                launch.issuer(),
                launch.patient().name(),
                launch.patient().mrn(),
                launch.patientId(),
                String.valueOf(launch.patient().birthDate()),
                String.valueOf(launch.patient().sex()),
                launch.encounter() == null ? "no encounter" : launch.encounter().id(),
                "banner " + launch.needPatientBanner(),
                "intent " + launch.intent(),
                "styled " + launch.hostStyled());
    }

    @GetMapping(path = "/app/s/{launchId}/careless", produces = MediaType.TEXT_PLAIN_VALUE)
    @ResponseBody
    String careless() {
        return "shown";
    }

    @GetMapping(path = "/app/s/{launchId}/token", produces = MediaType.TEXT_PLAIN_VALUE)
    @ResponseBody
    String token(CsrfToken token) {
        return token.getToken();
    }

    @GetMapping(path = "/app/s/{launchId}/broken")
    @ResponseBody
    String broken() {
        return Optional.<String>empty().orElseThrow(() -> new IllegalStateException("Quillfeather"));
    }

    @PostMapping(path = "/app/s/{launchId}/act")
    @ResponseBody
    String act() {
        return "acted";
    }
}
