// SPDX-License-Identifier: Apache-2.0
package org.dripline.protocol;

/** The numbers that planning reads, by their code in CodeSystem dripline-protocol-number. */
public final class NumberCodes {
    public static final String SERIES_COUNT = "series-count";
    public static final String SERIES_FURTHER = "series-further";
    public static final String SERIES_DURATION = "series-duration";
    public static final String SESSIONS_PER_WEEK = "sessions-per-week";
    public static final String INTERVAL = "interval";
    public static final String SPACING_FIRST = "spacing-first";
    public static final String SPACING_STEP = "spacing-step";
    public static final String SPACING_LONGEST = "spacing-longest";
    public static final String DOSE_PER_WEIGHT = "dose-per-weight";
    public static final String DOSE_PER_WEIGHT_USUAL = "dose-per-weight-usual";
    public static final String DOSE_FIXED = "dose-fixed";
    public static final String DOSE_TOTAL = "dose-total";
    public static final String TITRATION_MOST = "titration-most";
    public static final String RATE_PER_WEIGHT = "rate-per-weight";
    public static final String RATE_FIXED = "rate-fixed";
    public static final String INFUSION_DURATION = "infusion-duration";
    public static final String INFUSION_DURATION_USUAL = "infusion-duration-usual";
    public static final String INFUSION_DURATION_LEAST = "infusion-duration-least";
    public static final String BAG_CONCENTRATION = "bag-concentration";
    public static final String BAG_CONCENTRATION_MOST = "bag-concentration-most";
    public static final String ONDANSETRON_DOSE = "ondansetron-dose";
    public static final String ONDANSETRON_INTERVAL = "ondansetron-interval";
    public static final String LABETALOL_DOSE = "labetalol-dose";
    public static final String LABETALOL_INTERVAL = "labetalol-interval";
    public static final String NO_DRIVING = "no-driving";

    private NumberCodes() {}
}
