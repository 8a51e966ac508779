// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.status;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The configuration keys under {@code dripline.}, to find those that nobody reads: a misspelt database address would
 * otherwise start an empty database without a word.
 *
 * <p>Keys that only this module and the clock read are known in full. Below the others stands one record each, in the
 * part that reads it, which refuses what it does not know when it is bound.
 */
final class KnownKeys {

    private static final Set<String> IN_FULL = Set.of(
            "data-dir",
            "database.url",
            "database.username",
            "database.password",
            "database.statement-timeout",
            "clock.origin",
            "clock.real-origin",
            "clock.speed");

    /** Prefixes with a record of their own. */
    private static final Set<String> PARTS =
            Set.of("access", "audit", "exposure", "limits", "routes", "app", "session-screen", "cds-hooks", "gate");

    /** What Kubernetes sets in every container for a service that is named dripline; no key of ours. */
    private static final Pattern SERVICE_ADDRESS =
            Pattern.compile("DRIPLINE_(SERVICE_HOST|SERVICE_PORT.*|PORT_\\d+_(TCP|UDP|SCTP).*)");

    /** The unknown ones among all configured keys and environment variables, in alphabetical order. */
    static Set<String> unknownIn(ConfigurableEnvironment environment) {
        Set<String> unknown = new TreeSet<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> named) {
                boolean variables = source instanceof SystemEnvironmentPropertySource;
                for (String name : named.getPropertyNames()) {
                    boolean known = !name.startsWith("dripline.") || isKey(name.substring("dripline.".length()));
                    if (!known
                            || variables
                                    && !isVariable(name, Objects.requireNonNullElse(named.getProperty(name), ""))) {
                        unknown.add(name);
                    }
                }
            }
        }
        return unknown;
    }

    private static boolean isKey(String key) {
        return IN_FULL.contains(key)
                || PARTS.stream().anyMatch(part -> key.startsWith(part + ".") || key.startsWith(part + "["));
    }

    /** Boot reads a dash as nothing or, in the older spelling, as an underscore. */
    private static boolean isVariable(String name, Object value) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (!upper.startsWith("DRIPLINE_")
                || SERVICE_ADDRESS.matcher(upper).matches()
                || upper.equals("DRIPLINE_PORT") && String.valueOf(value).contains("://")) {
            return true;
        }
        String key = upper.substring("DRIPLINE_".length());
        return IN_FULL.stream().anyMatch(known -> key.equals(variable(known)) || key.equals(olderVariable(known)))
                || PARTS.stream()
                        .anyMatch(part ->
                                key.startsWith(variable(part) + "_") || key.startsWith(olderVariable(part) + "_"));
    }

    private static String variable(String key) {
        return key.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private static String olderVariable(String key) {
        return key.replace('-', '_').replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private KnownKeys() {}
}
