// SPDX-License-Identifier: Apache-2.0
package org.dripline.gate;

/** How a rule judges the record. Each has its few lines in the class that its comment names. */
public enum Check {
    /** Problems, an answer and laboratory results that speak against it; see {@link HistoryChecks}. */
    EXCLUSION,
    /** As an exclusion, and pressures of this visit, and a pressure event that waits for a review. */
    PRESSURE,
    /** As an exclusion, where pregnancy is possible, and what excludes it must be recent. */
    PREGNANCY,
    /** An allergy to ketamine or an adverse event under it, or an answer. */
    REACTION,
    /** Bipolar disorder outside mania: attested, and with a recent mania screen. */
    BIPOLAR,
    /** A yes to a question speaks against it; no answer is not recorded. */
    ANSWER,
    /** As an answer, where pregnancy is possible. */
    LACTATION,
    /** A medicine on the list; see {@link MedicineChecks}. */
    MEDICINE,
    /** Two or more causes of shallow breathing together. */
    SEDATIVES_TOGETHER,
    /** See {@link CourseChecks} for the following six. */
    AGE,
    PLACE,
    CONSENT,
    OTHER_TREATMENT,
    PRIOR_TREATMENT,
    INTERVAL,
    /** See {@link DayChecks} for the rest. */
    WEIGHT,
    VITALS,
    FASTING,
    ESCORT,
    SUICIDE_SCREEN,
    /** A yes in the room's form; anything else is a stop. */
    ROOM,
    /** A date in the room's form that lies ahead: a certificate, an expiry. */
    ROOM_DATE
}
