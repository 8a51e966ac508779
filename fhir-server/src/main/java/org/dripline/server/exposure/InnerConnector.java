// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.exposure;

import java.net.InetAddress;
import java.time.Duration;
import org.apache.catalina.connector.Connector;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * Where routes and app of this process, which trust no certificate of its own, reach it: plain HTTP on loopback, with
 * the same door behind it.
 */
final class InnerConnector implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** Set by {@link ExposureStart} where the connector is needed. */
    static final String PORT = "dripline-inner-connector.port";

    private final int port;
    private final Duration timeout;
    private final Duration keepAlive;

    /**
     * Timeouts as those of the main connector, which Spring sets there only.
     *
     * @param timeout for line and headers of a request
     * @param keepAlive between an answer and the next request
     */
    InnerConnector(int port, Duration timeout, Duration keepAlive) {
        this.port = port;
        this.timeout = timeout;
        this.keepAlive = keepAlive;
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        PunctualHttp protocol = new PunctualHttp();
        protocol.setAddress(InetAddress.getLoopbackAddress());
        protocol.setConnectionTimeout((int) timeout.toMillis());
        protocol.setKeepAliveTimeout((int) keepAlive.toMillis());
        Connector connector = new Connector(protocol);
        connector.setPort(port);
        connector.setProperty("relaxedQueryChars", "|");
        server.addAdditionalTomcatConnectors(connector);
    }
}
