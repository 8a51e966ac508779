// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.exposure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/**
 * The first word of a TLS handshake by hand: Java's own client refuses to say the old ones, so that it cannot tell what
 * a server would have answered. Source: RFC 5246, section 7.4.1.2; RFC 8996.
 */
final class TlsHello {

    static final int TLS_1_0 = 0x0301;
    static final int TLS_1_1 = 0x0302;
    static final int TLS_1_2 = 0x0303;

    private static final int ALERT = 21;
    private static final int[] SUITES = {0xC02B, 0xC02F, 0xC009, 0xC00A, 0xC013, 0xC014, 0x002F};
    /** Curves, point formats, signature algorithms: what an elliptic key of the server needs. */
    private static final int[] EXTENSIONS = {
        0x00, 0x0A, 0x00, 0x06, 0x00, 0x04, 0x00, 0x17, 0x00, 0x18, //
        0x00, 0x0B, 0x00, 0x02, 0x01, 0x00, //
        0x00, 0x0D, 0x00, 0x0A, 0x00, 0x08, 0x04, 0x03, 0x05, 0x03, 0x04, 0x01, 0x02, 0x03
    };

    private TlsHello() {}

    /**
     * What a server says to somebody who knows no later version: {@code alert} and its number, or {@code handshake}.
     */
    static String answer(int port, int version) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(hello(version));
            socket.getOutputStream().flush();
            byte[] record = socket.getInputStream().readNBytes(7);
            return record[0] == ALERT ? "alert " + record[6] : record[0] == 22 ? "handshake" : "record " + record[0];
        }
    }

    private static byte[] hello(int version) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        two(body, version);
        body.writeBytes(new byte[32]);
        body.write(0);
        two(body, SUITES.length * 2);
        for (int suite : SUITES) {
            two(body, suite);
        }
        body.write(1);
        body.write(0);
        two(body, EXTENSIONS.length);
        for (int part : EXTENSIONS) {
            body.write(part);
        }
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        record.write(22);
        two(record, TLS_1_0);
        two(record, body.size() + 4);
        record.write(1);
        record.write(0);
        two(record, body.size());
        record.writeBytes(body.toByteArray());
        return record.toByteArray();
    }

    private static void two(ByteArrayOutputStream out, int value) {
        out.write(value >> 8);
        out.write(value);
    }
}
