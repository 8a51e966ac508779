// SPDX-License-Identifier: Apache-2.0
package org.dripline.outcome;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dripline.protocol.Protocol;

/**
 * One way of measuring how a patient is. Less is better for every instrument here.
 *
 * @param code such as {@code phq-9}
 * @param title as printed
 * @param codings {@code system|code} of its score
 * @param unit UCUM: {@code {score}}, or {@code d}
 * @param cuts by what they are
 * @param numbers the protocol's number that goes before a cut, by the same name
 */
public record Instrument(
        String code,
        String title,
        List<String> codings,
        BigDecimal lowest,
        BigDecimal highest,
        String unit,
        Map<What, Cut> cuts,
        Map<What, String> numbers) {

    /** What a cut tells. */
    public enum What {
        /** % of improvement that is a response. */
        RESPONSE,
        /** % of improvement that is a partial response. */
        PARTIAL,
        /** % of improvement that is more than a response; of pain. */
        SUBSTANTIAL,
        /** Score that is remission. */
        REMISSION,
        /** Points of change that mean something. */
        MEANINGFUL,
        /** Score a person should look at, whatever it was before. */
        ATTENTION
    }

    public Instrument {
        codings = List.copyOf(codings);
        cuts = Map.copyOf(cuts);
        numbers = Map.copyOf(numbers);
    }

    Optional<Cut> cut(What what) {
        return Optional.ofNullable(cuts.get(what));
    }

    /** Whether a score lies on the instrument's own scale. */
    boolean holds(BigDecimal score) {
        return score.compareTo(lowest) >= 0 && score.compareTo(highest) <= 0;
    }

    /** This instrument with the numbers of a protocol where it states them. */
    Instrument under(Protocol protocol, boolean signed) {
        Map<What, Cut> own = new EnumMap<>(What.class);
        cuts.forEach((what, cut) -> own.put(
                what,
                Optional.ofNullable(numbers.get(what))
                        .flatMap(protocol::number)
                        .map(number -> cut.by(number, signed))
                        .orElse(cut)));
        return new Instrument(code, title, codings, lowest, highest, unit, own, numbers);
    }
}
