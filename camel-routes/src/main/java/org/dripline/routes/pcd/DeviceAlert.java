// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.pcd;

import java.time.Instant;
import java.util.List;

/**
 * What a device says of one of its alerts at one moment (IHE PCD-04): that it begins, goes on or ends.
 *
 * @param obx position of its event row among the message's OBX, from 1
 * @param path OBX-4 of that row
 * @param condition what it is about; code and name empty when the device said it in words only
 * @param text those words; may be empty
 * @param parts facets, each once
 * @param causes values the device gave along with it, such as the saturation that is too low
 * @param at OBX-14 of the event row, else its device row's, else OBR-7
 * @param validated OBX-11 = F
 * @param instance OBR-3: this update
 * @param parent OBR-29: the update that began it; empty at first
 */
public record DeviceAlert(
        int obx,
        String path,
        SenderCode condition,
        String text,
        List<Part> parts,
        List<Cause> causes,
        Instant at,
        DeviceIdentity device,
        boolean validated,
        String instance,
        String parent)
        implements ReportedRow {

    public DeviceAlert {
        parts = List.copyOf(parts);
        causes = List.copyOf(causes);
    }

    /**
     * A facet of an alert. Two sets of MDC numbers are in use: that of the IHE PCD framework (TF-2 rev. 9), which is
     * ours, and that of NIST RTMMS 2016.
     */
    public enum Facet {
        SOURCE("68480", "68164"),
        PHASE("68481", "68165"),
        STATE("68482", "68166"),
        INACTIVATION("68483", "68167"),
        PRIORITY("68484", "68168"),
        TYPE("68485", "68169");

        private final String code;
        private final String otherCode;

        Facet(String code, String otherCode) {
            this.code = code;
            this.otherCode = otherCode;
        }

        /** MDC number in the framework's set. */
        public String code() {
            return code;
        }

        boolean goesBy(String number) {
            return code.equals(number) || otherCode.equals(number);
        }
    }

    /**
     * What the device says of one facet.
     *
     * @param code MDC number as sent
     * @param value of the source a code; of the others the token as code, such as {@code start} or {@code PM}
     */
    public record Part(Facet facet, String code, SenderCode value) {}

    /**
     * A value given along with the alert.
     *
     * @param codes OBX-3
     */
    public record Cause(List<SenderCode> codes, UnmappedValue.Value value) {
        public Cause {
            codes = List.copyOf(codes);
        }
    }

    /** {@code start}, {@code continue}, {@code end} or another token; empty when not said. */
    public String phase() {
        return parts.stream()
                .filter(part -> part.facet() == Facet.PHASE)
                .map(part -> part.value().code())
                .findFirst()
                .orElse("");
    }

    /** What tells its condition from others of the device: the number, else the name, else the words. */
    public String about() {
        if (!condition.code().isEmpty()) {
            return condition.code();
        }
        return condition.name().isEmpty() ? text : condition.name();
    }

    @Override
    public String toString() {
        return "DeviceAlert[OBX " + obx + "]";
    }
}
