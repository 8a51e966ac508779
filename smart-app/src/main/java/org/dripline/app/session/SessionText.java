// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How numbers, times and ages are worded on the session screen. Figures are printed, never worked out, here. */
final class SessionText {

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    private SessionText() {}

    /** Time of day without seconds, {@code 10:25}. */
    static String minutes(Instant at, ZoneId zone) {
        return MINUTES.format(at.atZone(zone));
    }

    /** Time of day with seconds, {@code 10:25:07}. */
    static String seconds(Instant at, ZoneId zone) {
        return SECONDS.format(at.atZone(zone));
    }

    /** Calendar day, {@code 5 Jan 2026}. */
    static String day(Instant at, ZoneId zone) {
        return DAY.format(at.atZone(zone));
    }

    /** Calendar day, {@code 11 Mar 1984}: a month in letters is read the same way everywhere. */
    static String day(LocalDate date) {
        return DAY.format(date);
    }

    /** How long ago, in the one or two units that matter: {@code 12 s}, {@code 3 min}, {@code 1 h 05 min}. */
    static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        long minutes = seconds / 60;
        if (minutes < 60) {
            return minutes + " min";
        }
        return String.format(Locale.ROOT, "%d h %02d min", minutes / 60, minutes % 60);
    }

    /** A running duration, {@code 25:07} or {@code 1:05:07}. */
    static String running(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
        }
        return String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    /** A dose: mg with one decimal, so that the figure keeps its width while it grows. */
    static String mg(BigDecimal mg) {
        return mg.setScale(1, RoundingMode.HALF_UP).toPlainString();
    }

    /** A dose by weight: mg/kg with three decimals. */
    static String mgPerKg(BigDecimal mgPerKg) {
        return mgPerKg.setScale(3, RoundingMode.HALF_UP).toPlainString();
    }

    /** A percentage without decimals below and at the ordered dose; {@code 99 %} until it is really reached. */
    static String percent(BigDecimal percent) {
        RoundingMode rounding =
                percent.compareTo(BigDecimal.valueOf(100)) < 0 ? RoundingMode.DOWN : RoundingMode.HALF_UP;
        return percent.setScale(0, rounding).toPlainString();
    }

    /** Any other number as it was given, without zeros at its end: {@code 52.5}, {@code 35}. */
    static String number(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        return (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString();
    }

    /** A rate in at most two decimals: a pump does not resolve more. */
    static String rate(BigDecimal mlPerHour) {
        return number(mlPerHour.setScale(Math.min(2, Math.max(0, mlPerHour.scale())), RoundingMode.HALF_UP));
    }

    /** Whole years between birth and a day. */
    static String years(LocalDate born, LocalDate today) {
        return Period.between(born, today).getYears() + " y";
    }
}
