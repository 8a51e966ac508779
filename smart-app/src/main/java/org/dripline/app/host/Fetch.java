// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.host;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One bounded HTTP request: a deadline over headers and body together, a size limit, and no redirect followed, since a
 * redirect could carry the token to another origin. Safe for use by several threads.
 */
public final class Fetch {

    private static final Logger log = LoggerFactory.getLogger(Fetch.class);
    private static final Duration CONNECT = Duration.ofSeconds(3);

    private final HttpClient client;
    private final Duration deadline;

    /** A client whose requests each take at most {@code deadline}. */
    public Fetch(Duration deadline) {
        this(
                HttpClient.newBuilder()
                        .connectTimeout(CONNECT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build(),
                deadline);
    }

    private Fetch(HttpClient client, Duration deadline) {
        this.client = client;
        this.deadline = deadline;
    }

    /** The same client with less patience: {@code most}, or what it had where that is shorter. */
    public Fetch within(Duration most) {
        return new Fetch(client, most.compareTo(deadline) < 0 ? most : deadline);
    }

    /** The JDK client behind this, for libraries that bring their own request handling. It follows no redirects. */
    public HttpClient client() {
        return client;
    }

    /** How long one request may take. */
    public Duration deadline() {
        return deadline;
    }

    /** A GET of at most {@code maxBytes}. */
    public Reading<byte[]> get(URI address, String accept, int maxBytes) {
        return send(HttpRequest.newBuilder(address).header("Accept", accept).GET(), maxBytes);
    }

    /** A request prepared by the caller, answered by at most {@code maxBytes}. */
    Reading<byte[]> send(HttpRequest.Builder request, int maxBytes) {
        var body = new Body(maxBytes);
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(
                request.timeout(deadline).build(),
                HttpResponse.BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(body::add)));
        try {
            HttpResponse<Void> response = answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            return read(response.statusCode(), body);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new Reading.Missing<>(Reading.Why.UNREACHABLE);
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(true);
            Throwable reason = e.getCause() == null ? e : e.getCause();
            log.info("no answer exception={}", reason.getClass().getName());
            return new Reading.Missing<>(Reading.Why.UNREACHABLE);
        }
    }

    private static Reading<byte[]> read(int status, Body body) {
        return switch (status) {
            case 200 -> new Reading.Found<>(body.bytes());
            case 401 -> new Reading.Missing<>(Reading.Why.EXPIRED);
            case 403 -> new Reading.Missing<>(Reading.Why.FORBIDDEN);
            case 404, 410 -> new Reading.Missing<>(Reading.Why.NOT_FOUND);
            default -> new Reading.Missing<>(Reading.Why.UNREACHABLE);
        };
    }

    /** Collects a body until it grows past the limit, which ends the exchange. */
    private static final class Body {

        private final int maxBytes;
        private final ByteArrayOutputStream collected = new ByteArrayOutputStream();

        Body(int maxBytes) {
            this.maxBytes = maxBytes;
        }

        synchronized void add(byte[] part) {
            if (collected.size() + part.length > maxBytes) {
                throw new IllegalStateException("answer larger than " + maxBytes + " bytes");
            }
            collected.writeBytes(part);
        }

        synchronized byte[] bytes() {
            return collected.toByteArray();
        }
    }
}
