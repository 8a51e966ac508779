// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Readings in the one order every figure is taken in: time, then content; a repeat counts once. */
final class VitalReadings {

    /** Time, then what was read, then where it came from: the same set of readings always stands in the same order. */
    private static final Comparator<VitalSign> IN_ORDER = Comparator.comparing(VitalSign::at)
            .thenComparing(VitalReadings::compareContent)
            .thenComparing(VitalSign::source);

    private VitalReadings() {}

    /** The usable readings of one kind up to an instant, in order, each once whatever its source. */
    static <V extends VitalSign> List<V> upTo(Instant now, List<VitalSign> readings, Class<V> kind) {
        List<V> usable = new ArrayList<>();
        for (VitalSign reading : readings) {
            if (kind.isInstance(reading)
                    && reading.quality() != Quality.UNUSABLE
                    && !reading.at().isAfter(now)) {
                usable.add(kind.cast(reading));
            }
        }
        usable.sort(IN_ORDER);
        List<V> once = new ArrayList<>(usable.size());
        V before = null;
        for (V reading : usable) {
            if (before == null || !before.at().equals(reading.at()) || compareContent(before, reading) != 0) {
                once.add(reading);
            }
            before = reading;
        }
        return once;
    }

    /** What a reading says, without where it came from: two with the same content are one reading sent twice. */
    static String content(VitalSign reading) {
        return reading.at() + " " + rank(reading) + " " + values(reading) + " " + reading.quality();
    }

    private static int compareContent(VitalSign one, VitalSign other) {
        int kind = Integer.compare(rank(one), rank(other));
        if (kind != 0) {
            return kind;
        }
        List<BigDecimal> values = values(one);
        List<BigDecimal> others = values(other);
        for (int i = 0; i < Math.min(values.size(), others.size()); i++) {
            int value = values.get(i).compareTo(others.get(i));
            if (value != 0) {
                return value;
            }
        }
        int size = Integer.compare(values.size(), others.size());
        return size != 0 ? size : one.quality().compareTo(other.quality());
    }

    /** A number for each kind of reading, and for each side or channel of those that have one. */
    private static int rank(VitalSign reading) {
        if (reading instanceof VitalSign.BloodPressure) {
            return 0;
        }
        if (reading instanceof VitalSign.PartialPressure half) {
            return 1 + half.side().ordinal();
        }
        if (reading instanceof VitalSign.HeartRate rate) {
            return rate.byHand() ? 4 : 3;
        }
        if (reading instanceof VitalSign.OxygenSaturation saturation) {
            return saturation.byHand() ? 6 : 5;
        }
        if (reading instanceof VitalSign.RespiratoryRate rate) {
            return rate.byHand() ? 8 : 7;
        }
        if (reading instanceof VitalSign.NotAvailable absence) {
            return 9 + absence.channel().ordinal();
        }
        throw new IllegalStateException("a kind of vital sign without a rule");
    }

    private static List<BigDecimal> values(VitalSign reading) {
        if (reading instanceof VitalSign.BloodPressure pressure) {
            BigDecimal mean = pressure.meanMmHg();
            return mean == null
                    ? List.of(plain(pressure.systolicMmHg()), plain(pressure.diastolicMmHg()))
                    : List.of(plain(pressure.systolicMmHg()), plain(pressure.diastolicMmHg()), plain(mean));
        }
        if (reading instanceof VitalSign.PartialPressure half) {
            return List.of(plain(half.mmHg()));
        }
        if (reading instanceof VitalSign.HeartRate rate) {
            return List.of(plain(rate.beatsPerMinute()));
        }
        if (reading instanceof VitalSign.OxygenSaturation saturation) {
            return List.of(plain(saturation.percent()));
        }
        if (reading instanceof VitalSign.RespiratoryRate rate) {
            return List.of(plain(rate.breathsPerMinute()));
        }
        return List.of();
    }

    private static BigDecimal plain(BigDecimal value) {
        return value.stripTrailingZeros();
    }
}
