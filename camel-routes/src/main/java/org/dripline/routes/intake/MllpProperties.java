// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.intake;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code dripline.routes.mllp}: where devices and gateways connect to. The keys are those of one listener, for which
 * see {@link ListenerProperties}, and others may stand beside it under names of their own.
 *
 * @param maxInFlight memory for frames larger than 64 KB, of all connections of all listeners together. Beyond it
 *     further ones are not read from until a frame is in the journal; nobody is refused
 * @param listeners more listeners, such as one for each feed of a gateway, or one with TLS
 */
public record MllpProperties(
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue("2575") int port,
        @DefaultValue("16MB") DataSize maxFrameSize,
        @DefaultValue("30s") Duration frameTimeout,
        @DefaultValue("5m") Duration frameDeadline,
        @DefaultValue("0s") Duration idleTimeout,
        @DefaultValue("1000") int maxConnections,
        @DefaultValue List<String> allow,
        @DefaultValue ListenerProperties.Tls tls,
        @DefaultValue("128MB") DataSize maxInFlight,
        @DefaultValue Map<String, ListenerProperties> listeners) {

    /** Name of the one that stands for itself. */
    static final String MAIN = "main";

    public MllpProperties {
        allow = List.copyOf(allow);
        listeners = Map.copyOf(listeners);
        if (listeners.containsKey(MAIN)) {
            throw new IllegalArgumentException(
                    "dripline.routes.mllp.listeners.main: give it another name, this one is the first listener's");
        }
        // Says what is wrong with the first one, as each of the others did for itself.
        ListenerProperties main = new ListenerProperties(
                address, port, maxFrameSize, frameTimeout, frameDeadline, idleTimeout, maxConnections, allow, tls);
        if (maxInFlight.compareTo(largest(main.maxFrameSize(), listeners.values())) < 0) {
            throw new IllegalArgumentException(
                    "dripline.routes.mllp.max-in-flight must not be less than any listener's max-frame-size");
        }
    }

    /** How many frames of the largest {@code max-frame-size} go into {@code max-in-flight}. */
    public int places() {
        return Math.toIntExact(maxInFlight.toBytes()
                / largest(maxFrameSize, listeners.values()).toBytes());
    }

    private static DataSize largest(DataSize first, Collection<ListenerProperties> others) {
        return others.stream()
                .map(ListenerProperties::maxFrameSize)
                .reduce(first, (one, other) -> one.compareTo(other) < 0 ? other : one);
    }

    /** All of them, by name. */
    Map<String, ListenerProperties> all() {
        Map<String, ListenerProperties> all = new LinkedHashMap<>();
        all.put(
                MAIN,
                new ListenerProperties(
                        address,
                        port,
                        maxFrameSize,
                        frameTimeout,
                        frameDeadline,
                        idleTimeout,
                        maxConnections,
                        allow,
                        tls));
        listeners.forEach(all::put);
        return all;
    }
}
