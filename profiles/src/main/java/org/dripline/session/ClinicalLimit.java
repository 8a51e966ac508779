// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

/**
 * The limits of a session that a protocol states. Each is named as the protocol names it (CodeSystem
 * dripline-protocol-number), so that a clinic signs it once.
 */
public enum ClinicalLimit {
    ATTENTION_SYSTOLIC("attention-systolic", "mm[Hg]"),
    ATTENTION_DIASTOLIC("attention-diastolic", "mm[Hg]"),
    ATTENTION_MEAN_RISE("attention-mean-rise", "%"),
    ATTENTION_HEART_RATE("attention-heart-rate", "/min"),
    ATTENTION_OXYGEN("attention-spo2", "%"),
    ATTENTION_RESPIRATORY_RATE("attention-respiratory-rate", "/min"),
    ATTENTION_MOAAS("attention-moaas", "{score}"),
    PAUSE_SYSTOLIC("pause-systolic", "mm[Hg]"),
    PAUSE_DIASTOLIC("pause-diastolic", "mm[Hg]"),
    PAUSE_OXYGEN("pause-spo2", "%"),
    STOP_PRESSURE_PERSISTS("stop-pressure-persists", "min"),
    STOP_OXYGEN("stop-spo2", "%"),
    STOP_MOAAS("stop-moaas", "{score}"),
    STOP_HEART_RATE_HIGH("stop-heart-rate-high", "/min"),
    STOP_HEART_RATE_LOW("stop-heart-rate-low", "/min"),
    BASELINE_BAND("baseline-band", "%"),
    BASELINE_CADSS_6("discharge-cadss6", "{score}"),
    DELIVERED_MOST("delivered-most", "%"),
    DELIVERED_LEAST("delivered-least", "%"),
    ORDER_DIFFERENCE("order-difference", "mg"),
    WEIGHT_CHANGE("weight-change", "%"),
    BAG_MOST("bag-concentration-most", "mg/mL"),
    CADENCE_INFUSION("cadence-infusion", "min"),
    CADENCE_INFUSION_LATER("cadence-infusion-later", "min"),
    CADENCE_LATER_FROM("cadence-later-from", "min"),
    CADENCE_RECOVERY("cadence-recovery", "min"),
    CADENCE_LATE("cadence-late", "%");

    private final String code;
    private final String unit;

    ClinicalLimit(String code, String unit) {
        this.code = code;
        this.unit = unit;
    }

    /** Its name in a protocol and in the limits file. */
    public String code() {
        return code;
    }

    /** UCUM. */
    public String unit() {
        return unit;
    }

    /** Whether every set of limits must state it; a long infusion's later rhythm is its protocol's alone. */
    boolean needed() {
        return this != CADENCE_INFUSION_LATER && this != CADENCE_LATER_FROM;
    }
}
