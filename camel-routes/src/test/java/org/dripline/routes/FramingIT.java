// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Frames as senders really write them: each ends in the right acknowledgement, or in a rejection that was kept and
 * explains itself.
 */
class FramingIT {

    private RoutesFixture routes;

    @BeforeEach
    void fresh() {
        routes = RoutesFixture.fresh();
    }

    @Test
    void twoFramesInOneWriteGetTwoAnswersInOrder() throws IOException {
        String both = "\u000b" + message("f-1") + "\u001c\r\u000b" + message("f-2") + "\u001c\r";
        try (MllpSocket socket = routes.socket()) {
            socket.write(MllpSocket.bytes(both));
            assertThat(socket.read()).contains("MSA|CA|f-1");
            assertThat(socket.read()).contains("MSA|CA|f-2");
        }
        assertThat(controlIds()).containsExactly("f-1", "f-2");
    }

    @Test
    void aFrameInTenPiecesIsOneMessage() throws IOException {
        byte[] frame = MllpSocket.frame(message("f-3"));
        try (MllpSocket socket = routes.socket()) {
            int piece = frame.length / 10 + 1;
            for (int from = 0; from < frame.length; from += piece) {
                socket.write(Arrays.copyOfRange(frame, from, Math.min(frame.length, from + piece)));
                // Each piece must leave as a segment of its own.
                await().pollDelay(Duration.ofMillis(30)).until(() -> true);
            }
            assertThat(socket.read()).contains("MSA|CA|f-3");
        }
        assertThat(controlIds()).containsExactly("f-3");
    }

    @Test
    void bytesBeforeTheFrameAreKeptAndHarmNothing() throws IOException {
        try (MllpSocket socket = routes.socket()) {
            socket.write(MllpSocket.bytes("GET / HTTP/1.1\r\n"));
            assertThat(socket.send(message("f-4"))).contains("MSA|CA|f-4");
        }
        assertThat(routes.column(
                        "select state || '/' || coalesce(reason, '') from journal.entry where control_id = ''"))
                .containsExactly("quarantined/BYTES_OUTSIDE_FRAME");
        assertThat(routes.column("select convert_from(raw, 'UTF8') from journal.entry where control_id = ''"))
                .containsExactly("GET / HTTP/1.1\r\n");
    }

    @Test
    void carriageReturnAfterTheFrameMayBeMissing() throws IOException {
        try (MllpSocket socket = routes.socket()) {
            socket.write(MllpSocket.bytes("\u000b" + message("f-5") + "\u001c"));
            assertThat(socket.read()).contains("MSA|CA|f-5");
            socket.write(MllpSocket.bytes("\u000b" + message("f-6") + "\u001c"));
            assertThat(socket.read()).contains("MSA|CA|f-6");
        }
    }

    @Test
    void lineFeedsEndSegmentsToo() throws IOException {
        routes.fhir.admit("SYN-0921", "pat-921");
        try (MllpSocket socket = routes.socket()) {
            assertThat(socket.send(message("f-7").replace("\r", "\n"))).contains("MSA|CA|f-7");
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> routes.states().contains("charted"));
    }

    @Test
    void fiveMegabytesPass() throws IOException {
        routes.fhir.admit("SYN-0921", "pat-921");
        String large = message("f-8") + "NTE|1||" + "x".repeat(5 * 1024 * 1024) + "\r";
        try (MllpSocket socket = routes.socket()) {
            assertThat(socket.send(large)).contains("MSA|CA|f-8");
        }
        assertThat(routes.column("select octet_length(raw) from journal.entry"))
                .containsExactly(String.valueOf(large.length()));
        await().atMost(Duration.ofSeconds(20)).until(() -> routes.states().contains("charted"));
    }

    @Test
    void aFrameAboveTheLimitIsRefusedAndItsBeginningKept() throws IOException {
        try (MllpSocket socket = routes.socket()) {
            String answer = socket.send(message("f-9") + "NTE|1||" + "x".repeat(9 * 1024 * 1024) + "\r");
            assertThat(answer)
                    .contains("MSA|CR|f-9")
                    .contains("FRAME_TOO_LARGE")
                    .contains("^HL70357");
            assertThat(socket.send(message("f-10"))).contains("MSA|CA|f-10");
        }
        assertThat(routes.column("select reason from journal.entry where state = 'quarantined'"))
                .containsExactly("FRAME_TOO_LARGE");
    }

