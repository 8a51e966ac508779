// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.intake;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import org.dripline.routes.mllp.Pause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the next frame of a channel through only when the answer to the one before is written: acknowledgements leave in
 * the order of their messages, and a sender that does not wait for them is slowed by TCP instead of filling our memory.
 *
 * <p>One per channel, used by its event loop only.
 */
final class OneFrameAtATime extends ChannelDuplexHandler {

    private static final Logger LOG = LoggerFactory.getLogger(OneFrameAtATime.class);

    private final Deque<Object> waiting = new ArrayDeque<>();
    private boolean inFlight;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (inFlight) {
            waiting.add(message);
            return;
        }
        inFlight = true;
        Pause.FRAME_IN_FLIGHT.begin(context.channel());
        context.fireChannelRead(message);
    }

    /** Nobody waits for answers any more, but what arrived whole is still kept. */
    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        waiting.forEach(context::fireChannelRead);
        waiting.clear();
        super.channelInactive(context);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (!(message instanceof Acknowledgement acknowledgement)) {
            // Whatever went wrong behind us, there will be no answer. A closed connection says so; an open one hangs.
            ReferenceCountUtil.release(message);
            promise.setFailure(new IllegalStateException("not an acknowledgement"));
            close(context, message.getClass());
            return;
        }
        promise.addListener(written -> {
            if (acknowledgement.closes() || !written.isSuccess()) {
                context.close();
            }
            next(context);
        });
        super.write(context, message, promise);
    }

    /** Of the handlers before this one, such as the decoder. What arrived whole is kept when the channel closes. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        close(context, cause.getClass());
    }

    private static void close(ChannelHandlerContext context, Class<?> because) {
        LOG.warn("connection closed remote={} cause={}", context.channel().remoteAddress(), because.getName());
        context.close();
    }

    private void next(ChannelHandlerContext context) {
        Object message = waiting.poll();
        if (message != null) {
            context.fireChannelRead(message);
            return;
        }
        inFlight = false;
        Pause.FRAME_IN_FLIGHT.end(context.channel());
    }
}
