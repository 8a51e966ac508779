// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a device's clock is from the server's, estimated from when its values were received. A value takes some time
 * on its way, never less than none: the value that seems to have come fastest gives the estimate, and the true clock is
 * at most that much further ahead. Times are shown, never moved.
 *
 * @param device such as {@code Device/…}
 * @param ahead of the server's clock; negative when behind
 * @param values it was estimated from
 */
public record ClockOffset(String device, Duration ahead, int values) {

    /** Each device with a received value up to an instant, by name. */
    static List<ClockOffset> of(List<Charted.Arrival> arrivals, Instant now) {
        Map<String, List<Duration>> byDevice = new TreeMap<>();
        for (Charted.Arrival arrival : arrivals) {
            if (!arrival.at().isAfter(now)) {
                byDevice.computeIfAbsent(arrival.device(), device -> new ArrayList<>())
                        .add(Duration.between(arrival.receivedAt(), arrival.at()));
            }
        }
        List<ClockOffset> offsets = new ArrayList<>();
        byDevice.forEach((device, seen) -> offsets.add(
                new ClockOffset(device, seen.stream().max(Duration::compareTo).orElseThrow(), seen.size())));
        return offsets;
    }
}
