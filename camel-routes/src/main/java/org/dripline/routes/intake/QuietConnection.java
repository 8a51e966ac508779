// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.intake;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a connection on which nothing came for long. What hangs in the middle of a frame was given up before, since
 * that limit is shorter; while we do not read, the silence is ours.
 */
final class QuietConnection extends IdleStateHandler {

    private static final Logger LOG = LoggerFactory.getLogger(QuietConnection.class);

    QuietConnection(Duration longest) {
        super(longest.toMillis(), 0, 0, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
        if (context.channel().config().isAutoRead()) {
            LOG.info(
                    "connection closed remote={} reason=idle", context.channel().remoteAddress());
            context.close();
        }
    }
}
