// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.math.BigDecimal;
import java.time.Instant;
import org.dripline.dosing.Rounding;
import org.jspecify.annotations.Nullable;

/** One reading of one vital sign. Kinds are closed: a new one breaks the compile wherever they are told apart. */
public sealed interface VitalSign {

    /** When the monitor took it. */
    Instant at();

    Quality quality();

    /** Where it came from, such as {@code Observation/bp-…}. */
    String source();

    /**
     * A cuff pressure.
     *
     * @param systolicMmHg above zero
     * @param diastolicMmHg above zero, not above the systolic
     * @param meanMmHg the mean the monitor measured; null when it sent none
     */
    record BloodPressure(
            Instant at,
            BigDecimal systolicMmHg,
            BigDecimal diastolicMmHg,
            @Nullable BigDecimal meanMmHg,
            Quality quality,
            String source)
            implements VitalSign {
        public BloodPressure {
            within(systolicMmHg, 1, 400, "mm[Hg]");
            within(diastolicMmHg, 1, 400, "mm[Hg]");
            if (diastolicMmHg.compareTo(systolicMmHg) > 0) {
                throw new IllegalArgumentException("diastolic above systolic");
            }
            if (meanMmHg != null) {
                within(meanMmHg, 1, 400, "mm[Hg]");
            }
        }

        /** mm[Hg], one decimal: the mean the monitor measured, else (systolic + 2 × diastolic) / 3. */
        public BigDecimal shownMeanMmHg() {
            return meanMmHg == null
                    ? VitalCourse.derivedMean(systolicMmHg, diastolicMmHg)
                    : Rounding.MEAN_PRESSURE.of(meanMmHg);
        }
    }

    /**
     * One half of a cuff pressure whose other half was withheld. It is shown as it is and enters no figure: neither a
     * mean nor a rise can be told from it.
     *
     * @param mmHg above zero
     */
    record PartialPressure(Instant at, Side side, BigDecimal mmHg, Quality quality, String source)
            implements VitalSign {

        /** Which half it is. */
        public enum Side {
            SYSTOLIC,
            DIASTOLIC
        }

        public PartialPressure {
            within(mmHg, 1, 400, "mm[Hg]");
        }
    }

    /**
     * Heart or pulse rate, /min.
     *
     * @param byHand charted by a person, at the rhythm of the checks; else sent by a monitor
     */
    record HeartRate(Instant at, BigDecimal beatsPerMinute, boolean byHand, Quality quality, String source)
            implements VitalSign {
        public HeartRate {
            within(beatsPerMinute, 0, 400, "/min");
        }

        /** As a monitor sends it. */
        public HeartRate(Instant at, BigDecimal beatsPerMinute, Quality quality, String source) {
            this(at, beatsPerMinute, false, quality, source);
        }
    }

    /**
     * Oxygen saturation by pulse oximetry, %.
     *
     * @param byHand charted by a person, at the rhythm of the checks; else sent by a monitor
     */
    record OxygenSaturation(Instant at, BigDecimal percent, boolean byHand, Quality quality, String source)
            implements VitalSign {
        public OxygenSaturation {
            within(percent, 0, 100, "%");
        }

        /** As a monitor sends it. */
        public OxygenSaturation(Instant at, BigDecimal percent, Quality quality, String source) {
            this(at, percent, false, quality, source);
        }
    }

    /**
     * Respiratory rate, /min.
     *
     * @param byHand charted by a person, at the rhythm of the checks; else sent by a monitor
     */
    record RespiratoryRate(Instant at, BigDecimal breathsPerMinute, boolean byHand, Quality quality, String source)
            implements VitalSign {
        public RespiratoryRate {
            within(breathsPerMinute, 0, 200, "/min");
        }

        /** As a monitor sends it. */
        public RespiratoryRate(Instant at, BigDecimal breathsPerMinute, Quality quality, String source) {
            this(at, breathsPerMinute, false, quality, source);
        }
    }

    /**
     * The monitor said that it has no value: a sensor is off, a lead is out, the monitor leaves. From then on the value
     * is unknown at once, not only when the last reading has become old.
     */
    record NotAvailable(Instant at, Channel channel, Quality quality, String source) implements VitalSign {}

    private static void within(BigDecimal value, int lowest, int highest, String unit) {
        if (value.compareTo(BigDecimal.valueOf(lowest)) < 0 || value.compareTo(BigDecimal.valueOf(highest)) > 0) {
            throw new IllegalArgumentException("no reading in " + unit);
        }
    }
}
