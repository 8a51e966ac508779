// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.scenario;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What the server and the routes log, meanwhile, that somebody would have to look at: errors and exceptions. */
final class LoggedTrouble extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    /** The database's own tests may run at the same time, and end databases on purpose. */
    private static final List<String> NOT_OURS = List.of("org.dripline.server.storage", "com.zaxxer", "org.postgresql");

    private final List<String> lines = new CopyOnWriteArrayList<>();

    private LoggedTrouble() {}

    static LoggedTrouble listening() {
        LoggedTrouble trouble = new LoggedTrouble();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        trouble.setContext(root.getLoggerContext());
        trouble.start();
        root.addAppender(trouble);
        return trouble;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    protected void append(ILoggingEvent event) {
        boolean serious = event.getLevel().isGreaterOrEqual(Level.ERROR) || event.getThrowableProxy() != null;
        if (serious && NOT_OURS.stream().noneMatch(event.getLoggerName()::startsWith)) {
            lines.add(event.getLevel() + " " + event.getLoggerName() + " " + event.getFormattedMessage()
                    + (event.getThrowableProxy() == null
                            ? ""
                            : " " + event.getThrowableProxy().getClassName() + ": "
                                    + event.getThrowableProxy().getMessage()));
        }
    }

    @Override
    public void close() {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(this);
        stop();
    }
}
