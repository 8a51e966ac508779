// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.intake;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a connection above the limit at once, with a line in the log: a sender that leaks sockets must not starve the
 * others.
 */
@Sharable
final class ConnectionLimit extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLimit.class);
    private static final AttributeKey<Boolean> COUNTED = AttributeKey.valueOf(ConnectionLimit.class, "counted");

    private final AtomicInteger open = new AtomicInteger();
    private final int max;

    ConnectionLimit(int max) {
        this.max = max;
    }

    /** Connections open now. */
    int open() {
        return open.get();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        if (open.incrementAndGet() > max) {
            open.decrementAndGet();
            LOG.warn(
                    "connection refused remote={} open={} limit={}",
                    context.channel().remoteAddress(),
                    max,
                    max);
            context.close();
            return;
        }
        context.channel().attr(COUNTED).set(true);
        super.channelActive(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        if (context.channel().attr(COUNTED).getAndSet(null) != null) {
            open.decrementAndGet();
        }
        super.channelInactive(context);
    }
}