    @Test
    void aSenderThatHangsMidFrameIsToldAndDisconnected() throws IOException {
        try (MllpSocket socket = routes.socket()) {
            socket.write(MllpSocket.bytes("\u000b" + message("f-11").substring(0, 220)));
            assertThat(socket.read()).contains("MSA|CR|f-11").contains("FRAME_INCOMPLETE");
            assertThat(socket.read()).isEmpty();
        }
        assertThat(routes.states()).containsExactly("quarantined/FRAME_INCOMPLETE");
    }

    @Test
    void aSenderThatLeavesMidFrameLeavesATrace() throws IOException {
        try (MllpSocket socket = routes.socket()) {
            socket.write(MllpSocket.bytes("\u000b" + message("f-12").substring(0, 220)));
        }
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(routes.states()).containsExactly("quarantined/FRAME_INCOMPLETE"));
    }

    @Test
    void whatBrokeOffIsChartedWhenItIsSentAgain() throws IOException {
        routes.fhir.admit("SYN-0921", "pat-921");
        String message = message("f-16");
        try (MllpSocket socket = routes.socket()) {
            // Every byte of it, but never the end of the frame.
            socket.write(MllpSocket.bytes("\u000b" + message));
            assertThat(socket.read()).contains("MSA|CR|f-16").contains("FRAME_INCOMPLETE");
        }
        try (MllpSocket socket = routes.socket()) {
            assertThat(socket.send(message)).contains("MSA|CA|f-16");
        }
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(routes.states()).containsExactly("quarantined/FRAME_INCOMPLETE", "charted"));
    }

    @Test
    void aFragmentDoesNotMakeItsResendLookReused() throws IOException {
        routes.fhir.admit("SYN-0921", "pat-921");
        try (MllpSocket socket = routes.socket()) {
            socket.write(MllpSocket.bytes("\u000b" + message("f-17").substring(0, 220)));
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> routes.states().size() == 1);
        try (MllpSocket socket = routes.socket()) {
            assertThat(socket.send(message("f-17"))).contains("MSA|CA|f-17");
            assertThat(socket.send(message("f-17"))).contains("MSA|CA|f-17");
        }
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(routes.states())
                        .containsExactly("quarantined/FRAME_INCOMPLETE", "charted", "repeated"));
        assertThat(routes.column("select flag from journal.entry where flag is not null"))
                .isEmpty();
    }

    @Test
    void silenceBetweenFramesIsNotAFault() throws IOException {
        try (MllpSocket socket = routes.socket()) {
            assertThat(socket.send(message("f-13"))).contains("MSA|CA|f-13");
            await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
            assertThat(socket.send(message("f-14"))).contains("MSA|CA|f-14");
        }
    }

    @Test
    void anUnreadableHeaderIsRejectedAndKept() throws IOException {
        try (MllpSocket socket = routes.socket()) {
            assertThat(socket.send("EVN|A01|nothing like MSH\r"))
                    .contains("MSA|AR|")
                    .contains("HEADER_UNREADABLE");
        }
        assertThat(routes.states()).containsExactly("quarantined/HEADER_UNREADABLE");
    }

    @Test
    void whatADatabaseCannotHoldIsStillAccepted() throws IOException {
        String odd = "f-15" + "\u0000" + "x".repeat(4_000);
        try (MllpSocket socket = routes.socket()) {
            assertThat(socket.send(message(odd))).contains("MSA|CA|f-15");
        }
        assertThat(routes.column("select length(control_id) from journal.entry"))
                .containsExactly("200");
    }

    private static String message(String controlId) {
        return Messages.heartRate(controlId, "SYN-0921", "71");
    }

    private java.util.List<String> controlIds() {
        return routes.column("select control_id from journal.entry order by id");
    }
}
