// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.mllp;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * A connection to somebody who listens for MLLP: a message out, its answer back. For one thread.
 *
 * <p>Whatever comes that is no whole frame is skipped: an answer that was cut short is no answer, and the message is
 * sent again.
 */
public final class MllpConnection implements AutoCloseable {

    private static final Arrival CLOSED = new Arrival(Arrival.Kind.INCOMPLETE, new byte[0]);
    /** An answer is an MSH, an MSA and a few ERR; it never needs a place of the listeners' budget. */
    private static final int LONGEST_ANSWER = FrameBudget.SMALL;

    private final EventLoopGroup loop = new NioEventLoopGroup(1);
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final Channel channel;

    /**
     * Connects, and shakes hands where TLS is wanted.
     *
     * @param tls makes an engine for each connection; null: no TLS
     * @param connectTimeout to connect, and again to shake hands
     * @throws IOException when nobody answers, or the certificates do not do
     */
    public MllpConnection(
            String host, int port, @Nullable Supplier<SSLEngine> tls, Duration connectTimeout, Duration answerTimeout)
            throws IOException, InterruptedException {
        int connectMillis = Math.toIntExact(connectTimeout.toMillis());
        SslHandler handshake = tls == null ? null : new SslHandler(tls.get());
        if (handshake != null) {
            handshake.setHandshakeTimeoutMillis(connectMillis);
        }
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectMillis)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel fresh) {
                        if (handshake != null) {
                            fresh.pipeline().addLast("tls", handshake);
                        }
                        fresh.pipeline()
                                .addLast(
                                        "decoder",
                                        new MllpFrameDecoder(LONGEST_ANSWER, answerTimeout, new FrameBudget(1)))
                                .addLast("answers", new Answers(arrivals));
                    }
                });
        boolean open = false;
        try {
            ChannelFuture connected = bootstrap.connect(host, port).await();
            if (!connected.isSuccess()) {
                throw failure(connected.cause());
            }
            channel = connected.channel();
            if (handshake != null && !handshake.handshakeFuture().await().isSuccess()) {
                throw failure(handshake.handshakeFuture().cause());
            }
            open = true;
        } finally {
            if (!open) {
                stop();
            }
        }
    }

    private static final class Answers extends SimpleChannelInboundHandler<Arrival> {

        private final BlockingQueue<Arrival> arrivals;

        Answers(BlockingQueue<Arrival> arrivals) {
            this.arrivals = arrivals;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, Arrival arrival) {
            if (arrival.kind() == Arrival.Kind.FRAME) {
                arrivals.add(arrival);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            arrivals.add(CLOSED);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // Closing says it to who waits; Netty's own line would print what was read.
            context.close();
        }
    }

    /** Sends a message in one frame. */
    public void send(byte[] message) throws IOException, InterruptedException {
        ByteBuf frame = channel.alloc().buffer(message.length + 3);
        MllpFrame.write(message, frame);
        ChannelFuture written = channel.writeAndFlush(frame).await();
        if (!written.isSuccess()) {
            throw failure(written.cause());
        }
    }

    /**
     * The next frame that comes.
     *
     * @return empty when none came in that time
     * @throws IOException when the other side closed
     */
    public Optional<byte[]> receive(Duration atMost) throws IOException, InterruptedException {
        Arrival arrival = arrivals.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
        if (arrival == CLOSED) {
            arrivals.add(CLOSED);
            throw new IOException("closed");
        }
        return Optional.ofNullable(arrival).map(Arrival::bytes);
    }

    private static IOException failure(Throwable cause) {
        return cause instanceof IOException already
                ? already
                : new IOException(cause.getClass().getSimpleName(), cause);
    }

    @Override
    public void close() {
        channel.close();
        stop();
    }

    private void stop() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
