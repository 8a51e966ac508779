// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;

/**
 * Keeps library loggers that print what they carry (message bodies, SQL parameters, HTTP lines, search URLs) from doing
 * so, whatever levels are configured: patient data is not logged at any level. A turbo filter decides before levels do,
 * so no configuration lifts it.
 *
 * <p>Registered for every application with this module on its class path, the all-in-one included. Boot resets Logback
 * while it starts, so the filter is put in place after that, and again once the context is prepared.
 */
public final class LoggingCeiling implements GenericApplicationListener {

    private static final String NAME = "dripline-no-patient-data";

    /** Loggers, with all below them, that say nothing under INFO. */
    private static final List<String> QUIET_BELOW_INFO = List.of(
            "ca.uhn.fhir",
            "ca.uhn.hl7v2",
            "com.zaxxer.hikari",
            "io.netty",
            "jdk.internal.httpclient",
            "org.apache.camel",
            "org.apache.catalina",
            "org.apache.coyote",
            "org.apache.hc",
            "org.apache.http",
            "org.apache.tomcat",
            "org.flywaydb",
            "org.hibernate",
            "org.hl7.fhir",
            "org.postgresql",
            "org.quartz",
            "org.springframework.data",
            "org.springframework.jdbc",
            "org.springframework.orm",
            "org.springframework.web",
            "sun.net.www.protocol.http");

    @Override
    public void onApplicationEvent(ApplicationEvent event) {
        install();
    }

    @Override
    public boolean supportsEventType(ResolvableType type) {
        Class<?> event = type.toClass();
        return ApplicationEnvironmentPreparedEvent.class.isAssignableFrom(event)
                || ApplicationPreparedEvent.class.isAssignableFrom(event);
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    /** Puts the filter in place, once; does nothing where the log is not Logback's. */
    static void install() {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (!(factory instanceof LoggerContext context)
                || context.getTurboFilterList().stream().anyMatch(filter -> NAME.equals(filter.getName()))) {
            return;
        }
        Filter filter = new Filter();
        filter.setName(NAME);
        filter.setContext(context);
        filter.start();
        context.addTurboFilter(filter);
        context.addListener(filter);
    }

    private static final class Filter extends TurboFilter implements LoggerContextListener {
        @Override
        public FilterReply decide(
                @Nullable Marker marker,
                Logger logger,
                Level level,
                @Nullable String format,
                Object @Nullable [] parameters,
                @Nullable Throwable thrown) {
            if (level.isGreaterOrEqual(Level.INFO)) {
                return FilterReply.NEUTRAL;
            }
            String name = logger.getName();
            for (String quiet : QUIET_BELOW_INFO) {
                if (name.startsWith(quiet)) {
                    return FilterReply.DENY;
                }
            }
            return FilterReply.NEUTRAL;
        }

        @Override
        public boolean isResetResistant() {
            return true;
        }

        /** Logback takes every filter off when it reads its configuration again. */
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
            // Levels do not lift it.
        }
    }
}
