// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.status;

import java.io.PrintStream;
import java.net.BindException;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says in one sentence why the product did not start. Registered before Boot's own reporters, which print a stack trace
 * for what they do not know; what is not known here is left to them.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class StartFailures implements SpringBootExceptionReporter {

    /** The app's key file, which its failures name; its own types cannot be seen from here. */
    private static final String APP_KEYS = "app-keys.json";

    @Override
    public boolean reportException(Throwable failure) {
        // The sentence itself is printed by main, once, whoever failed.
        return sentence(failure).isPresent();
    }

    /** Prints the sentence of a known failure; for an unknown one, which Boot has logged, says where to look. */
    public static void print(Throwable failure, PrintStream out) {
        out.println(sentence(failure)
                .orElse("Dripline could not start: the log above names the failure ("
                        + failure.getClass().getSimpleName() + ")."));
    }

    /** The sentence for a failure or the first of its causes that has one. */
    static Optional<String> sentence(Throwable failure) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 30; cause = cause.getCause(), depth++) {
            if (cause instanceof StartRefused refused) {
                return Optional.ofNullable(refused.getMessage());
            }
            if (cause instanceof PortInUseException taken) {
                return Optional.of(portTaken(taken.getPort()));
            }
            if (cause instanceof UnboundConfigurationPropertiesException unknown) {
                return Optional.of(unknownKeys(unknown.getUnboundProperties().stream()
                        .map(ConfigurationProperty::getName)
                        .map(Object::toString)
                        .sorted()
                        .toList()));
            }
            if (cause.getMessage() != null && cause.getMessage().contains(APP_KEYS)) {
                return Optional.of("The app's keys cannot be read from " + APP_KEYS
                        + " in the data folder: put a backup back, or move the file away; then new keys are made, and"
                        + " every host EHR must be given the public ones at /app/jwks again.");
            }
            if (cause instanceof BindException) {
                return Optional.of(
                        "A port that Dripline needs is taken: stop the other program, or choose another with --port or"
                                + " --mllp-port of ./dripline run, which are the keys server.port and"
                                + " dripline.routes.mllp.port.");
            }
            if (cause instanceof SQLException sql && isConnectionLoss(sql)) {
                return Optional.of("The database cannot be reached: start it, or correct dripline.database.url.");
            }
        }
        return Optional.empty();
    }

    static String portTaken(int port) {
        return "Port " + port + " is taken by another program: stop it, or choose another with --port or"
                + " --mllp-port of ./dripline run, which are the keys server.port and dripline.routes.mllp.port.";
    }

    static String unknownKeys(Iterable<String> keys) {
        return "Dripline does not know the configuration key " + String.join(", ", keys)
                + ": correct its spelling or remove it; the README lists every key.";
    }

    /** SQLSTATE class 08. Source: PostgreSQL 17, appendix A. */
    private static boolean isConnectionLoss(SQLException sql) {
        return sql.getSQLState() != null && sql.getSQLState().startsWith("08");
    }
}
