// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.exposure;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code dripline.exposure.*}: what whoever runs this server says about the network and the disk around it. Nothing of
 * it is needed while it listens on this machine only.
 *
 * @param behindTlsProxy whether a proxy of theirs ends TLS, so that plain HTTP and MLLP may listen for it
 * @param trustedProxies addresses of those proxies, each in full, such as {@code 10.1.2.3}; what other addresses say in
 *     {@code X-Forwarded-…} is not read
 * @param encryptedVolume whether the data folder, or the database named instead, lies on an encrypted volume
 * @param innerPort where routes and app of this process reach it over loopback when its own port is not plain HTTP on
 *     loopback; -1: two above {@code server.port}
 */
@ConfigurationProperties(prefix = "dripline.exposure", ignoreUnknownFields = false)
record ExposureSettings(
        @DefaultValue("false") boolean behindTlsProxy,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("false") boolean encryptedVolume,
        @DefaultValue("-1") int innerPort) {

    ExposureSettings {
        trustedProxies = List.copyOf(trustedProxies);
        for (String proxy : trustedProxies) {
            // A name would be looked up, and a range would trust whoever else is in it.
            if (!proxy.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:]+")) {
                throw new IllegalArgumentException("dripline.exposure.trusted-proxies has \"" + proxy
                        + "\": write the address of each proxy in full, such as 10.1.2.3.");
            }
        }
        if (innerPort != -1 && (innerPort < 1 || innerPort > 65_535)) {
            throw new IllegalArgumentException("dripline.exposure.inner-port is a port, 1 to 65535");
        }
    }
}
