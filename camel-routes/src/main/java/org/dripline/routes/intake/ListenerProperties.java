// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.intake;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * One listener. Each has limits of its own, so that a sender that floods one does not close another.
 *
 * @param address where it listens; loopback until somebody decides otherwise
 * @param port TCP port; 0 = any free one
 * @param maxFrameSize longest message taken
 * @param frameTimeout silence in the middle of a frame after which it is given up and the connection closed
 * @param frameDeadline time from the first byte of a frame to its last, after which it is given up likewise
 * @param idleTimeout silence between frames after which the connection is closed; zero: never, since a pump may say
 *     nothing for hours
 * @param maxConnections connections open at once
 * @param allow addresses that may connect, as {@code 10.1.2.0/24} or one address; empty: all
 * @param tls MLLPS; without a bundle there is none
 */
public record ListenerProperties(
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue("-1") int port,
        @DefaultValue("16MB") DataSize maxFrameSize,
        @DefaultValue("30s") Duration frameTimeout,
        @DefaultValue("5m") Duration frameDeadline,
        @DefaultValue("0s") Duration idleTimeout,
        @DefaultValue("1000") int maxConnections,
        @DefaultValue List<String> allow,
        @DefaultValue Tls tls) {

    public ListenerProperties {
        allow = List.copyOf(allow);
        require(!address.isBlank(), "address is empty");
        require(port >= 0 && port <= 65_535, "port is missing, or not 0 to 65535");
        require(
                maxFrameSize.toBytes() >= 1024 && maxFrameSize.toBytes() <= 256L * 1024 * 1024,
                "max-frame-size must be 1KB to 256MB");
        require(frameTimeout.toMillis() > 0, "frame-timeout must be positive");
        require(frameDeadline.compareTo(frameTimeout) >= 0, "frame-deadline must not be shorter than frame-timeout");
        require(
                idleTimeout.isZero() || idleTimeout.compareTo(frameTimeout) >= 0,
                "idle-timeout must be 0 or not shorter than frame-timeout");
        require(maxConnections > 0, "max-connections must be positive");
        AllowedAddresses.check(allow);
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException("A listener of dripline.routes.mllp: " + sentence);
        }
    }

    /**
     * TLS of a listener. Keys and certificates are Spring's: {@code spring.ssl.bundle.pem.<name>} or {@code jks}, read
     * again when they change if {@code reload-on-update} says so.
     *
     * @param bundle name of the bundle; empty: no TLS
     * @param clientAuth whether the sender must show a certificate that the bundle's trust store knows
     */
    public record Tls(
            @DefaultValue("") String bundle,
            @DefaultValue("need") ClientAuth clientAuth) {}

    /** Whether the sender shows a certificate. */
    public enum ClientAuth {
        /** It must: mutual TLS. */
        NEED,
        /** It may; one that it shows must be known. */
        WANT,
        /** It is not asked. */
        NONE
    }
}
