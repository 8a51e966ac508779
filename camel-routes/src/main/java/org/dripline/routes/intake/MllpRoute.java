// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.intake;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.netty.NettyConstants;

/**
 * The MLLP listener. No Camel error handler stands behind it: {@link Intake#receive} answers every case itself, and
 * Camel's own would log exchanges.
 */
public final class MllpRoute extends RouteBuilder {

    /** Camel's name of the route. */
    public static final String ID = "mllp-intake";

    /** Name under which Camel finds the {@link MllpPipeline}. */
    public static final String PIPELINE_BEAN = "routesMllpPipeline";

    private final MllpProperties properties;
    private final Intake intake;

    /**
     * @param properties where to listen
     * @param intake what answers
     */
    public MllpRoute(MllpProperties properties, Intake intake) {
        this.properties = properties;
        this.intake = intake;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        from("netty:tcp://" + properties.address() + ":" + properties.port()
                        + "?serverInitializerFactory=#" + PIPELINE_BEAN
                        + "&sync=true&synchronous=true&disconnectOnNoReply=false&tcpNoDelay=true&keepAlive=true"
                        + "&serverClosedChannelExceptionCaughtLogLevel=DEBUG&serverExceptionCaughtLogLevel=WARN")
                .routeId(ID)
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
