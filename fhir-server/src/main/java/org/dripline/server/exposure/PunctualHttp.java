// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.exposure;

import java.time.Duration;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.apache.coyote.Constants;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's HTTP/1.1 with an end to waiting: a TLS handshake, and line and headers of a request, have the connection
 * timeout in all; a request's first byte has the keep-alive timeout, counted from the last answer. Tomcat itself waits
 * that long after each byte, empty lines and beginnings of a TLS record among them, so that whoever sends one now and
 * then keeps a connection for hours; enough of those, and nobody else gets one. Looked at once a second, as Tomcat
 * looks at its own timeouts.
 */
public final class PunctualHttp extends Http11NioProtocol {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** When a connection whose handshake goes on was seen first, in {@link System#nanoTime()}. */
    private final Map<SocketWrapperBase<NioChannel>, Long> handshakes = new WeakHashMap<>();

    private @Nullable ScheduledFuture<?> watch;

    @Override
    public void start() throws Exception {
        super.start();
        watch = getUtilityExecutor()
                .scheduleWithFixedDelay(this::endTheLate, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() throws Exception {
        if (watch != null) {
            watch.cancel(false);
        }
        super.stop();
    }

    private void endTheLate() {
        long allowed = TimeUnit.MILLISECONDS.toNanos(getConnectionTimeout());
        if (allowed <= 0) {
            return;
        }
        long now = System.nanoTime();
        for (SocketWrapperBase<NioChannel> connection : getEndpoint().getConnections()) {
            Lock worked = connection.getLock();
            if (!worked.tryLock()) {
                continue; // A thread is at it.
            }
            try {
                if (isLate(connection, now, allowed) || isLateToBegin(connection)) {
                    connection.processSocket(SocketEvent.ERROR, true);
                }
            } finally {
                worked.unlock();
            }
        }
    }

    private boolean isLate(SocketWrapperBase<NioChannel> connection, long now, long allowed) {
        Long since = since(connection, now);
        return since != null && now - since > allowed;
    }

    /** Whether no request has begun for so long after the last answer, or the connection, that Tomcat would end it. */
    private boolean isLateToBegin(SocketWrapperBase<NioChannel> connection) {
        return getKeepAliveTimeout() > 0
                && connection.getCurrentProcessor() == null
                && connection instanceof NioSocketWrapper waiting
                && waiting.getSocket().isHandshakeComplete()
                && System.currentTimeMillis() - waiting.getLastWrite()
                        > Math.max(getKeepAliveTimeout(), getConnectionTimeout());
    }

    /** Since when what comes before a request's body is awaited; null when it is all there or none of it is. */
    private @Nullable Long since(SocketWrapperBase<NioChannel> connection, long now) {
        NioChannel channel = connection.getSocket();
        if (channel != null && !channel.isHandshakeComplete()) {
            return handshakes.computeIfAbsent(connection, first -> now);
        }
        if (!(connection.getCurrentProcessor() instanceof Processor processor)
                || processor.isAsync()
                || processor.isUpgrade()) {
            return null;
        }
        Request request = processor.getRequest();
        // Between two reads of a head, and after an answer, Tomcat calls the stage ended; only a head has begun then.
        boolean isAwaited = request != null
                && request.getStartTimeNanos() >= 0
                && request.getRequestProcessor().getStage() == Constants.STAGE_ENDED
                && !request.getResponse().isCommitted();
        return isAwaited ? request.getStartTimeNanos() : null;
    }
}
