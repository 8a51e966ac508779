// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MllpFrameDecoderTest {

    private long nanos;
    private final EmbeddedChannel channel =
            new EmbeddedChannel(new MllpFrameDecoder(64, Duration.ofMinutes(5), new FrameBudget(1), () -> nanos));

    @Test
    void aFrameEndsAtFileSeparator() {
        assertThat(read("\u000bMSH|a\r\u001c\r")).containsExactly("FRAME MSH|a\r");
    }

    @Test
    void framesInOneReadAreApart() {
        assertThat(read("\u000bMSH|a\r\u001c\r\u000bMSH|b\r\u001c\r"))
                .containsExactly("FRAME MSH|a\r", "FRAME MSH|b\r");
    }

    @Test
    void aFrameMayComeByteByByte() {
        List<String> read = new ArrayList<>();
        for (char each : "\u000bMSH|a\r\u001c\r".toCharArray()) {
            read.addAll(read(String.valueOf(each)));
        }
        assertThat(read).containsExactly("FRAME MSH|a\r");
    }

    @Test
    void bytesOutsideAreHandedOnBeforeTheFrameThatFollows() {
        assertThat(read("junk\u000bMSH|a\r\u001cmore\u000bMSH|b\r\u001c"))
                .containsExactly("OUTSIDE junk", "FRAME MSH|a\r", "OUTSIDE more", "FRAME MSH|b\r");
    }

    @Test
    void aFileSeparatorInsideALineIsContent() {
        assertThat(read("\u000bMSH|1\u001c20\r\u001c\r")).containsExactly("FRAME MSH|1\u001c20\r");
    }

    @Test
    void aHeaderAfterStartOfBlockBeginsAnotherFrame() {
        assertThat(read("\u000bMSH|lost\r\u000bMSH|b\r\u001c\r"))
                .containsExactly("INCOMPLETE MSH|lost\r", "FRAME MSH|b\r");
    }

    @Test
    void tooMuchIsSkippedToItsEnd() {
        assertThat(read("\u000bMSH|" + "x".repeat(70) + "\r\u001c\r\u000bMSH|b\r\u001c\r"))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("TOO_LARGE MSH|xxx");
    }

    @Test
    void exactlyTheLimitPasses() {
        assertThat(read("\u000b" + "x".repeat(63) + "\r\u001c\r")).containsExactly("FRAME " + "x".repeat(63) + "\r");
    }

    @Test
    void whatIsOpenWhenTheChannelClosesIsIncomplete() {
        read("\u000bMSH|half");
        channel.finish();
        assertThat(drain()).containsExactly("INCOMPLETE MSH|half");
    }

    @Test
    void lineEndsBetweenFramesAreNothing() {
        assertThat(read("\r\n\r\n\u000bMSH|a\r\u001c\r\n")).containsExactly("FRAME MSH|a\r");
    }

    @Test
    void aFrameThatBeginsTwiceIsOneFrame() {
        assertThat(read("\u000b\u000bMSH|a\r\u001c\r\u000b\u000b\u000bMSH|b\r\u001c\r"))
                .containsExactly("FRAME MSH|a\r", "FRAME MSH|b\r");
    }

    @Test
    void aFrameThatTricklesForEverIsGivenUp() {
        List<String> read = new ArrayList<>(read("\u000bMSH|"));
        for (int i = 0; i < 10; i++) {
            nanos += Duration.ofSeconds(29).toNanos();
            read.addAll(read("x"));
        }
        assertThat(read).isEmpty();
        nanos += Duration.ofSeconds(29).toNanos();
        assertThat(read("x")).containsExactly("HUNG MSH|" + "x".repeat(11));
        assertThat(read("\u000bMSH|b\r\u001c")).isEmpty();
    }

    @Test
    void theNextFrameHasItsOwnTime() {
        read("\u000bMSH|a\r\u001c");
        nanos += Duration.ofHours(1).toNanos();
        assertThat(read("\u000bMSH|")).isEmpty();
        assertThat(read("b\r\u001c")).containsExactly("FRAME MSH|b\r");
    }

    private List<String> read(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
        return drain();
    }

    private List<String> drain() {
        List<String> read = new ArrayList<>();
        for (Arrival arrival = channel.readInbound(); arrival != null; arrival = channel.readInbound()) {
            read.add(arrival.kind() + " " + new String(arrival.bytes(), StandardCharsets.ISO_8859_1));
        }
        return read;
    }
}
