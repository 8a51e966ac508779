// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.status;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Some libraries log content below INFO: bound SQL values, request bytes, search terms. No configuration lifts this
 * ceiling: events of those loggers below INFO are dropped whatever their level is set to, because a turbo filter is
 * asked before the level.
 */
public final class LogCeiling extends TurboFilter {

    private static final List<String> LEAKING = List.of(
            "org.hibernate.",
            "org.postgresql.",
            "org.apache.coyote.",
            "org.apache.tomcat.",
            "org.apache.catalina.",
            "org.apache.http.",
            "org.apache.hc.",
            "org.springframework.web.",
            "org.springframework.jdbc.",
            "org.springframework.orm.",
            "org.springframework.transaction.",
            "org.thymeleaf.",
            "ca.uhn.fhir.",
            "org.hl7.fhir.",
            "com.zaxxer.hikari.",
            "sun.net.",
            "jdk.internal.",
            "jdk.httpclient");

    /** These quote values of resources or searches at every level; {@code rest} logs what may be said of a failure. */
    private static final List<String> SILENT = List.of(
            "ca.uhn.fhir.rest.server.interceptor.ExceptionHandlingInterceptor",
            "ca.uhn.fhir.jpa.search.builder.tasks.SearchTask",
            "ca.uhn.fhir.jpa.search.builder.SearchQueryExecutor",
            "ca.uhn.fhir.jpa.dao.BaseTransactionProcessor",
            "ca.uhn.fhir.parser.LenientErrorHandler",
            "org.hibernate.engine.jdbc.spi.SqlExceptionHelper");

    /** Puts the ceiling on the running logging system, once. */
    public static void install() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                && context.getTurboFilterList().stream().noneMatch(LogCeiling.class::isInstance)) {
            LogCeiling ceiling = new LogCeiling();
            ceiling.setContext(context);
            ceiling.start();
            context.addTurboFilter(ceiling);
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
        for (String prefix : LEAKING) {
            if (name.startsWith(prefix)) {
                return FilterReply.DENY;
            }
        }
        return FilterReply.NEUTRAL;
    }
}
