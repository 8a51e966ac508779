// SPDX-License-Identifier: Apache-2.0
package org.dripline.protocol;

import java.util.Arrays;
import java.util.Optional;

/** How far the source of a number is trusted. */
public enum Mark {
    /** The text was seen in the source named. */
    SEEN("V", "seen in the source"),
    /** Seen only in another text that reports the source. */
    SECOND_HAND("V-2", "second hand"),
    /** Common practice or an example of this project; no source was seen. */
    GENERAL_KNOWLEDGE("GK", "general knowledge, no source seen");

    private final String code;
    private final String words;

    Mark(String code, String words) {
        this.code = code;
        this.words = words;
    }

    /** As stored: V, V-2 or GK. */
    public String code() {
        return code;
    }

    /** As printed. */
    public String words() {
        return words;
    }

    public static Optional<Mark> of(String code) {
        return Arrays.stream(values()).filter(mark -> mark.code.equals(code)).findFirst();
    }
}
