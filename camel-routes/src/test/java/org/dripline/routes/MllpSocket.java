// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A sender's socket, with nothing between the test and the bytes. */
public final class MllpSocket implements AutoCloseable {

    private final Socket socket;

    public MllpSocket(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(20_000);
    }

    public static byte[] frame(String message) {
        return bytes("\u000b" + message + "\u001c\r");
    }

    /** The same of bytes in whatever character set. */
    public static byte[] frame(byte[] message) {
        byte[] frame = new byte[message.length + 3];
        frame[0] = 0x0B;
        System.arraycopy(message, 0, frame, 1, message.length);
        frame[message.length + 1] = 0x1C;
        frame[message.length + 2] = '\r';
        return frame;
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Sends a framed message and gives back the acknowledgement. */
    public String send(String message) throws IOException {
        write(frame(message));
        return read();
    }

    /** The next framed answer; empty when the other side closed. */
    public String read() throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        int next = socket.getInputStream().read();
        if (next < 0) {
            return "";
        }
        while ((next = socket.getInputStream().read()) != 0x1C) {
            if (next < 0) {
                throw new IOException("closed in the middle of an answer");
            }
            content.write(next);
        }
        socket.getInputStream().read();
        return content.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
