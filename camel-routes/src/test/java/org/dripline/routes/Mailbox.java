// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Who receives what the routes send: keeps every message and answers as told. */
public final class Mailbox implements AutoCloseable {

    private final ServerSocket server;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile Function<String, Optional<String>> answer;

    /** @param answer to each message, by its content; empty: none */
    public Mailbox(int port, Function<String, Optional<String>> answer) throws IOException {
        this.server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        this.answer = answer;
        Thread accepting = new Thread(this::accept, "mailbox");
        accepting.setDaemon(true);
        accepting.start();
    }

    /** An acknowledgement of that message. */
    public static String ack(String code, String message, String... more) {
        return "MSH|^~\\&|MAILBOX||DRIPLINE||20260105100000+0000||ACK|a-1|P|2.6\rMSA|" + code + "|" + controlId(message)
                + "\r" + String.join("", more);
    }

    public static String controlId(String message) {
        return message.split("\\|", -1)[9];
    }

    public void answers(Function<String, Optional<String>> now) {
        answer = now;
    }

    public List<String> received() {
        return received;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Thread serving = new Thread(() -> serve(socket), "mailbox-connection");
                serving.setDaemon(true);
                serving.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == 0x0B) {
                    frame.reset();
                } else if (next == 0x1C) {
                    String message = frame.toString(StandardCharsets.UTF_8);
                    received.add(message);
                    Optional<String> said = answer.apply(message);
                    if (said.isPresent()) {
                        socket.getOutputStream().write(MllpSocket.frame(said.get()));
                    }
                } else {
                    frame.write(next);
                }
            }
        } catch (IOException gone) {
            // The sender gave up.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
