// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.intake;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.netty.NettyConstants;
import org.dripline.routes.mllp.Arrival;
import org.dripline.routes.mllp.FrameBudget;
import org.springframework.boot.ssl.SslBundles;

/**
 * The MLLP listeners, one route each. No Camel error handler stands behind them: {@link Intake#receive} answers every
 * case itself, and Camel's own would log exchanges.
 */
public final class MllpRoute extends RouteBuilder {

    /** Camel's name of the first listener's route; the others have their name behind it. */
    public static final String ID = "mllp-intake";

    /** Name under which Camel finds the first listener's {@link MllpPipeline}; likewise. */
    private static final String PIPELINE = "routesMllpPipeline";

    private final MllpProperties properties;
    private final Intake intake;
    private final FrameBudget budget;
    private final SslBundles certificates;

    /**
     * @param properties where to listen
     * @param intake what answers
     * @param budget of all connections together
     * @param certificates for listeners with TLS
     */
    public MllpRoute(MllpProperties properties, Intake intake, FrameBudget budget, SslBundles certificates) {
        this.properties = properties;
        this.intake = intake;
        this.budget = budget;
        this.certificates = certificates;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        properties.all().forEach(this::listen);
    }

    private void listen(String name, ListenerProperties listener) {
        String suffix = name.equals(MllpProperties.MAIN) ? "" : "-" + name;
        ListenerTls tls = listener.tls().bundle().isEmpty() ? null : new ListenerTls(listener.tls(), certificates);
        getContext().getRegistry().bind(PIPELINE + suffix, new MllpPipeline(listener, budget, tls));
        from("netty:tcp://" + listener.address() + ":" + listener.port()
                        + "?serverInitializerFactory=#" + PIPELINE + suffix
                        + "&sync=true&synchronous=true&disconnectOnNoReply=false&tcpNoDelay=true&keepAlive=true"
                        + "&serverClosedChannelExceptionCaughtLogLevel=DEBUG&serverExceptionCaughtLogLevel=WARN")
                .routeId(ID + suffix)
                .process(exchange -> {
                    Arrival arrival = exchange.getMessage().getBody(Arrival.class);
                    try {
                        exchange.getMessage()
                                .setBody(intake.receive(
                                        arrival,
                                        String.valueOf(
                                                exchange.getMessage().getHeader(NettyConstants.NETTY_REMOTE_ADDRESS))));
                    } finally {
                        arrival.kept().run();
                    }
                });
    }
}
