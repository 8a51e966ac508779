// SPDX-License-Identifier: Apache-2.0
package org.dripline.protocol;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How ketamine is given for one purpose: everything a medical director reads and signs.
 *
 * @param url canonical address, without version
 * @param version business version
 * @param title a few words
 * @param purpose one or two sentences
 * @param family code of CodeSystem dripline-protocol-family
 * @param setting where it may be used
 * @param numbers each number once, by section and code
 * @param criteria each criterion once, by section and code
 * @param activities what a plan is made of, in order
 */
public record Protocol(
        String url,
        String version,
        String title,
        String purpose,
        String family,
        Setting setting,
        List<ProtocolNumber> numbers,
        List<Criterion> criteria,
        List<Activity> activities) {

    /** Family of limits that other protocols share and that is never applied by itself. */
    public static final String COMMON = "common";

    /** Family of esketamine by nose. */
    public static final String NASAL = "esketamine-nasal";

    /** Where a protocol may be used. */
    public enum Setting {
        OUTPATIENT,
        INPATIENT
    }

    /**
     * Something a plan asks for.
     *
     * @param definition canonical address of the activity
     */
    public record Activity(String id, String title, String definition) {}

    /** @throws IllegalArgumentException when a number or criterion is named twice */
    public Protocol {
        once(numbers.stream().map(ProtocolNumber::code));
        once(criteria.stream().map(Criterion::code));
        numbers = numbers.stream()
                .sorted(Comparator.<ProtocolNumber, Section>comparing(
                                number -> number.kind().section())
                        .thenComparing(ProtocolNumber::code))
                .toList();
        criteria = criteria.stream()
                .sorted(Comparator.comparing(Criterion::section).thenComparing(Criterion::code))
                .toList();
        activities = List.copyOf(activities);
    }

    /** This protocol with the limits it shares: where both have a number or criterion of one code, its own counts. */
    public Protocol over(Protocol shared) {
        Set<String> ownNumbers = numbers.stream().map(ProtocolNumber::code).collect(Collectors.toSet());
        Set<String> ownCriteria = criteria.stream().map(Criterion::code).collect(Collectors.toSet());
        return new Protocol(
                url,
                version,
                title,
                purpose,
                family,
                setting,
                Stream.concat(
                                numbers.stream(),
                                shared.numbers.stream().filter(number -> !ownNumbers.contains(number.code())))
                        .toList(),
                Stream.concat(
                                criteria.stream(),
                                shared.criteria.stream().filter(criterion -> !ownCriteria.contains(criterion.code())))
                        .toList(),
                activities);
    }

    /** Whether it can be applied to a patient at all. */
    public boolean isApplicable() {
        return !family.equals(COMMON);
    }

    /** Whether its drug is given by vein; the other one has doses that no infusion may be made of. */
    public boolean isByInfusion() {
        return !family.equals(NASAL);
    }

    public Optional<ProtocolNumber> number(String code) {
        return numbers.stream().filter(number -> number.code().equals(code)).findFirst();
    }

    public Optional<Amount> amount(String code) {
        return number(code).map(ProtocolNumber::amount);
    }

    /** The value of a number, the lower end when it is a window. */
    public Optional<BigDecimal> value(String code) {
        return amount(code).map(Amount::low);
    }

    public Optional<Criterion> criterion(String code) {
        return criteria.stream()
                .filter(criterion -> criterion.code().equals(code))
                .findFirst();
    }

    private static void once(Stream<String> codes) {
        Set<String> seen = new HashSet<>();
        codes.forEach(code -> {
            if (!seen.add(code)) {
                throw new IllegalArgumentException(code + " is named twice");
            }
        });
    }
}
