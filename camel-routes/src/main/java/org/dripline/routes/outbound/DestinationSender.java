// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.outbound;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import org.dripline.routes.LogText;
import org.dripline.routes.journal.JournalUnavailable;
import org.dripline.routes.journal.OutgoingMessages;
import org.dripline.routes.mllp.MllpConnection;
import org.dripline.routes.work.RepeatedWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits for one destination, the oldest first, each when the one before was answered. A message that gets no
 * answer is sent again under the same control id, and what comes after it waits: whether the other side had it before,
 * only the other side knows.
 */
final class DestinationSender extends RepeatedWork {

    private static final Logger LOG = LoggerFactory.getLogger(DestinationSender.class);

    private final String name;
    private final DestinationProperties properties;
    private final @Nullable Supplier<SSLEngine> tls;
    private final OutgoingMessages messages;
    private final OutboxMeters meters;
    private final Duration pollInterval;
    private final Clock clock;
    private final Semaphore something = new Semaphore(0);

    /**
     * @param tls makes an engine for each connection; null: no TLS
     * @param clock real time
     */
    DestinationSender(
            String name,
            DestinationProperties properties,
            @Nullable Supplier<SSLEngine> tls,
            OutgoingMessages messages,
            OutboxMeters meters,
            Duration pollInterval,
            Clock clock) {
        super("outbox-" + name, Duration.ZERO, Duration.ZERO);
        this.name = name;
        this.properties = properties;
        this.tls = tls;
        this.messages = messages;
        this.meters = meters;
        this.pollInterval = pollInterval;
        this.clock = clock;
    }

    /** There is something to send. */
    void wake() {
        if (something.availablePermits() == 0) {
            something.release();
        }
    }

    @Override
    protected void round() throws InterruptedException {
        try {
            sendAll();
        } catch (JournalUnavailable away) {
            LOG.warn("outbox waits for its database destination={} cause={}", name, away.cause());
        } catch (RuntimeException unexpected) {
            // The class only: a message may quote content.
            LOG.error(
                    "not sent destination={} cause={} at={}",
                    name,
                    unexpected.getClass().getName(),
                    unexpected.getStackTrace().length > 0 ? unexpected.getStackTrace()[0] : "?");
        }
        something.tryAcquire(pollInterval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One connection for all that waits now. */
    private void sendAll() throws InterruptedException {
        int failures = messages.failures(name);
        Optional<OutgoingMessages.Waiting> next = next();
        if (next.isEmpty()) {
            return;
        }
        try (MllpConnection connection = new MllpConnection(
                properties.host(), properties.port(), tls, properties.connectTimeout(), properties.answerTimeout())) {
            while (next.isPresent()) {
                send(connection, next.get());
                failures = 0;
                next = next();
            }
        } catch (IOException unanswered) {
            Duration pause = properties.pauseAfter(failures);
            String problem = unanswered.getClass().getSimpleName();
            messages.failed(name, problem, clock.instant().plus(pause));
            meters.unanswered(name);
            LOG.warn("no answer destination={} pauseMillis={} cause={}", name, pause.toMillis(), problem);
        } finally {
            messages.release(name);
        }
    }

    private Optional<OutgoingMessages.Waiting> next() {
        return messages.next(name, properties.lease(), clock.instant());
    }

    private void send(MllpConnection connection, OutgoingMessages.Waiting message)
            throws IOException, InterruptedException {
        messages.sending(message.id(), clock.instant());
        connection.send(message.bytes());
        Answer answer = answer(connection, message.controlId());
        Instant now = clock.instant();
        if (answer.takes()) {
            messages.delivered(name, message.id(), answer.code(), now);
        } else {
            messages.refused(name, message.id(), answer.code(), answer.errors(), now);
        }
        meters.answered(name, answer);
        LOG.atLevel(answer.takes() ? org.slf4j.event.Level.INFO : org.slf4j.event.Level.WARN)
                .log(
                        "{} id={} control={} destination={} answer={}",
                        answer.takes() ? "delivered" : "refused",
                        message.id(),
                        LogText.of(message.controlId()),
                        name,
                        answer.code());
    }

    /** What answers another message, or is no acknowledgement, is no answer to this one. */
    private Answer answer(MllpConnection connection, String controlId) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + properties.answerTimeout().toNanos();
        while (true) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            Optional<byte[]> frame = left.isNegative() ? Optional.empty() : connection.receive(left);
            if (frame.isEmpty()) {
                throw new NoAnswer();
            }
            Optional<Answer> answer = Answer.read(frame.get());
            if (answer.isPresent() && answer.get().controlId().equals(controlId)) {
                return answer.get();
            }
        }
    }

    /** Nothing came in time; its name is what the operator reads. */
    private static final class NoAnswer extends IOException {
        private static final long serialVersionUID = 1;
    }
}
