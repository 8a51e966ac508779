// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.outbound;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.dripline.routes.journal.OutgoingMessages;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.SmartLifecycle;

/** A thread for each destination, so that one that does not answer keeps no other waiting. */
public final class OutboxSenders implements SmartLifecycle {

    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    private final List<DestinationSender> senders;
    private volatile boolean running;

    /**
     * @param bundles certificates, read anew for each connection once they have changed
     * @param clock real time
     */
    public OutboxSenders(
            OutboxProperties properties,
            Outbox outbox,
            OutgoingMessages messages,
            SslBundles bundles,
            MeterRegistry meters,
            Clock clock) {
        OutboxMeters counted = new OutboxMeters(meters);
        this.senders = properties.destinations().entrySet().stream()
                .map(each -> {
                    DestinationSender sender = new DestinationSender(
                            each.getKey(),
                            each.getValue(),
                            tls(each.getValue(), bundles),
                            messages,
                            counted,
                            properties.pollInterval(),
                            clock);
                    outbox.onSend(each.getKey(), sender::wake);
                    return sender;
                })
                .toList();
    }

    private static @Nullable Supplier<SSLEngine> tls(DestinationProperties destination, SslBundles bundles) {
        String name = destination.tls().bundle();
        if (name.isEmpty()) {
            return null;
        }
        AtomicReference<SSLContext> context =
                new AtomicReference<>(bundles.getBundle(name).createSslContext());
        bundles.addBundleUpdateHandler(name, changed -> context.set(changed.createSslContext()));
        return () -> {
            SSLEngine engine = context.get().createSSLEngine(destination.host(), destination.port());
            engine.setUseClientMode(true);
            engine.setEnabledProtocols(VERSIONS);
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm(destination.tls().verifyHost() ? "HTTPS" : "");
            engine.setSSLParameters(parameters);
            return engine;
        };
    }

    @Override
    public synchronized void start() {
        senders.forEach(DestinationSender::start);
        running = true;
    }

    @Override
    public synchronized void stop() {
        senders.forEach(DestinationSender::stop);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
