// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.exposure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Somebody who connects and never finishes what is to be said.
 *
 * @param port of this machine
 * @param says Latin-1, a byte each tenth of a second; empty for somebody silent
 * @param goesOn what follows, again and again
 * @param greeting said first, and all at once
 */
record SlowSocket(int port, String says, String goesOn, Greeting greeting) {

    /** What is said first, such as a handshake of TLS. */
    interface Greeting {
        void on(Socket socket) throws IOException;
    }

    SlowSocket(int port, String says) {
        this(port, says, says.isEmpty() ? "" : "x", socket -> {});
    }

    /** Of a TLS handshake of 512 bytes. */
    static final String BEGUN_HANDSHAKE = "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003";

    private static final int PAUSE_MILLIS = 100;
    private static final Duration GIVES_UP = Duration.ofSeconds(20);

    /** Each in a thread of its own. */
    static List<CompletableFuture<Duration>> allUntilClosed(SlowSocket... sockets) {
        return Stream.of(sockets)
                .map(socket -> CompletableFuture.supplyAsync(socket::untilClosed, task -> new Thread(task).start()))
                .toList();
    }

    /** How long the server keeps the connection; at most twenty seconds are waited for it to end. */
    Duration untilClosed() {
        Instant began = Instant.now();
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            socket.setSoTimeout(PAUSE_MILLIS);
            greeting.on(socket);
            byte[] first = says.getBytes(StandardCharsets.ISO_8859_1);
            byte[] then = goesOn.getBytes(StandardCharsets.ISO_8859_1);
            for (int i = 0; held(began).compareTo(GIVES_UP) < 0; i++) {
                if (i < first.length) {
                    socket.getOutputStream().write(first[i]);
                } else if (then.length > 0) {
                    socket.getOutputStream().write(then[(i - first.length) % then.length]);
                }
                if (isClosed(socket)) {
                    break;
                }
            }
        } catch (SocketException reset) {
            return held(began);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return held(began);
    }

    private static boolean isClosed(Socket socket) throws IOException {
        try {
            // An answer, such as an alert of TLS, says that the end is near.
            return socket.getInputStream().read(new byte[8192]) < 0;
        } catch (SocketTimeoutException nothingYet) {
            return false;
        }
    }

    private static Duration held(Instant began) {
        return Duration.between(began, Instant.now());
    }
}
