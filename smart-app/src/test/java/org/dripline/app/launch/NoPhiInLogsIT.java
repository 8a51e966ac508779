// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** With everything at TRACE, by configuration, neither a patient nor anything that opens a chart reaches the log. */
@TestPropertySource(properties = {"logging.level.root=TRACE", "logging.threshold.console=OFF"})
@DirtiesContext
class NoPhiInLogsIT extends AppUnderTest {

    private final Recorder recorder = new Recorder();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    @BeforeEach
    void listen() {
        recorder.start();
        root.addAppender(recorder);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(recorder);
        root.setLevel(Level.INFO);
    }

    @Test
    void nothingOfALaunchOrAPatientIsLogged() {
        assertThat(root.isTraceEnabled()).isTrue();
        Browser browser = new Browser(port);
        String launchId = ES384.launchId("host-pat-syn-0001");
        List<String> screens = new ArrayList<>();

        screens.add(launched(browser, Browser.APP + "/app/launch?iss=" + ES384.issuer() + "&launch=" + launchId));
        FAULTY.tokens = tokens -> {
            tokens.put("expires_in", 2);
            tokens.put("refresh_token", "refresh-77");
        };
        screens.add(launched(browser, FAULTY.launch()));
        for (String screen : screens) {
            assertThat(browser.open(screen + "probe").status()).isEqualTo(200);
            browser.open(screen);
            browser.open(screen + "host-style.css");
            browser.open(screen + "broken");
            new Browser(port).open(screen);
        }
        FAULTY.tokenStatus = 400;
        assertThat(browser.open(screens.get(1) + "probe").status()).isEqualTo(410);

        // JSON Web Tokens, the assertion among them, all begin alike.
        List<String> secrets = new ArrayList<>(List.of("eyJ", "token-3391", "refresh-77", "code-9", launchId));
        secrets.addAll(List.of("TESTWELL", "Quillfeather", "SYN-0001", "SYN-8812", "1984-03-11"));
        secrets.add(browser.setCookies().get(0).split(";", 2)[0].split("=", 2)[1]);
        screens.forEach(screen -> secrets.add(screen.split("/app/s/", 2)[1].replace("/", "")));
        browser.visited().stream().map(URI::getRawQuery).forEach(query -> secrets.addAll(secretsOf(query)));
        assertThat(secrets).hasSizeGreaterThan(16);
        assertThat(recorder.lines).anyMatch(line -> line.contains("launched host=host-0"));
        assertThat(recorder.lines)
                .filteredOn(line -> secrets.stream().anyMatch(line::contains))
                .isEmpty();
    }

    private static List<String> secretsOf(String query) {
        Map<String, String> parameters = query == null ? Map.of() : FaultyHost.form(query);
        return List.of("code", "state", "nonce", "code_challenge").stream()
                .filter(parameters::containsKey)
                .map(parameters::get)
                .toList();
    }

    private static final class Recorder extends AppenderBase<ILoggingEvent> {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLoggerName().startsWith("com.sun.net.httpserver")) {
                // The pretended hosts' own.
                return;
            }
            String thrown =
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            lines.add(event.getLoggerName() + " " + event.getFormattedMessage() + thrown);
        }
    }
}
