// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.status;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Libraries log content below INFO: bound SQL values, request bytes, headers, search terms, session attributes. No
 * configuration lifts this ceiling: below INFO only this product's own code and Boot's account of the start are heard,
 * whatever levels are set, because a turbo filter is asked before the level. What is let through is listed, not what is
 * held back, so that a new library is silent until somebody has read what it says. Logback takes every filter off when
 * it reads its configuration again, as it does where the operator's file says so; the ceiling puts itself back then.
 */
public final class LogCeiling extends TurboFilter implements LoggerContextListener {

    private static final List<String> HEARD_BELOW_INFO = List.of("org.dripline.", "org.springframework.boot.");

    /** These quote values of resources or searches at every level; {@code rest} logs what may be said of a failure. */
    static final List<String> SILENT = List.of(
            "ca.uhn.fhir.rest.server.interceptor.ExceptionHandlingInterceptor",
            "ca.uhn.fhir.rest.server.servlet.ServletRequestDetails",
            "ca.uhn.fhir.interceptor.executor.BaseInterceptorService",
            "ca.uhn.fhir.jpa.search.builder.tasks.SearchTask",
            "ca.uhn.fhir.jpa.search.builder.sql.SearchQueryExecutor",
            "ca.uhn.fhir.jpa.dao.BaseTransactionProcessor",
            "ca.uhn.fhir.parser.LenientErrorHandler",
            "org.hibernate.engine.jdbc.spi.SqlExceptionHelper");

    /** Puts the ceiling on the running logging system, once. */
    public static void install() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                && context.getTurboFilterList().stream().noneMatch(LogCeiling.class::isInstance)) {
            new LogCeiling().putOn(context);
        }
    }

    void putOn(LoggerContext context) {
        setContext(context);
        start();
        context.addTurboFilter(this);
        context.addListener(this);
    }

    /** For a command of one line, whose output is for its caller: warnings and worse only. */
    public static void quiet() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        }
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] arguments,
            @Nullable Throwable failure) {
        String name = logger.getName();
        if (SILENT.contains(name)) {
            return FilterReply.DENY;
        }
        if (level.isGreaterOrEqual(Level.INFO)) {
            return FilterReply.NEUTRAL;
        }
        for (String prefix : HEARD_BELOW_INFO) {
            if (name.startsWith(prefix)) {
                return FilterReply.NEUTRAL;
            }
        }
        return FilterReply.DENY;
    }

    @Override
    public boolean isResetResistant() {
        return true;
    }

    @Override
    public void onReset(LoggerContext context) {
        start();
        context.addTurboFilter(this);
    }

    @Override
    public void onStart(LoggerContext context) {
        // Put on already.
    }

    @Override
    public void onStop(LoggerContext context) {
        // Nothing is logged any more.
    }

    @Override
    public void onLevelChange(Logger logger, Level level) {
        // Levels do not lift the ceiling.
    }
}
