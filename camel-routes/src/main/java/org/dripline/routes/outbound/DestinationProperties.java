// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.outbound;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One destination. It gets its messages one at a time, each when the one before was answered.
 *
 * @param host name or address
 * @param port TCP port
 * @param application MSH-5
 * @param facility MSH-6
 * @param sendingApplication MSH-3
 * @param sendingFacility MSH-4
 * @param acknowledgement what is asked for in MSH-15 and MSH-16
 * @param charset the bytes, and MSH-18
 * @param connectTimeout to connect, and again to shake hands
 * @param answerTimeout for the answer; then the message is sent again
 * @param firstPause after an attempt without an answer; doubles
 * @param longestPause where doubling ends
 * @param tls none without a bundle
 */
public record DestinationProperties(
        @DefaultValue("") String host,
        @DefaultValue("0") int port,
        @DefaultValue("") String application,
        @DefaultValue("") String facility,
        @DefaultValue("DRIPLINE") String sendingApplication,
        @DefaultValue("") String sendingFacility,
        @DefaultValue("original") Mode acknowledgement,
        @DefaultValue("utf-8") CharacterSet charset,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("30s") Duration answerTimeout,
        @DefaultValue("1s") Duration firstPause,
        @DefaultValue("5m") Duration longestPause,
        @DefaultValue Tls tls) {

    public DestinationProperties {
        require(!host.isBlank(), "host is missing");
        require(port > 0 && port <= 65_535, "port is missing, or not 1 to 65535");
        require(connectTimeout.toMillis() > 0 && answerTimeout.toMillis() > 0, "its time-outs must be positive");
        require(
                connectTimeout.toMillis() <= Integer.MAX_VALUE && answerTimeout.toMillis() <= Integer.MAX_VALUE,
                "its time-outs must be shorter than 24d");
        require(firstPause.toMillis() > 0, "first-pause must be positive");
        require(longestPause.compareTo(firstPause) >= 0, "longest-pause must not be shorter than first-pause");
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException("A destination of dripline.routes.outbox.destinations: " + sentence);
        }
    }

    /** Longer than one message may take: to connect, shake hands, send and be answered. */
    Duration lease() {
        return connectTimeout
                .multipliedBy(2)
                .plus(answerTimeout.multipliedBy(2))
                .plusSeconds(5);
    }

    /** The pause after so many attempts in a row without an answer. */
    Duration pauseAfter(int failures) {
        Duration pause = firstPause;
        for (int i = 0; i < failures && pause.compareTo(longestPause) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longestPause) < 0 ? pause : longestPause;
    }

    /** Acknowledgement mode (HL7 v2.6, 2.9.2 and 2.9.3). */
    public enum Mode {
        /** MSH-15 and MSH-16 empty: AA, AE or AR when the other side has processed it. */
        ORIGINAL,
        /** MSH-15 AL, MSH-16 NE: CA, CE or CR when the other side has it on disk. */
        ENHANCED
    }

    /** Those of HL7 table 0211 that are sent. */
    public enum CharacterSet {
        UTF_8(StandardCharsets.UTF_8, "UNICODE UTF-8"),
        ISO_8859_1(StandardCharsets.ISO_8859_1, "8859/1"),
        ISO_8859_15(Charset.forName("ISO-8859-15"), "8859/15"),
        ASCII(StandardCharsets.US_ASCII, "ASCII");

        private final Charset charset;
        private final String name;

        CharacterSet(Charset charset, String name) {
            this.charset = charset;
            this.name = name;
        }

        Charset charset() {
            return charset;
        }

        /** MSH-18. */
        String code() {
            return name;
        }
    }

    /**
     * MLLP over TLS 1.2 or 1.3.
     *
     * @param bundle name of a {@code spring.ssl.bundle}: whom to trust, and the certificate to show where one is asked
     *     for; empty: no TLS
     * @param verifyHost whether the certificate must be of {@code host}
     */
    public record Tls(
            @DefaultValue("") String bundle,
            @DefaultValue("true") boolean verifyHost) {}
}
