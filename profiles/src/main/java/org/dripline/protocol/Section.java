// SPDX-License-Identifier: Apache-2.0
package org.dripline.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The parts of a protocol, in the order of its sheet. Source: CodeSystem dripline-protocol-section. */
public enum Section {
    ELIGIBILITY("Who"),
    EXCLUSION("Exclusions"),
    INTERACTION("Interactions"),
    SERIES("Series and intervals"),
    DOSE("Dose"),
    TITRATION("Titration"),
    INFUSION("Infusion"),
    BAG("Bag and order"),
    DAY("Day of infusion"),
    MONITORING("Monitoring"),
    HOLD("Hold before the infusion"),
    ATTENTION("Attention (level one)"),
    PAUSE("Pause (level two)"),
    STOP("Stop (level three)"),
    RESCUE("Rescue medicines"),
    RECOVERY("Recovery"),
    DISCHARGE("Discharge"),
    DECISION("Response and decision"),
    OTHER("Other numbers of this clinic");

    private final String title;

    Section(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Section> of(String code) {
        return Arrays.stream(values())
                .filter(section -> section.code().equals(code))
                .findFirst();
    }
}
