// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

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

/** Everything the process logs from now on: of the product itself whatever it may ever say. */
final class Heard extends AppenderBase<ILoggingEvent> {

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    void listen() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        setContext(context);
        start();
        context.getLogger("org.dripline").setLevel(Level.TRACE);
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(this);
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
