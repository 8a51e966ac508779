// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameBudgetTest {

    private static final String LARGE = "x".repeat(FrameBudget.SMALL + 1);

    private final FrameBudget budget = new FrameBudget(2);

    @Test
    void placesAreGivenInTheOrderAskedFor() {
        List<String> granted = new ArrayList<>();
        FrameBudget.Place first = budget.ask(() -> granted.add("first"));
        FrameBudget.Place second = budget.ask(() -> granted.add("second"));
        FrameBudget.Place third = budget.ask(() -> granted.add("third"));
        FrameBudget.Place fourth = budget.ask(() -> granted.add("fourth"));
        FrameBudget.Place fifth = budget.ask(() -> granted.add("fifth"));
        assertThat(List.of(first.isHeld(), second.isHeld(), third.isHeld())).containsExactly(true, true, false);

        fourth.release();
        first.release();
        first.release();
        assertThat(granted).containsExactly("third");
        assertThat(budget.taken()).isEqualTo(2);
        assertThat(budget.waiting()).isEqualTo(1);

        second.release();
        third.release();
        fifth.release();
        assertThat(granted).containsExactly("third", "fifth");
        assertThat(budget.taken()).isZero();
    }

    @Test
    void aLargeFrameIsNotReadUntilThereIsAPlaceAndItsTimeDoesNotRunMeanwhile() {
        FrameBudget.Place one = budget.ask(() -> {});
        budget.ask(() -> {});
        long[] nanos = {0};
        int[] reads = {0};
        ChannelOutboundHandlerAdapter socket = new ChannelOutboundHandlerAdapter() {
            @Override
            public void read(ChannelHandlerContext context) throws Exception {
                reads[0]++;
                super.read(context);
            }
        };
        EmbeddedChannel channel = new EmbeddedChannel(
                socket, new MllpFrameDecoder(10 * FrameBudget.SMALL, Duration.ofMinutes(5), budget, () -> nanos[0]));
        reads[0] = 0;
        write(channel, "\u000bMSH|" + LARGE);
        assertThat(channel.config().isAutoRead()).isFalse();
        assertThat(reads[0]).isZero();

        nanos[0] = Duration.ofMinutes(9).toNanos();
        one.release();
        channel.runPendingTasks();
        assertThat(channel.config().isAutoRead()).isTrue();
        write(channel, "\r\u001c\r");
        Arrival arrival = channel.readInbound();
        assertThat(arrival.kind()).isEqualTo(Arrival.Kind.FRAME);
        assertThat(budget.taken()).isEqualTo(2);
        arrival.kept().run();
        assertThat(budget.taken()).isEqualTo(1);
    }

    @Test
    void aSenderThatLeavesWaitsNoMoreAndGivesBackWhatItHad() {
        EmbeddedChannel has = channel();
        write(has, "\u000bMSH|" + LARGE);
        budget.ask(() -> {});
        EmbeddedChannel waits = channel();
        write(waits, "\u000bMSH|" + LARGE);
        assertThat(budget.waiting()).isEqualTo(1);

        waits.close();
        ((Arrival) waits.readInbound()).kept().run();
        assertThat(budget.waiting()).isZero();
        has.close();
        ((Arrival) has.readInbound()).kept().run();
        assertThat(budget.taken()).isEqualTo(1);
    }

    @Test
    void whatIsTooLargeNeedsNoPlaceToBeSkipped() {
        EmbeddedChannel channel = channel();
        write(channel, "\u000bMSH|" + LARGE);
        assertThat(budget.taken()).isEqualTo(1);
        for (int i = 0; i < 10; i++) {
            write(channel, LARGE);
        }
        assertThat(budget.taken()).isZero();
    }

    @Test
    void anAnswerDoesNotResumeAConnectionThatWaitsForAPlace() {
        EmbeddedChannel channel = channel();
        Pause.FRAME_IN_FLIGHT.begin(channel);
        Pause.NO_PLACE.begin(channel);
        Pause.FRAME_IN_FLIGHT.end(channel);
        assertThat(channel.config().isAutoRead()).isFalse();
        Pause.NO_PLACE.end(channel);
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    private EmbeddedChannel channel() {
        return new EmbeddedChannel(
                new MllpFrameDecoder(10 * FrameBudget.SMALL, Duration.ofMinutes(5), budget, System::nanoTime));
    }

    private static void write(EmbeddedChannel channel, String text) {
        channel.writeInbound(Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8)));
    }
}
