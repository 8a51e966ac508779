// SPDX-License-Identifier: Apache-2.0
package org.dripline.gate;

import java.time.Period;
import org.dripline.protocol.Mark;
import org.jspecify.annotations.Nullable;

/**
 * Something that has to be done by a person after something was recorded. It is asked for and never done by itself.
 *
 * @param code of CodeSystem dripline-follow-up
 * @param on what it follows
 * @param from the level of suicide risk from which on it is asked for; null when no level matters
 * @param due within how many days, counted from the day of the record: zero is the same day; null when no day is set
 * @param priority FHIR request priority
 * @param mark how far the source is trusted
 * @param source in words; never blank
 */
public record FollowUp(
        String code,
        Occasion on,
        @Nullable RiskLevel from,
        @Nullable Period due,
        String priority,
        Mark mark,
        String source) {

    /** What something follows. */
    public enum Occasion {
        /** A filled-in Columbia screener. */
        SUICIDE_RISK,
        /** A session that was put off. */
        SESSION_DEFERRED,
        /** An adverse event of raised blood pressure. */
        RAISED_PRESSURE,
        /** A referral that the clinic did not take. */
        REFERRAL_DECLINED
    }

    /** Levels of ConceptMap dripline-c-ssrs-triage, and none. */
    public enum RiskLevel {
        NONE,
        LOW,
        MODERATE,
        HIGH
    }

    public FollowUp {
        if (code.isBlank() || source.isBlank()) {
            throw new IllegalArgumentException("a follow-up has a code and a source");
        }
    }

    boolean isAskedAt(Occasion occasion, RiskLevel level) {
        return on == occasion && (from == null || level.compareTo(from) >= 0);
    }
}
