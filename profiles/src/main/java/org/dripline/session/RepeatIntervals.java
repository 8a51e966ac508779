// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.dripline.figure.Basis;
import org.dripline.protocol.Protocol;
import org.dripline.protocol.ProtocolNumber;

/**
 * How soon each medicine beside ketamine may be given again: {@code repeat-intervals.properties}, and before it what
 * the protocol says. A medicine that is not in the table has no interval.
 */
public record RepeatIntervals(List<Interval> medicines) {

    private static final String SHIPPED = "repeat-intervals.properties";
    private static final String HOUR = "h";

    public RepeatIntervals {
        medicines = List.copyOf(medicines);
    }

    /**
     * The interval of one medicine.
     *
     * @param medicine its name, lower case
     * @param codes {@code system|code}
     * @param word what its name holds, lower case
     * @param unit UCUM, {@code h} or {@code min}
     * @param number code of the protocol's number that goes before the value; empty when there is none
     * @param least from one dose to the next
     */
    public record Interval(
            String medicine, Set<String> codes, String word, String unit, String number, Limit<BigDecimal> least) {

        public Interval {
            codes = Set.copyOf(codes);
            if (!unit.equals(HOUR) && !unit.equals("min")) {
                throw new IllegalArgumentException("the interval of " + medicine + " is neither in h nor in min");
            }
        }

        /** From one dose to the next. */
        public Duration time() {
            Duration minutes = SessionLimits.minutes(least.value());
            return unit.equals(HOUR) ? minutes.multipliedBy(60) : minutes;
        }

        /** As it is shown beside what it judges. */
        public Basis basis() {
            return new Basis(
                    number.isEmpty() ? medicine + "-interval" : number,
                    least.value().toPlainString() + " " + unit,
                    least.source(),
                    least.draft());
        }

        private boolean isOf(Collection<String> coded, String name) {
            return coded.stream().anyMatch(codes::contains)
                    || name.toLowerCase(Locale.ROOT).contains(word);
        }

        private Interval under(Protocol protocol, boolean signed) {
            return protocol.number(number)
                    .filter(stated -> stated.amount().unit().equals(unit))
                    .map(stated -> new Interval(medicine, codes, word, unit, number, limit(stated, signed)))
                    .orElse(this);
        }
    }

    /** The table that ships with the product. */
    public static RepeatIntervals shipped() {
        Properties properties = new Properties();
        try (InputStream in = RepeatIntervals.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + SHIPPED);
            }
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return from(properties);
    }

    /** @throws IllegalArgumentException when a part of a medicine, such as its source, is missing */
    public static RepeatIntervals from(Properties properties) {
        List<Interval> medicines = new ArrayList<>();
        for (String name : SessionLimits.text(properties, "medicines").split("\\s+")) {
            medicines.add(new Interval(
                    name,
                    Set.of(SessionLimits.text(properties, name + ".codes").split("\\s+")),
                    SessionLimits.text(properties, name + ".word").toLowerCase(Locale.ROOT),
                    SessionLimits.text(properties, name + ".unit"),
                    properties.getProperty(name + ".number", "").trim(),
                    SessionLimits.limit(properties, name, BigDecimal::new)));
        }
        return new RepeatIntervals(medicines);
    }

    /** These with the numbers of a protocol in place of the table's. */
    public RepeatIntervals under(Protocol protocol, boolean signed) {
        return new RepeatIntervals(medicines.stream()
                .map(interval -> interval.under(protocol, signed))
                .toList());
    }

    /**
     * The interval of a medicine; empty when the table has none.
     *
     * @param codes {@code system|code}; may be empty
     * @param name as charted; may be empty
     */
    public Optional<Interval> of(Collection<String> codes, String name) {
        return medicines.stream().filter(interval -> interval.isOf(codes, name)).findFirst();
    }

    private static Limit<BigDecimal> limit(ProtocolNumber stated, boolean signed) {
        return new Limit<>(stated.amount().low(), SessionLimits.source(stated), !signed);
    }
}
