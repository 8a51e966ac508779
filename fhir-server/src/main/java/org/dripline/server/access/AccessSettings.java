// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.access;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.PropertyResolver;

/**
 * {@code dripline.access.*}: who may reach the record.
 *
 * @param mode whether requests are authorized at all
 * @param issuer the address others reach this server at, without a path, such as
 *     {@code https://dripline.clinic.example}; absent: taken from each request, which only this machine can send
 * @param keySetOrigins origins from which the key sets of registered clients may be fetched; none: key sets are given
 *     inline
 * @param allowedOrigins origins of web apps whose requests are answered; CORS headers are a proxy's until this server
 *     sends them
 * @param tokens how long tokens live
 * @param lockOut when a person may no longer try passwords
 * @param keys the keys that sign id tokens
 * @param hosts the host EHRs whose launches may be exchanged for tokens here; none: nobody's
 * @param provider where people sign in; absent: here, with a password
 * @param roles what the hospital's provider or the host says of a person, and which role that is here
 * @param roleTable a table of who may do what instead of the shipped one; absent: the shipped one
 * @param secondPerson whether a dose and a waste are confirmed by a second person
 * @param sensitive what is withheld, from whom
 */
@ConfigurationProperties(prefix = "dripline.access", ignoreUnknownFields = false)
public record AccessSettings(
        @DefaultValue("smart") Mode mode,
        @Nullable URI issuer,
        @DefaultValue List<URI> keySetOrigins,
        @DefaultValue List<URI> allowedOrigins,
        @DefaultValue Tokens tokens,
        @DefaultValue LockOut lockOut,
        @DefaultValue Keys keys,
        @DefaultValue List<TrustedHost> hosts,
        @Nullable SignInProvider provider,
        @DefaultValue Map<Role, Set<String>> roles,
        @Nullable Path roleTable,
        @DefaultValue("required") SecondPerson secondPerson,
        @DefaultValue Sensitive sensitive) {

    /** Key of {@link #mode}. */
    private static final String MODE = "dripline.access.mode";

    public AccessSettings {
        keySetOrigins = List.copyOf(keySetOrigins);
        allowedOrigins = List.copyOf(allowedOrigins);
        hosts = List.copyOf(hosts);
        if (hosts.stream().map(TrustedHost::fhirBase).distinct().count() != hosts.size()) {
            throw new IllegalArgumentException("dripline.access.hosts names the same fhir-base twice");
        }
        roles = Map.copyOf(roles);
        if (issuer != null && (!issuer.isAbsolute() || !issuer.getRawPath().isEmpty())) {
            throw new IllegalArgumentException(
                    "dripline.access.issuer must be an address without a path, such as https://dripline.clinic.example");
        }
    }

    /**
     * Whether requests are authorized, for those who ask before settings are bound: always, unless {@code open} is
     * said. A missing setting is the safe one, also for those who bring an {@code application.yml} of their own.
     */
    public static boolean asksForTokens(PropertyResolver environment) {
        return !Mode.OPEN.name().equalsIgnoreCase(environment.getProperty(MODE));
    }

    /** Whether requests are authorized. */
    public enum Mode {
        /** Everybody on this machine may do everything. */
        OPEN,
        /** SMART App Launch 2.2: nothing without a token. */
        SMART
    }

    /**
     * What a source labelled as sensitive.
     *
     * @param part2Program whether this clinic is a program under 42 CFR Part 2, so that what is stored here from now on
     *     carries that label; its own staff see it
     * @param breakGlass how long somebody sees it who broke the glass
     * @param purposes by client id, the purposes of use (codes of v3-ActReason) an app was registered for
     */
    public record Sensitive(
            @DefaultValue("false") boolean part2Program,
            @DefaultValue("1h") Duration breakGlass,
            @DefaultValue Map<String, Set<String>> purposes) {

        public Sensitive {
            purposes = Map.copyOf(purposes);
            if (breakGlass.isNegative() || breakGlass.isZero() || breakGlass.compareTo(Duration.ofDays(1)) > 0) {
                throw new IllegalArgumentException(
                        "dripline.access.sensitive.break-glass is more than 0 and at most 1d");
            }
        }
    }

    /** Whether this clinic has a second person confirm. */
    public enum SecondPerson {
        /** A session is cleared when somebody else confirmed its order, and closed when somebody else saw the waste. */
        REQUIRED,
        /** Nobody is asked; the record says “not double-checked”. */
        OFF
    }

    /** Whether a second person is asked for: only where requests are authorized is it known who is who. */
    public boolean asksForSecondPerson() {
        return mode != Mode.OPEN && secondPerson == SecondPerson.REQUIRED;
    }

    /** Whether the record says that no second person was asked for. */
    public boolean secondPersonIsOff() {
        return mode != Mode.OPEN && secondPerson == SecondPerson.OFF;
    }

    /**
     * How long tokens live, by real time.
     *
     * @param access of a launched app; SMART App Launch 2.2 says at most an hour
     * @param backend of a backend service; SMART says at most five minutes
     * @param online how long an app may renew while {@code online_access}
     * @param offline how long it may renew with {@code offline_access}
     * @param code from consent to the token request
     * @param launch from the launch of an app to its authorization request
     */
    public record Tokens(
            @DefaultValue("15m") Duration access,
            @DefaultValue("5m") Duration backend,
            @DefaultValue("12h") Duration online,
            @DefaultValue("90d") Duration offline,
            @DefaultValue("1m") Duration code,
            @DefaultValue("5m") Duration launch) {

        public Tokens {
            if (access.compareTo(Duration.ofHours(1)) > 0 || backend.compareTo(Duration.ofMinutes(5)) > 0) {
                throw new IllegalArgumentException(
                        "dripline.access.tokens: access is at most 1h and backend at most 5m (SMART App Launch 2.2)");
            }
            if (List.of(access, backend, online, offline, code, launch).stream()
                    .anyMatch(age -> age.isNegative() || age.isZero())) {
                throw new IllegalArgumentException("dripline.access.tokens: a duration is not positive");
            }
        }
    }

    /**
     * When a person may no longer try passwords.
     *
     * @param failures wrong passwords in a row
     * @param pause how long nobody may then sign in under that name
     */
    public record LockOut(
            @DefaultValue("5") int failures,
            @DefaultValue("15m") Duration pause) {

        public LockOut {
            if (failures < 1 || pause.isNegative() || pause.isZero()) {
                throw new IllegalArgumentException("dripline.access.lock-out needs positive values");
            }
        }
    }

    /**
     * The keys that sign id tokens.
     *
     * @param rotateEvery age at which a new key takes over; the old one stays published as long again
     */
    public record Keys(@DefaultValue("90d") Duration rotateEvery) {

        public Keys {
            if (rotateEvery.compareTo(Duration.ofHours(1)) < 0) {
                throw new IllegalArgumentException("dripline.access.keys.rotate-every is at least 1h");
            }
        }
    }
}
