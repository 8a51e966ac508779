// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.intake;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code dripline.routes.mllp}: the listener devices and gateways connect to.
 *
 * @param address where it listens; loopback until somebody decides otherwise
 * @param port TCP port; 0 = any free one
 * @param maxFrameSize longest message taken
 * @param frameTimeout silence in the middle of a frame after which it is given up and the connection closed
 * @param frameDeadline time from the first byte of a frame to its last, after which it is given up likewise
 * @param maxInFlight memory for frames larger than 64 KB, of all connections together. Beyond it further ones are not
 *     read from until a frame is in the journal; nobody is refused
 * @param maxConnections connections open at once
 */
public record MllpProperties(
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue("2575") int port,
        @DefaultValue("16MB") DataSize maxFrameSize,
        @DefaultValue("30s") Duration frameTimeout,
        @DefaultValue("5m") Duration frameDeadline,
        @DefaultValue("128MB") DataSize maxInFlight,
        @DefaultValue("1000") int maxConnections) {

    public MllpProperties {
        require(!address.isBlank(), "dripline.routes.mllp.address is empty");
        require(port >= 0 && port <= 65_535, "dripline.routes.mllp.port must be 0 to 65535");
        require(
                maxFrameSize.toBytes() >= 1024 && maxFrameSize.toBytes() <= 256L * 1024 * 1024,
                "dripline.routes.mllp.max-frame-size must be 1KB to 256MB");
        require(frameTimeout.toMillis() > 0, "dripline.routes.mllp.frame-timeout must be positive");
        require(
                frameDeadline.compareTo(frameTimeout) >= 0,
                "dripline.routes.mllp.frame-deadline must not be shorter than frame-timeout");
        require(
                maxInFlight.toBytes() >= maxFrameSize.toBytes(),
                "dripline.routes.mllp.max-in-flight must not be less than max-frame-size");
        require(maxConnections > 0, "dripline.routes.mllp.max-connections must be positive");
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
