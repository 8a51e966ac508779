// SPDX-License-Identifier: Apache-2.0
package org.dripline.outcome;

import java.time.Instant;

/**
 * What was said of suicidal thoughts at one moment.
 *
 * @param level item 9 of the PHQ-9: 0 to 3; Columbia screener: 0 none, 1 low, 2 moderate, 3 high
 * @param source such as {@code QuestionnaireResponse/…}
 */
public record SuicideScreen(Instant at, Measure measure, int level, String source) {

    /** How it was asked. */
    public enum Measure {
        ITEM_9("item-9"),
        C_SSRS("c-ssrs");

        private final String code;

        Measure(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    /** The highest level of either. */
    static final int HIGHEST = 3;

    public SuicideScreen {
        if (level < 0 || level > HIGHEST) {
            throw new IllegalArgumentException("no level of a suicide screen");
        }
    }
}
