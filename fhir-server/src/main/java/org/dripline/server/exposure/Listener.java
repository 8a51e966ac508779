// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.exposure;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.dripline.server.status.StartRefused;

/**
 * One place where this process listens.
 *
 * @param addressKey the configuration key of its address
 * @param address where it listens; blank: everywhere
 * @param bundleKey the configuration key that names its certificates
 * @param bundle their name; blank: no TLS
 */
record Listener(String addressKey, String address, String bundleKey, String bundle) {

    /** Whether others than this machine can reach it. */
    boolean isWide() {
        if (address.isBlank()) {
            return true;
        }
        try {
            return !InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new StartRefused(
                    "Nothing is known about the address " + address + ": set " + addressKey + " to 127.0.0.1.", e);
        }
    }

    /** Whether it is reached at 127.0.0.1, too. */
    boolean isOnLoopback() {
        try {
            return address.isBlank()
                    || InetAddress.getByName(address).isAnyLocalAddress()
                    || address.equals("127.0.0.1")
                    || address.equals("localhost");
        } catch (UnknownHostException e) {
            return false;
        }
    }

    boolean hasTls() {
        return !bundle.isBlank();
    }

    /** For a sentence. */
    String shown() {
        return address.isBlank() ? "nothing, which means every address" : address;
    }
}
