// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.outgoing;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP requests with a deadline over headers and body together, and a limit on the size of the answer. No redirect is
 * followed: it could lead into the hospital, or carry a token to somebody else. Safe for use by many threads.
 */
public final class BoundedRequests {

    private static final Logger log = LoggerFactory.getLogger(BoundedRequests.class);
    private static final Duration CONNECT = Duration.ofSeconds(3);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /**
     * What came back.
     *
     * @param status HTTP status; 0 when there was no answer in time, or one that was too large
     * @param body empty where there is none
     */
    public record Answer(int status, byte[] body) {

        static final Answer NONE = new Answer(0, new byte[0]);

        /** Whether this is what was asked for. */
        public boolean isOk() {
            return status == 200;
        }

        /** The body as UTF-8. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** Says nothing of the body, which may name a patient. */
        @Override
        public String toString() {
            return "Answer " + status;
        }
    }

    /**
     * Sends a request, and waits for the whole answer.
     *
     * @param deadline from the call to the last byte
     * @param mostBytes of the body
     */
    public Answer send(HttpRequest.Builder request, Duration deadline, int mostBytes) {
        Body body = new Body(mostBytes);
        CompletableFuture<HttpResponse<Void>> answer = http.sendAsync(
                request.timeout(deadline).build(),
                HttpResponse.BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(body::add)));
        try {
            int status = answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            return new Answer(status, body.bytes());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return Answer.NONE;
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(true);
            Throwable reason = e.getCause() == null ? e : e.getCause();
            log.info("no answer of another server failure={}", reason.getClass().getSimpleName());
            return Answer.NONE;
        }
    }

    /** Collects a body until it grows past the limit, which ends the exchange. */
    private static final class Body {

        private final int most;
        private final ByteArrayOutputStream collected = new ByteArrayOutputStream();

        Body(int most) {
            this.most = most;
        }

        synchronized void add(byte[] part) {
            if (collected.size() + part.length > most) {
                throw new IllegalStateException("the answer is larger than " + most + " bytes");
            }
            collected.writeBytes(part);
        }

        synchronized byte[] bytes() {
            return collected.toByteArray();
        }
    }
}
