// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.exposure;

import java.net.InetAddress;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
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

    InnerConnector(int port) {
        this.port = port;
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        Connector connector = new Connector(TomcatServletWebServerFactory.DEFAULT_PROTOCOL);
        connector.setPort(port);
        if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
            protocol.setAddress(InetAddress.getLoopbackAddress());
        }
        connector.setProperty("relaxedQueryChars", "|");
        server.addAdditionalTomcatConnectors(connector);
    }
}
