// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.intake;

import io.netty.handler.ssl.SslHandler;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.springframework.boot.ssl.SslBundles;

/**
 * TLS of one listener (MLLP over TLS 1.2 or 1.3). New connections use the certificates as they are when they come;
 * those open keep theirs.
 */
final class ListenerTls {

    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    private final ListenerProperties.ClientAuth clientAuth;
    private volatile SSLContext context;

    /** @throws org.springframework.boot.ssl.NoSuchSslBundleException when there is no such bundle */
    ListenerTls(ListenerProperties.Tls tls, SslBundles bundles) {
        this.clientAuth = tls.clientAuth();
        this.context = bundles.getBundle(tls.bundle()).createSslContext();
        bundles.addBundleUpdateHandler(tls.bundle(), changed -> context = changed.createSslContext());
    }

    SslHandler handler() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(VERSIONS);
        switch (clientAuth) {
            case NEED -> engine.setNeedClientAuth(true);
            case WANT -> engine.setWantClientAuth(true);
            case NONE -> engine.setNeedClientAuth(false);
        }
        return new SslHandler(engine);
    }
}
