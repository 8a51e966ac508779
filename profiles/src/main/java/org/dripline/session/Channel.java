// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

/** The vital signs the session follows; each has its own rhythm, so its own age at which it is old. */
public enum Channel {
    BLOOD_PRESSURE("blood-pressure"),
    HEART_RATE("heart-rate"),
    OXYGEN_SATURATION("oxygen-saturation"),
    RESPIRATORY_RATE("respiratory-rate");

    private final String key;

    Channel(String key) {
        this.key = key;
    }

    /** Its name in the limits file. */
    String key() {
        return key;
    }
}
