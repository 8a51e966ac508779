// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.outgoing;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.net.http.HttpRequest;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.BadJwtException;

/**
 * Key sets of others, fetched from the origins the operator lists and from nowhere else: a registration or a token
 * request cannot make this server ask an address inside the hospital. No redirect is followed; size and time are
 * bounded. Safe for use by many threads.
 */
public final class KeySets {

    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    /**
     * An unknown key may be a new one; asked for again at most this often, so that nobody can make us hammer a client.
     */
    private static final Duration ASKED_AGAIN = Duration.ofSeconds(30);

    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final int MOST_BYTES = 256 * 1024;

    private final List<String> origins;
    private final Duration deadline;
    private final Clock clock;
    private final BoundedRequests requests = new BoundedRequests();
    private final Map<String, Fetched> fetched = new ConcurrentHashMap<>();

    private record Fetched(JWKSet keys, Instant at) {}

    /** The keys cannot be had now: asking again later may help. */
    public static final class Unreachable extends BadJwtException {
        private static final long serialVersionUID = 1L;

        Unreachable() {
            super("The client's keys could not be fetched.");
        }
    }

    /** @param origins from which keys may be fetched */
    public KeySets(List<URI> origins) {
        this(origins, DEADLINE);
    }

    /**
     * Key sets fetched within another time than three seconds.
     *
     * @param origins from which keys may be fetched
     * @param deadline from the request to the last byte
     */
    public KeySets(List<URI> origins, Duration deadline) {
        this(origins, deadline, Clock.systemUTC());
    }

    /** @param clock by which what was fetched grows old */
    KeySets(List<URI> origins, Duration deadline, Clock clock) {
        this.clock = clock;
        this.origins = origins.stream().map(KeySets::origin).toList();
        this.deadline = deadline;
    }

    /** Whether a key set may be fetched from there at all. */
    public boolean mayFetch(URI address) {
        return address.getUserInfo() == null && origins.contains(origin(address));
    }

    /**
     * The keys at an address that match; asked for anew when none does.
     *
     * @throws Unreachable when the address gives no key set
     * @throws BadJwtException when its origin is not listed
     */
    public List<JWK> matching(@Nullable String address, JWKSelector selector) {
        URI at = address == null ? null : URI.create(address);
        if (at == null || !mayFetch(at)) {
            throw new BadJwtException("The client's keys may not be fetched from where it is registered.");
        }
        Instant now = clock.instant();
        Fetched known = fetched.get(address);
        if (known == null || known.at().plus(REMEMBERED).isBefore(now)) {
            known = fetch(at, now);
        }
        List<JWK> matching = selector.select(known.keys());
        if (matching.isEmpty() && known.at().plus(ASKED_AGAIN).isBefore(now)) {
            matching = selector.select(fetch(at, now).keys());
        }
        return matching;
    }

    private Fetched fetch(URI address, Instant now) {
        BoundedRequests.Answer answer = requests.send(
                HttpRequest.newBuilder(address).header("Accept", "application/json"), deadline, MOST_BYTES);
        if (!answer.isOk()) {
            throw new Unreachable();
        }
        try {
            Fetched keys = new Fetched(JWKSet.parse(answer.text()), now);
            fetched.put(address.toString(), keys);
            return keys;
        } catch (ParseException e) {
            throw new Unreachable();
        }
    }

    private static String origin(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        return scheme + "://" + String.valueOf(address.getHost()).toLowerCase(Locale.ROOT) + ":"
                + (address.getPort() < 0 ? usual : address.getPort());
    }
}
