// SPDX-License-Identifier: Apache-2.0
package org.dripline.gate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.dripline.gate.DoseCheck.Difference;
import org.dripline.protocol.Mark;
import org.dripline.protocol.Protocol;
import org.dripline.protocol.Source;
import org.jspecify.annotations.Nullable;

/** Compares an esketamine order with its devices and the protocol. What is not given is not compared. */
public final class NasalDoseCheck {

    private static final Source ARITHMETIC =
            new Source("arithmetic", "Arithmetic of the order: no limit of anybody's.", "");

    private NasalDoseCheck() {}

    /**
     * Every difference.
     *
     * @param milligrams ordered
     * @param inDevices what the devices ordered hold together, mg; null when the order names none
     */
    public static List<Difference> of(BigDecimal milligrams, @Nullable BigDecimal inDevices, Protocol protocol) {
        List<Difference> differences = new ArrayList<>();
        if (inDevices != null && inDevices.compareTo(milligrams) != 0) {
            differences.add(new Difference(
                    "devices",
                    Finding.Weight.HARD_STOP,
                    "The devices hold " + plain(inDevices) + " mg; ordered " + plain(milligrams) + " mg",
                    ARITHMETIC,
                    Mark.SEEN));
        }
        protocol.number("device-dose")
                .filter(device -> milligrams.remainder(device.amount().low()).signum() != 0)
                .ifPresent(device -> differences.add(new Difference(
                        "whole-devices",
                        Finding.Weight.HARD_STOP,
                        plain(milligrams) + " mg is no whole number of devices; " + device.inWords(),
                        device.source(),
                        device.mark())));
        protocol.number("nasal-dose")
                .filter(range -> !range.amount().holds(milligrams))
                .ifPresent(range -> differences.add(new Difference(
                        "nasal-dose",
                        Finding.Weight.INFO,
                        plain(milligrams) + " mg; " + range.inWords(),
                        range.source(),
                        range.mark())));
        return List.copyOf(differences);
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
