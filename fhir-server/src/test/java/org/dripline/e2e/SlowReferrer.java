// SPDX-License-Identifier: Apache-2.0
package org.dripline.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who receives documents over MLLP: reads each message, and answers none until told to. */
final class SlowReferrer implements AutoCloseable {

    private static final int START_OF_BLOCK = 0x0B;
    private static final int END_OF_BLOCK = 0x1C;

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> received = new CopyOnWriteArrayList<>();
    private volatile boolean answers;

    SlowReferrer() throws IOException {
        Thread accepting = new Thread(this::accept, "referrer");
        accepting.setDaemon(true);
        accepting.start();
    }

    int port() {
        return server.getLocalPort();
    }

    /** What came so far, as often as it came. */
    List<String> received() {
        return received;
    }

    void answersFromNowOn() {
        answers = true;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket sender = server.accept();
                Thread serving = new Thread(() -> serve(sender), "referrer-connection");
                serving.setDaemon(true);
                serving.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket sender) {
        try (sender) {
            InputStream in = sender.getInputStream();
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == START_OF_BLOCK) {
                    frame.reset();
                } else if (next == END_OF_BLOCK) {
                    String message = frame.toString(StandardCharsets.UTF_8);
                    received.add(message);
                    if (answers) {
                        String answer =
                                "\u000bMSH|^~\\&|REFERRER||DRIPLINE||20260105100000+0000||ACK|a-1|P|2.6\rMSA|AA|"
                                        + message.split("\\|", -1)[9] + "\r\u001c\r";
                        sender.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                    }
                } else {
                    frame.write(next);
                }
            }
        } catch (IOException gone) {
            // The sender was killed.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
