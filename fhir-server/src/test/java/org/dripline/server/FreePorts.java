// SPDX-License-Identifier: Apache-2.0
package org.dripline.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for programs that a test starts. They lie below the range from which the system takes the near end of outgoing
 * connections: a port from there may be free now and gone when the program asks for it half a minute later.
 */
public final class FreePorts {

    private static final int LOWEST = 15_000;
    private static final int END = 31_000;

    private FreePorts() {}

    /** One free port. */
    public static int one() {
        return neighbours(1);
    }

    /** The first of so many free ports in a row. */
    public static int neighbours(int count) {
        for (int attempt = 0; attempt < 200; attempt++) {
            int first = ThreadLocalRandom.current().nextInt(LOWEST, END);
            int free = 0;
            while (free < count && isFree(first + free)) {
                free++;
            }
            if (free == count) {
                return first;
            }
        }
        throw new IllegalStateException("no " + count + " neighbouring ports are free");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
