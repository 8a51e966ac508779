// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.charting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.dripline.routes.Messages;
import org.dripline.routes.journal.ChartedSlot;
import org.dripline.routes.pcd.DeviceMessageReader;
import org.dripline.routes.pcd.DeviceReport;
import org.dripline.routes.pcd.Nomenclature;
import org.dripline.routes.pcd.Reading;
import org.dripline.routes.pcd.Senders;
import org.dripline.routes.vendor.Vendors;
import org.junit.jupiter.api.Test;

/** At most one number a minute where a site wants that, and everything that is no such number all the same. */
class ThinningTest {

    private static final Senders SENDERS = Senders.of(Nomenclature.load(), Vendors.shipped());

    /** The journal's answer, without one. */
    private static final class Slots implements Predicate<ChartedSlot> {
        private final Map<List<Object>, Long> owners = new HashMap<>();

        @Override
        public boolean test(ChartedSlot slot) {
            Long owner = owners.putIfAbsent(
                    List.of(slot.patient(), slot.device(), slot.code(), slot.begins()), slot.entry());
            return owner == null || owner == slot.entry();
        }
    }

    private final Slots slots = new Slots();

    private List<String> charted(long entry, Duration interval, String second, String... rows) {
        String message = Messages.monitor("t-" + entry, "SYN-0980", rows)
                .replace("SCT|||20260105100000", "SCT|||20260105100" + second);
        DeviceMessageReader reader = new DeviceMessageReader(() -> SENDERS, (source, vendor) -> ZoneOffset.UTC, 50);
        DeviceReport report =
                ((DeviceMessageReader.Read) reader.read(message.getBytes(StandardCharsets.UTF_8), "SIM")).report();
        DeviceReport thinned = Thinning.of(report, interval, "pat-980", entry, slots);
        assertThat(thinned.journalOnly())
                .isEqualTo(report.readings().size() - thinned.readings().size());
        return thinned.readings().stream()
                .map(Reading::metric)
                .map(metric -> metric.code())
                .toList();
    }

    private static final String HEART_RATE = "NM|147842^MDC_ECG_HEART_RATE^MDC|1.1.1.1|61|/min|||||R";
    private static final String UNPLUGGED = "NM|147842^MDC_ECG_HEART_RATE^MDC|1.1.1.1||/min||NAV|||R";
    private static final String SYSTOLIC = "NM|150021^MDC_PRESS_BLD_NONINV_SYS^MDC|1.2.1.1|130|mmHg|||||R";
    private static final String RATE = "NM|158014^MDC_FLOW_FLUID_PUMP_CURRENT^MDC|1.1.1.2|52.5|mL/h|||||R";

    @Test
    void theFirstOfAMinuteIsChartedAndTheNextMinuteHasAnother() {
        Duration minute = Duration.ofMinutes(1);
        assertThat(charted(1, minute, "005", HEART_RATE)).containsExactly("147842");
        assertThat(charted(2, minute, "015", HEART_RATE)).isEmpty();
        assertThat(charted(3, minute, "059", HEART_RATE)).isEmpty();
        assertThat(charted(4, minute, "100", HEART_RATE)).containsExactly("147842");
        assertThat(charted(1, minute, "005", HEART_RATE))
                .as("asked again for the same entry")
                .containsExactly("147842");
    }

    @Test
    void pressuresPumpsAndTheEndOfMeasuringAreNeverLeftOut() {
        Duration minute = Duration.ofMinutes(1);
        assertThat(charted(1, minute, "005", HEART_RATE, SYSTOLIC, RATE)).hasSize(3);
        assertThat(charted(2, minute, "015", HEART_RATE, SYSTOLIC, RATE)).containsExactly("150021", "158014");
        assertThat(charted(3, minute, "025", UNPLUGGED)).containsExactly("147842");
    }

    @Test
    void withoutAnIntervalEverythingIsCharted() {
        assertThat(charted(1, Duration.ZERO, "005", HEART_RATE)).hasSize(1);
        assertThat(charted(2, Duration.ZERO, "015", HEART_RATE)).hasSize(1);
    }
}
