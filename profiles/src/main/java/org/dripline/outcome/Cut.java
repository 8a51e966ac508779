// SPDX-License-Identifier: Apache-2.0
package org.dripline.outcome;

import java.math.BigDecimal;
import java.util.Locale;
import org.dripline.figure.Basis;
import org.dripline.protocol.Mark;
import org.dripline.protocol.ProtocolNumber;

/**
 * A number an outcome is judged by, with where it is from.
 *
 * @param code its name, such as {@code phq-9.remission}, or that of the protocol's number
 * @param sense how it is meant
 * @param mark how far its source is trusted
 * @param source in words; never blank
 * @param draft true until a clinician has signed it
 */
record Cut(String code, BigDecimal value, Sense sense, Mark mark, String source, boolean draft) {

    /** How a value is compared with it. */
    enum Sense {
        BELOW,
        AT_MOST,
        AT_LEAST
    }

    Cut {
        if (source.isBlank()) {
            throw new IllegalArgumentException(code + " has no source");
        }
    }

    boolean met(BigDecimal by) {
        int compared = by.compareTo(value);
        return switch (sense) {
            case BELOW -> compared < 0;
            case AT_MOST -> compared <= 0;
            case AT_LEAST -> compared >= 0;
        };
    }

    /** The same cut with the value a protocol gives it. */
    Cut by(ProtocolNumber number, boolean signed) {
        return new Cut(
                number.code(),
                number.amount().high(),
                sense,
                number.mark(),
                number.statedIn() + ": " + number.source().citation(),
                !signed);
    }

    Basis basis() {
        String words = sense.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + value.toPlainString();
        return new Basis(code, words, source + " (" + mark.words() + ")", draft);
    }
}
