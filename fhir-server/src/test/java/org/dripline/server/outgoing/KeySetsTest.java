// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;

class KeySetsTest {

    private static final Duration DEADLINE = Duration.ofMillis(300);

    private final AtomicReference<String> served = new AtomicReference<>("");
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private final MovedClock clock = new MovedClock();
    private final ExecutorService answering = Executors.newCachedThreadPool();
    private HttpServer client;
    private KeySets keys;

    @BeforeEach
    void serve() throws IOException {
        client = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        client.setExecutor(answering);
        client.createContext("/keys", exchange -> {
            asked.incrementAndGet();
            byte[] body = served.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        client.createContext("/silent", exchange -> await());
        client.createContext("/trickling", exchange -> {
            byte[] body = served.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body, 0, body.length - 1);
            exchange.getResponseBody().flush();
            await();
        });
        client.start();
        keys = new KeySets(List.of(URI.create(origin())), Duration.ofSeconds(5), clock);
    }

    @AfterEach
    void stop() {
        over.countDown();
        client.stop(0);
        answering.shutdownNow();
    }

    @Test
    void aNewKeyIsFoundAndNobodyIsHammeredForIt() {
        ECKey old = key("old");
        ECKey next = key("next");
        serve(old);
        assertThat(keys.matching(origin() + "/keys", named("old"))).containsExactly(old.toPublicJWK());
        serve(next);
        assertThat(keys.matching(origin() + "/keys", named("next"))).isEmpty();
        assertThat(asked).as("asked again at once").hasValue(1);
        clock.move(Duration.ofSeconds(31));
        assertThat(keys.matching(origin() + "/keys", named("next"))).containsExactly(next.toPublicJWK());
        assertThat(keys.matching(origin() + "/keys", named("old")))
                .as("a key that was taken away")
                .isEmpty();
        assertThat(asked).hasValue(2);
    }

    @Test
    void aKeyThatWasTakenAwayEndsAfterFiveMinutesEvenIfNobodyShowsAnother() {
        serve(key("old"));
        assertThat(keys.matching(origin() + "/keys", named("old"))).hasSize(1);
        serve(key("next"));
        clock.move(Duration.ofMinutes(5).plusSeconds(1));
        assertThat(keys.matching(origin() + "/keys", named("old"))).isEmpty();
    }

    @Test
    void whatIsTooSlowIsNotWaitedFor() {
        serve(key("old"));
        KeySets hurried = new KeySets(List.of(URI.create(origin())), DEADLINE, clock);
        for (String path : List.of("/silent", "/trickling")) {
            Instant began = Instant.now();
            assertThatThrownBy(() -> hurried.matching(origin() + path, named("old")))
                    .isInstanceOf(KeySets.Unreachable.class);
            assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void anOriginThatIsNoLongerListedIsNotAsked() {
        serve(key("old"));
        for (List<URI> listed : List.of(
                List.<URI>of(), List.of(URI.create("https://other.example.org")), List.of(URI.create(otherPort())))) {
            KeySets now = new KeySets(listed, DEADLINE, clock);
            assertThatThrownBy(() -> now.matching(origin() + "/keys", named("old")))
                    .isInstanceOf(BadJwtException.class)
                    .isNotInstanceOf(KeySets.Unreachable.class);
        }
        assertThatThrownBy(
                        () -> keys.matching(origin().replace("127.0.0.1", "listed@127.0.0.1") + "/keys", named("old")))
                .isInstanceOf(BadJwtException.class);
        assertThat(asked).hasValue(0);
    }

    private String origin() {
        return "http://127.0.0.1:" + client.getAddress().getPort();
    }

    private String otherPort() {
        return "http://127.0.0.1:" + (client.getAddress().getPort() == 1 ? 2 : 1);
    }

    private void serve(ECKey key) {
        served.set(new JWKSet(key).toString(true));
    }

    private void await() {
        try {
            over.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static JWKSelector named(String id) {
        return new JWKSelector(new JWKMatcher.Builder().keyID(id).build());
    }

    private static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_384).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class MovedClock extends Clock {

        private Instant now = Instant.parse("2026-01-05T10:00:00Z");

        void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
