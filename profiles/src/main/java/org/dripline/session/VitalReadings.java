// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Readings in the one order every figure is taken in: time, then content; a repeat counts once. */
final class VitalReadings {

    private VitalReadings() {}

    /** The usable readings of one kind up to an instant, in order, each once whatever its source. */
    static <V extends VitalSign> List<V> upTo(Instant now, List<VitalSign> readings, Class<V> kind) {
        Map<String, V> once = new HashMap<>();
        for (VitalSign reading : readings) {
            if (kind.isInstance(reading)
                    && reading.quality() != Quality.UNUSABLE
                    && !reading.at().isAfter(now)) {
                once.merge(content(reading), kind.cast(reading), VitalReadings::smallerSource);
            }
        }
        return once.values().stream()
                .sorted(Comparator.<V, Instant>comparing(VitalSign::at).thenComparing(VitalReadings::content))
                .toList();
    }

    private static <V extends VitalSign> V smallerSource(V one, V other) {
        return one.source().compareTo(other.source()) <= 0 ? one : other;
    }

    /** What a reading says, without where it came from: two with the same content are one reading sent twice. */
    static String content(VitalSign reading) {
        return reading.at() + " " + values(reading) + " " + reading.quality();
    }

    private static String values(VitalSign reading) {
        if (reading instanceof VitalSign.BloodPressure pressure) {
            BigDecimal mean = pressure.meanMmHg();
            return plain(pressure.systolicMmHg()) + "/" + plain(pressure.diastolicMmHg()) + " "
                    + (mean == null ? "" : plain(mean));
        }
        if (reading instanceof VitalSign.PartialPressure half) {
            return half.side() + " " + plain(half.mmHg());
        }
        if (reading instanceof VitalSign.HeartRate rate) {
            return "HR " + plain(rate.beatsPerMinute());
        }
        if (reading instanceof VitalSign.OxygenSaturation saturation) {
            return "SpO2 " + plain(saturation.percent());
        }
        if (reading instanceof VitalSign.RespiratoryRate rate) {
            return "RR " + plain(rate.breathsPerMinute());
        }
        if (reading instanceof VitalSign.NotAvailable absence) {
            return "none of " + absence.channel();
        }
        throw new IllegalStateException("a kind of vital sign without a rule");
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
