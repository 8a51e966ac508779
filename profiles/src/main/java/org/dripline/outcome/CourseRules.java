// SPDX-License-Identifier: Apache-2.0
package org.dripline.outcome;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dripline.protocol.Protocol;

/**
 * The rules of a course that belong to no instrument: {@code course-rules.properties}, and the protocol's numbers where
 * it states them.
 */
public final class CourseRules {

    static final String COUNTS = "session-counts";
    static final String LATE = "late-response-from";
    static final String FUTILITY = "futility-hint-after";
    static final String BASELINE = "baseline-within";
    static final String GAP = "course-gap";
    static final String RELAPSE = "relapse-scores";
    static final List<String> EXPOSURES = List.of("exposure-short", "exposure-middle", "exposure-long");

    private static final List<String> NAMES = List.of(COUNTS, LATE, FUTILITY, BASELINE, GAP, RELAPSE);

    private final Map<String, Cut> cuts;
    private final Map<String, String> numbers;

    private CourseRules(Map<String, Cut> cuts, Map<String, String> numbers) {
        this.cuts = Map.copyOf(cuts);
        this.numbers = Map.copyOf(numbers);
    }

    /** Those that ship with the product; drafts. */
    public static CourseRules shipped() {
        return read(Rules.shipped("course-rules.properties"));
    }

    /** @throws IllegalArgumentException when a rule, its mark, source or status is missing */
    static CourseRules read(Rules rules) {
        Map<String, Cut> cuts = new HashMap<>();
        Map<String, String> numbers = new HashMap<>();
        List<String> all = new ArrayList<>(NAMES);
        all.addAll(EXPOSURES);
        for (String name : all) {
            cuts.put(
                    name,
                    rules.cut(name, Cut.Sense.AT_LEAST)
                            .orElseThrow(() -> new IllegalArgumentException("no rule " + name)));
            rules.number(name).ifPresent(number -> numbers.put(name, number));
        }
        return new CourseRules(cuts, numbers);
    }

    /** With the numbers of the protocol a course is given by. */
    public CourseRules under(Protocol protocol, boolean signed) {
        Map<String, Cut> own = new HashMap<>(cuts);
        numbers.forEach((name, code) -> protocol.number(code)
                .ifPresent(number -> own.computeIfPresent(name, (key, cut) -> cut.by(number, signed))));
        return new CourseRules(own, numbers);
    }

    Cut cut(String name) {
        return Objects.requireNonNull(cuts.get(name), name);
    }

    int whole(String name) {
        return cut(name).value().intValueExact();
    }
}
