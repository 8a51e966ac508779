// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.apache.camel.impl.DefaultCamelContext;
import org.dripline.routes.Messages;
import org.dripline.routes.MllpSocket;
import org.dripline.routes.RoutesFixture;
import org.dripline.routes.mllp.FrameBudget;
import org.dripline.routes.mllp.MllpConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.jks.JksSslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreDetails;
import org.springframework.util.unit.DataSize;

/** Several listeners before one journal, each with who may come, how many, how large, how long, and under which key. */
class ListenersIT {

    private static final String PASSWORD = "synthetic";
    private static final Map<String, Integer> PORTS = new HashMap<>();
    private static DefaultCamelContext camel;
    private static SslBundle pump;
    private static SslBundle stranger;
    private static SslBundle renewed;
    private static DefaultSslBundleRegistry bundles;
    private RoutesFixture routes;

    @BeforeAll
    static void listen(@TempDir Path keys) throws Exception {
        makeKey(keys, "server");
        makeKey(keys, "pump");
        makeKey(keys, "stranger");
        makeKey(keys, "renewed");
        makeTrust(keys, "server", "pump");
        makeTrust(keys, "renewed", "pump");
        makeTrust(keys, "pump", "renewed");
        makeTrust(keys, "pump", "server");
        makeTrust(keys, "stranger", "server");
        bundles = new DefaultSslBundleRegistry("mllps", bundle(keys, "server"));
        pump = bundle(keys, "pump");
        stranger = bundle(keys, "stranger");
        renewed = bundle(keys, "renewed");

        RoutesFixture fixture = RoutesFixture.fresh();
        ListenerProperties.Tls none = new ListenerProperties.Tls("", ListenerProperties.ClientAuth.NEED);
        ListenerProperties.Tls mutual = new ListenerProperties.Tls("mllps", ListenerProperties.ClientAuth.NEED);
        MllpProperties properties = new MllpProperties(
                "127.0.0.1",
                freePort("main"),
                DataSize.ofMegabytes(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ZERO,
                10,
                List.of("127.0.0.0/8", "::1"),
                none,
                DataSize.ofMegabytes(8),
                Map.of(
                        "mllps", listener("mllps", Duration.ZERO, 10, List.of(), mutual),
                        "ward", listener("ward", Duration.ZERO, 10, List.of("192.0.2.0/24"), none),
                        "quiet", listener("quiet", Duration.ofSeconds(1), 1, List.of("127.0.0.1"), none)));
        camel = new DefaultCamelContext();
        camel.addRoutes(new MllpRoute(
                properties,
                fixture.context.getBean(Intake.class),
                new FrameBudget(properties.places(), new SimpleMeterRegistry()),
                bundles));
        camel.start();
    }

    @AfterAll
    static void stop() throws IOException {
        camel.close();
    }

    @BeforeEach
    void fresh() {
        routes = RoutesFixture.fresh();
    }

    @Test
    void whoShowsAKnownCertificateIsAnsweredUnderTls() throws Exception {
        try (Socket socket = tls(pump)) {
            assertThat(send(socket, Messages.heartRate("tls-1", "SYN-0970", "61")))
                    .contains("MSA|CA|tls-1\r");
        }
        assertThat(routes.column("select control_id from journal.entry")).containsExactly("tls-1");
    }

    /** This JVM's own list of what is too old is emptied (see the pom), so that what refuses here is the listener. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1", "TLSv1.1"})
    void versionsOfTlsThatAreBrokenAreNotSpoken(String version) throws Exception {
        try (SSLSocket device = (SSLSocket) tls(pump)) {
            device.setEnabledProtocols(new String[] {version});
            assertThatThrownBy(device::startHandshake)
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("protocol_version");
        }
    }

    @Test
    void whatGoesOutShowsItsCertificateAndLooksAtTheOthers() throws Exception {
        try (MllpConnection out = outgoing(pump, "localhost")) {
            out.send(MllpSocket.bytes(Messages.heartRate("tls-4", "SYN-0970", "61")));
            assertThat(out.receive(Duration.ofSeconds(10)))
                    .hasValueSatisfying(answer -> assertThat(new String(answer, StandardCharsets.UTF_8))
                            .contains("MSA|CA|tls-4\r"));
        }
        assertThatThrownBy(() -> outgoing(pump, "other.example").close()).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> {
                    try (MllpConnection out = outgoing(stranger, "localhost")) {
                        out.send(MllpSocket.bytes(Messages.heartRate("tls-5", "SYN-0970", "61")));
                        out.receive(Duration.ofSeconds(10));
                    }
                })
                .isInstanceOf(IOException.class);
    }

    @Test
    void anotherCertificateIsTakenUpWithoutARestart() throws Exception {
        SslBundle before = bundles.getBundle("mllps");
        try (Socket socket = tls(pump)) {
            bundles.updateBundle("mllps", renewed);
            // Who is connected stays so.
            assertThat(send(socket, Messages.heartRate("tls-6", "SYN-0970", "61")))
                    .contains("MSA|CA|tls-6\r");
            try (Socket next = tls(pump)) {
                assertThat(send(next, Messages.heartRate("tls-7", "SYN-0970", "61")))
                        .contains("MSA|CA|tls-7\r");
                assertThat(shown(next)).isNotEqualTo(shown(socket));
            }
        } finally {
            bundles.updateBundle("mllps", before);
        }
    }

    private static Certificate shown(Socket socket) throws SSLException {
        return ((SSLSocket) socket).getSession().getPeerCertificates()[0];
    }

    /** @param host whose certificate it must be */
    private static MllpConnection outgoing(SslBundle bundle, String host) throws Exception {
        return new MllpConnection(
                "127.0.0.1",
                PORTS.getOrDefault("mllps", 0),
                () -> {
                    SSLEngine engine = bundle.createSslContext().createSSLEngine(host, 0);
                    engine.setUseClientMode(true);
                    SSLParameters parameters = engine.getSSLParameters();
                    parameters.setEndpointIdentificationAlgorithm("HTTPS");
                    engine.setSSLParameters(parameters);
                    return engine;
                },
                Duration.ofSeconds(5),
                Duration.ofSeconds(10));
    }

    @Test
    void aCertificateNobodyKnowsAndNoTlsAtAllAreRefused() throws Exception {
        assertThatThrownBy(() -> {
                    try (Socket socket = tls(stranger)) {
                        send(socket, Messages.heartRate("tls-2", "SYN-0970", "61"));
                    }
                })
                .isInstanceOfAny(SSLException.class, SocketException.class);
        try (Socket socket = plain("mllps")) {
            assertThat(send(socket, Messages.heartRate("tls-3", "SYN-0970", "61")))
                    .doesNotContain("MSA");
        } catch (SocketException reset) {
            assertThat(reset).isNotNull();
        }
        assertThat(routes.states()).isEmpty();
    }

    @Test
    void whoIsNotListedIsNotReadFrom() throws Exception {
        try (Socket socket = plain("ward")) {
            assertThat(send(socket, Messages.heartRate("al-1", "SYN-0970", "61")))
                    .isEmpty();
        } catch (SocketException reset) {
            assertThat(reset).isNotNull();
        }
        try (Socket socket = plain("main")) {
            assertThat(send(socket, Messages.heartRate("al-2", "SYN-0970", "61")))
                    .contains("MSA|CA|al-2\r");
        }
        assertThat(routes.column("select control_id from journal.entry")).containsExactly("al-2");
    }

    @Test
    void oneListenersLimitsAreNotAnothers() throws Exception {
        try (Socket first = plain("quiet");
                Socket second = plain("quiet");
                Socket other = plain("main")) {
            assertThat(second.getInputStream().read()).isEqualTo(-1);
            assertThat(send(other, Messages.heartRate("li-1", "SYN-0970", "61")))
                    .contains("MSA|CA|li-1\r");
            assertThat(first.getInputStream().read())
                    .as("closed after its idle time")
                    .isEqualTo(-1);
            assertThat(send(other, Messages.heartRate("li-2", "SYN-0970", "61")))
                    .contains("MSA|CA|li-2\r");
        }
        try (Socket again = plain("quiet")) {
            String large = Messages.heartRate("li-3", "SYN-0970", "61") + "NTE|1||" + "x".repeat(1024 * 1024) + "\r";
            assertThat(send(again, large)).contains("FRAME_TOO_LARGE");
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> routes.states().size() == 3);
    }

    @Test
    void whatIsNoAddressStopsTheStart() {
        assertThatThrownBy(() -> AllowedAddresses.check(List.of("pumps.example")))
                .hasMessageContaining("allow has \"pumps.example\"")
                .hasMessageContaining("10.1.2.0/24");
        assertThatThrownBy(() -> AllowedAddresses.check(List.of("10.1.2.0/64"))).hasMessageContaining("10.1.2.0/64");
    }

    private static ListenerProperties listener(
            String name, Duration idle, int connections, List<String> allow, ListenerProperties.Tls tls)
            throws IOException {
        return new ListenerProperties(
                "127.0.0.1",
                freePort(name),
                DataSize.ofKilobytes(512),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                idle,
                connections,
                allow,
                tls);
    }

    private static int freePort(String name) throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            PORTS.put(name, probe.getLocalPort());
            return probe.getLocalPort();
        }
    }

    private static Socket plain(String listener) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), PORTS.getOrDefault(listener, 0));
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static Socket tls(SslBundle bundle) throws IOException {
        SSLContext context = bundle.createSslContext();
        Socket socket = context.getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), PORTS.getOrDefault("mllps", 0));
        socket.setSoTimeout(10_000);
        return socket;
    }

    /** The answer; empty when the other side closed instead. */
    private static String send(Socket socket, String message) throws IOException {
        socket.getOutputStream().write(MllpSocket.frame(message));
        socket.getOutputStream().flush();
        InputStream in = socket.getInputStream();
        List<Byte> answer = new ArrayList<>();
        for (int next = in.read(); next >= 0 && next != 0x1C; next = in.read()) {
            answer.add((byte) next);
        }
        byte[] bytes = new byte[answer.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = answer.get(i);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static SslBundle bundle(Path keys, String name) {
        return SslBundle.of(new JksSslStoreBundle(
                JksSslStoreDetails.forLocation(keys.resolve(name + ".p12").toString())
                        .withPassword(PASSWORD),
                JksSslStoreDetails.forLocation(keys.resolve(name + "-trust.p12").toString())
                        .withPassword(PASSWORD)));
    }

    private static void makeKey(Path keys, String name) throws Exception {
        keytool(
                keys,
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-validity",
                "2",
                "-keystore",
                name + ".p12");
        keytool(keys, "-exportcert", "-alias", name, "-keystore", name + ".p12", "-file", name + ".cer");
    }

    private static void makeTrust(Path keys, String owner, String trusted) throws Exception {
        keytool(
                keys,
                "-importcert",
                "-noprompt",
                "-alias",
                trusted,
                "-file",
                trusted + ".cer",
                "-keystore",
                owner + "-trust.p12");
    }

    private static void keytool(Path folder, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", PASSWORD, "-storetype", "PKCS12"));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
