// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.intake;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.netty.NettyConsumer;
import org.apache.camel.component.netty.ServerInitializerFactory;
import org.apache.camel.component.netty.handlers.ServerChannelHandler;
import org.dripline.routes.mllp.FrameBudget;
import org.dripline.routes.mllp.MllpFrame;
import org.dripline.routes.mllp.MllpFrameDecoder;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of one MLLP connection, socket first. The last one is Camel's and runs on Camel's ordered executor, so
 * that waiting for the journal does not hold up the other connections of an event loop.
 */
final class MllpPipeline extends ServerInitializerFactory {

    private final ListenerProperties properties;
    private final FrameBudget budget;
    private final ConnectionLimit limit;
    private final AllowedAddresses allowed;
    private final @Nullable ListenerTls tls;
    private final @Nullable NettyConsumer consumer;

    /**
     * @param properties limits and time-outs of the listener
     * @param budget of all connections of all listeners together
     * @param tls null for none
     */
    MllpPipeline(ListenerProperties properties, FrameBudget budget, @Nullable ListenerTls tls) {
        this(
                properties,
                budget,
                new ConnectionLimit(properties.maxConnections()),
                new AllowedAddresses(properties.allow()),
                tls,
                null);
    }

    private MllpPipeline(
            ListenerProperties properties,
            FrameBudget budget,
            ConnectionLimit limit,
            AllowedAddresses allowed,
            @Nullable ListenerTls tls,
            @Nullable NettyConsumer consumer) {
        this.properties = properties;
        this.budget = budget;
        this.limit = limit;
        this.allowed = allowed;
        this.tls = tls;
        this.consumer = consumer;
    }

    @Override
    public ServerInitializerFactory createPipelineFactory(NettyConsumer forConsumer) {
        return new MllpPipeline(properties, budget, limit, allowed, tls, forConsumer);
    }

    @Override
    protected void initChannel(Channel channel) {
        if (consumer == null) {
            throw new IllegalStateException("Camel makes the pipeline of a consumer through createPipelineFactory");
        }
        // Who may not connect counts for nothing; who may, but is one too many, is not greeted with a handshake.
        channel.pipeline().addLast("allowed", allowed).addLast("limit", limit);
        if (tls != null) {
            channel.pipeline().addLast("tls", tls.handler());
        }
        if (!properties.idleTimeout().isZero()) {
            channel.pipeline().addLast("quiet", new QuietConnection(properties.idleTimeout()));
        }
        channel.pipeline()
                .addLast(
                        "idle", new IdleStateHandler(properties.frameTimeout().toMillis(), 0, 0, TimeUnit.MILLISECONDS))
                .addLast("encoder", new Encoder())
                .addLast(
                        "decoder",
                        new MllpFrameDecoder(
                                Math.toIntExact(properties.maxFrameSize().toBytes()),
                                properties.frameDeadline(),
                                budget))
                .addLast("order", new OneFrameAtATime())
                .addLast(
                        consumer.getEndpoint().getComponent().getExecutorService(),
                        "handler",
                        new ServerChannelHandler(consumer));
    }

    /**
     * VT, content, FS, CR. Ours instead of camel-hl7's: the answer is bytes already, so nothing of that encoder's
     * character set handling is wanted, and with it the whole dependency can go.
     */
    static final class Encoder extends MessageToByteEncoder<Acknowledgement> {
        @Override
        protected void encode(ChannelHandlerContext context, Acknowledgement acknowledgement, ByteBuf out) {
            if (acknowledgement.isSilent()) {
                return;
            }
            MllpFrame.write(acknowledgement.content(), out);
        }
    }
}
