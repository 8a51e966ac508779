// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import org.dripline.routes.mllp.Arrival;
import org.junit.jupiter.api.Test;

class OneFrameAtATimeTest {

    private final EmbeddedChannel channel = new EmbeddedChannel(new OneFrameAtATime());

    @Test
    void theNextFrameWaitsForTheAnswer() {
        Arrival first = new Arrival(Arrival.Kind.FRAME, new byte[] {1});
        Arrival second = new Arrival(Arrival.Kind.FRAME, new byte[] {2});
        channel.writeInbound(first, second);
        assertThat((Object) channel.readInbound()).isSameAs(first);
        assertThat((Object) channel.readInbound()).isNull();
        channel.writeOutbound(Acknowledgement.silence());
        assertThat((Object) channel.readInbound()).isSameAs(second);
    }

    @Test
    void whatIsNoAcknowledgementClosesTheConnection() {
        channel.writeInbound(new Arrival(Arrival.Kind.FRAME, new byte[] {1}));
        // As Camel does with the exception of a route that failed.
        channel.writeOneOutbound(new IllegalStateException("a route failed"));
        channel.flush();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void anErrorInFrontClosesTheConnection() {
        channel.pipeline().fireExceptionCaught(new IllegalStateException("a handler failed"));
        assertThat(channel.isOpen()).isFalse();
    }
}
