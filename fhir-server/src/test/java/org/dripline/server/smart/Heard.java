// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/**
 * Everything the process logs from now on: of the product itself whatever it may ever say. Where another product that
 * starts in this process has had the log set up anew, it hears again from when it is next asked.
 */
public final class Heard extends AppenderBase<ILoggingEvent> {

    private static final Heard EVERYTHING = new Heard();

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    private void listen() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        if (!root.isAttached(this)) {
            setContext(context);
            start();
            context.getLogger("org.dripline").setLevel(Level.TRACE);
            root.addAppender(this);
        }
    }

    /** What was logged since somebody first asked, whichever test it was of. */
    public static synchronized Heard everything() {
        EVERYTHING.listen();
        return EVERYTHING;
    }

    /** No name, number or other word of a synthetic patient, nor any of these. */
    public void assertNothingOfPatients(String... words) {
        String logged = text();
        assertThat(logged).doesNotContain(Clinic.BOBS, "Synthetic-anna", "Synthetic-bob", "MRN-");
        assertThat(words).allSatisfy(word -> assertThat(logged).doesNotContain(word));
    }

    String text() {
        return lines.stream().collect(Collectors.joining("\n"));
    }

    @Override
    protected void append(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(event.getFormattedMessage());
        for (IThrowableProxy failure = event.getThrowableProxy(); failure != null; failure = failure.getCause()) {
            line.append(' ').append(failure.getMessage());
        }
        lines.add(line.toString());
    }
}
