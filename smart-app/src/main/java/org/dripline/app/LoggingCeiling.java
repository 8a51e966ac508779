// SPDX-License-Identifier: Apache-2.0
package org.dripline.app;

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
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;

/**
 * Silences below INFO the libraries that would write a launch into the log: addresses with codes and states, headers
 * with cookies and tokens, page models with patients. A turbo filter is asked before any level is, so configuration
 * cannot lift it.
 *
 * <p>The app brings its own, for it also runs alone; where another part of the process brings one too, both hold.
 * Spring Boot resets Logback while it starts, hence twice: once logging is set up and once the context is prepared.
 */
public final class LoggingCeiling implements GenericApplicationListener {

    private static final String NAME = "dripline-app-no-launch-details";

    /** Loggers, each with all below it. */
    private static final List<String> SILENT_BELOW_INFO = List.of(
            // Spring's second names for loggers of what it finds too detailed for the first.
            "_org.springframework",
            "ca.uhn.fhir",
            "com.nimbusds",
            "io.micrometer.observation",
            "jdk.internal.httpclient",
            "org.apache.catalina",
            "org.apache.coyote",
            "org.apache.tomcat",
            "org.hl7.fhir",
            "org.springframework.boot.web",
            "org.springframework.expression",
            "org.springframework.http",
            "org.springframework.security",
            "org.springframework.session",
            "org.springframework.validation",
            "org.springframework.web",
            "org.thymeleaf",
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

    /** Once for each log; nothing to do where the log is not Logback's. */
    private static void install() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                && context.getTurboFilterList().stream().noneMatch(filter -> NAME.equals(filter.getName()))) {
            var ceiling = new Ceiling();
            ceiling.setName(NAME);
            ceiling.setContext(context);
            ceiling.start();
            context.addTurboFilter(ceiling);
            context.addListener(ceiling);
        }
    }

    private static final class Ceiling extends TurboFilter implements LoggerContextListener {
        @Override
        public FilterReply decide(
                @Nullable Marker marker,
                Logger logger,
                Level level,
                @Nullable String format,
                Object @Nullable [] parameters,
                @Nullable Throwable thrown) {
            boolean silent = !level.isGreaterOrEqual(Level.INFO)
                    && SILENT_BELOW_INFO.stream().anyMatch(logger.getName()::startsWith);
            return silent ? FilterReply.DENY : FilterReply.NEUTRAL;
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
