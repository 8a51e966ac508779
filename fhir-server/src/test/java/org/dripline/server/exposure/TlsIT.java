// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.dripline.server.FreePorts;
import org.dripline.server.access.AccessGrant;
import org.dripline.server.access.AccessSettings;
import org.dripline.server.access.ScopeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.autoconfigure.web.embedded.EmbeddedWebServerFactoryCustomizerAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;

/** The product's web server without the product: TLS as it is configured, with certificates made here. */
class TlsIT {

    private static final String PASSWORD = PlayedKeys.PASSWORD;
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(6);

    @TempDir
    private static Path folder;

    private static PlayedKeys keys;

    private static int port;
    private static ConfigurableApplicationContext server;

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        SslAutoConfiguration.class,
        EmbeddedWebServerFactoryCustomizerAutoConfiguration.class,
        ServletWebServerFactoryAutoConfiguration.class
    })
    @Import(ExposureConfiguration.class)
    @EnableConfigurationProperties(AccessSettings.class)
    static class WebServerAlone {

        @Bean
        ServletRegistrationBean<HttpServlet> greeting() {
            return new ServletRegistrationBean<>(
                    new HttpServlet() {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                                throws IOException {
                            String wait = request.getHeader("X-Answered-After");
                            await().pollDelay(Duration.ofMillis(wait == null ? 0 : Long.parseLong(wait)))
                                    .until(() -> true);
                            String status = request.getHeader("X-Answered");
                            response.setStatus(status == null ? 200 : Integer.parseInt(status));
                            response.getWriter()
                                    .print(request.getScheme() + " " + request.getRemoteAddr() + " "
                                            + request.isSecure());
                        }
                    },
                    "/*");
        }

        /** Stands for Spring Security: the app is who the header says. */
        @Bean
        FilterRegistrationBean<HttpFilter> apps() {
            FilterRegistrationBean<HttpFilter> apps = new FilterRegistrationBean<>(new HttpFilter() {
                private static final long serialVersionUID = 1L;

                @Override
                protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                        throws IOException, ServletException {
                    String app = request.getHeader("X-App");
                    if (app != null) {
                        SecurityContextHolder.getContext().setAuthentication(caller(app));
                    }
                    try {
                        chain.doFilter(request, response);
                    } finally {
                        SecurityContextHolder.clearContext();
                    }
                }
            });
            apps.setOrder(-1);
            return apps;
        }

        private static Authentication caller(String app) {
            AccessGrant grant = new AccessGrant(app, null, null, ScopeSet.of(List.of("system/*.rs")), null);
            return UsernamePasswordAuthenticationToken.authenticated(
                    new DefaultOAuth2AuthenticatedPrincipal(Map.of("grant", grant), List.of()), null, List.of());
        }
    }

    @BeforeAll
    static void start() throws Exception {
        keys = new PlayedKeys(folder);
        for (String name : List.of("first", "second", "device", "stranger")) {
            keys.make(name);
        }
        Files.copy(folder.resolve("first.p12"), folder.resolve("server.p12"));
        keys.trust("server", "device");
        port = FreePorts.neighbours(3);
        Map<String, Object> settings = new HashMap<>(Map.of(
                "server.tomcat.connection-timeout",
                CONNECTION_TIMEOUT.toMillis() + "ms",
                "server.tomcat.keep-alive-timeout",
                KEEP_ALIVE.toMillis() + "ms",
                "dripline.limits.client.burst",
                3,
                "dripline.limits.client.per-second",
                1,
                "dripline.limits.refused.burst",
                3,
                "dripline.limits.refused.per-second",
                1));
        settings.putAll(Map.of(
                "server.port",
                port,
                "server.address",
                "0.0.0.0",
                "server.ssl.bundle",
                "web",
                "server.ssl.client-auth",
                "need",
                "spring.ssl.bundle.jks.web.keystore.location",
                folder.resolve("server.p12").toUri(),
                "spring.ssl.bundle.jks.web.keystore.password",
                PASSWORD,
                "spring.ssl.bundle.jks.web.truststore.location",
                folder.resolve("server-trust.p12").toUri(),
                "spring.ssl.bundle.jks.web.truststore.password",
                PASSWORD,
                "spring.ssl.bundle.watch.file.quiet-period",
                "200ms"));
        server = started(settings);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void overTlsABrowserIsToldToStayThere() throws Exception {
        HttpResponse<String> answer = get(client("device"), "https://localhost:" + port + "/");
        assertThat(answer.body()).startsWith("https ").endsWith(" true");
        assertThat(answer.headers().firstValue("Strict-Transport-Security").orElse(""))
                .startsWith("max-age=63072000");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void whoShowsNoKnownCertificateIsNotHeard() {
        assertThatThrownBy(() -> get(client("stranger"), "https://localhost:" + port + "/"))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> get(client(null), "https://localhost:" + port + "/"))
                .isInstanceOf(IOException.class);
        assertThat(plain(port)).doesNotContain("http 127");
    }

    @Test
    void versionsOfTlsThatAreBrokenAreNotSpoken() throws Exception {
        String protocolVersion = "alert 70";
        assertThat(TlsHello.answer(port, TlsHello.TLS_1_0)).isEqualTo(protocolVersion);
        assertThat(TlsHello.answer(port, TlsHello.TLS_1_1)).isEqualTo(protocolVersion);
        assertThat(TlsHello.answer(port, TlsHello.TLS_1_2)).isEqualTo("handshake");
    }

    /** All at once: some never say what they want, byte by byte, while others are answered, late too. */
    @Test
    void whoDoesNotComeToThePointIsLeftAndNobodyElse() throws Exception {
        List<CompletableFuture<Duration>> held = SlowSocket.allUntilClosed(
                new SlowSocket(port + 2, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "),
                new SlowSocket(port + 2, "\r\n"),
                new SlowSocket(port + 2, ""),
                new SlowSocket(port, SlowSocket.BEGUN_HANDSHAKE),
                new SlowSocket(port, ""));
        List<CompletableFuture<Duration>> heldLonger = SlowSocket.allUntilClosed(
                new SlowSocket(port + 2, "\r\n", "\r\n", socket -> {}),
                new SlowSocket(port + 2, "\r\n", "\r\n", TlsIT::answeredOnce),
                new SlowSocket(port, "\u0017\u0003\u0003\u0040\u0000", "x", TlsIT::handshake));
        String late = Long.toString(CONNECTION_TIMEOUT.plusSeconds(2).toMillis());
        var answeredLate = CompletableFuture.supplyAsync(() -> asked("/", "X-Answered-After", late));
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            assertThat(asked("/", "X-App", "app-meanwhile").statusCode()).isEqualTo(200);
            assertThat(shown()).startsWith("CN=");
            return Stream.concat(held.stream(), heldLonger.stream()).allMatch(CompletableFuture::isDone);
        });
        // Some seconds for a busy machine; a socket gives up long after them.
        assertThat(held)
                .allSatisfy(each -> assertThat(each.join())
                        .isBetween(CONNECTION_TIMEOUT.minusMillis(100), CONNECTION_TIMEOUT.plusSeconds(6)));
        assertThat(heldLonger)
                .allSatisfy(each ->
                        assertThat(each.join()).isBetween(KEEP_ALIVE.minusMillis(100), KEEP_ALIVE.plusSeconds(8)));
        assertThat(answeredLate.join().statusCode()).isEqualTo(200);
    }

    private static void answeredOnce(Socket socket) throws IOException {
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        socket.setSoTimeout(5000);
        assertThat(socket.getInputStream().read(new byte[8192])).isPositive();
        socket.setSoTimeout(100);
    }

    /** What follows on the socket is the beginning of a record. */
    private static void handshake(Socket socket) throws IOException {
        socket.setSoTimeout(5000);
        try {
            ((SSLSocket) tls("device").getSocketFactory().createSocket(socket, "localhost", port, false))
                    .startHandshake();
        } catch (IOException closed) {
            throw closed;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        socket.setSoTimeout(100);
    }

    /** The first refusal wants its row in the audit, which this web server alone has not: later ones tell. */
    @Test
    void anAppThatAsksTooOftenIsHeldAndNoOther() throws Exception {
        int held = 0;
        for (int i = 0; i < 12; i++) {
            HttpResponse<String> answer = asked("/fhir/Patient", "X-App", "app-in-a-loop");
            if (i < 3) {
                assertThat(answer.statusCode()).isEqualTo(200);
            } else if (answer.statusCode() == 429) {
                held++;
                assertThat(answer.headers().firstValue("Retry-After").orElse(""))
                        .matches("[1-9]");
            }
        }
        assertThat(held).isPositive();
        assertThat(asked("/fhir/Patient", "X-App", "another-app").statusCode()).isEqualTo(200);
        for (int i = 0; i < 12; i++) {
            assertThat(asked("/fhir/Patient", "X-App", "dripline-routes").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void whoGuessesTokensOfCdsServicesIsHeld() throws Exception {
        int held = 0;
        for (int i = 0; i < 12; i++) {
            String answer = guessed("/cds-services/patient-view");
            if (i < 3) {
                assertThat(answer).startsWith("HTTP/1.1 401");
            }
            held += answer.startsWith("HTTP/1.1 429") ? 1 : 0;
        }
        assertThat(held).isPositive();
    }

    /** From an address of its own, so that the other tests are not held. */
    private static String guessed(String path) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getByName("127.0.0.1"), port + 2, InetAddress.getByName("127.0.0.78"), 0)) {
            socket.setSoTimeout(10_000);
            String request =
                    "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Answered: 401\r\n" + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static HttpResponse<String> asked(String path, String header, String value) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + (port + 2) + path))
                                    .header(header, value)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theOwnPartsHaveAPortOfTheirOwnOnLoopback() throws Exception {
        HttpResponse<String> answer = get(HttpClient.newHttpClient(), "http://127.0.0.1:" + (port + 2) + "/");
        assertThat(answer.body()).isEqualTo("http 127.0.0.1 false");
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isEmpty();
    }

    @Test
    void anotherCertificateIsTakenUpWithoutARestart() throws Exception {
        assertThat(shown()).isEqualTo("CN=first");
        Path next = folder.resolve("next.p12");
        Files.copy(folder.resolve("second.p12"), next);
        Files.move(next, folder.resolve("server.p12"), StandardCopyOption.REPLACE_EXISTING);
        await().atMost(Duration.ofSeconds(20)).until(() -> shown().equals("CN=second"));
    }

    @Test
    void whatIsSaidToBeForwardedIsBelievedOfListedProxiesOnly() throws Exception {
        int behind = FreePorts.one();
        Map<String, Object> settings = new HashMap<>(Map.of(
                "server.port", behind,
                "server.address", "127.0.0.1",
                "dripline.access.issuer", "https://dripline.clinic.example",
                "dripline.exposure.behind-tls-proxy", "true",
                "dripline.exposure.trusted-proxies", "127.0.0.1"));
        try (ConfigurableApplicationContext proxied = started(settings)) {
            assertThat(proxied.isRunning()).isTrue();
            assertThat(forwarded(behind)).isEqualTo("https 192.0.2.9 true");
        }
        settings.put("dripline.exposure.trusted-proxies", "192.0.2.1");
        try (ConfigurableApplicationContext proxied = started(settings)) {
            assertThat(proxied.isRunning()).isTrue();
            assertThat(forwarded(behind)).isEqualTo("http 127.0.0.1 false");
        }
    }

    private static String forwarded(int port) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                                .header("X-Forwarded-For", "192.0.2.9")
                                .header("X-Forwarded-Proto", "https")
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static ConfigurableApplicationContext started(Map<String, Object> settings) {
        SpringApplication application = new SpringApplication(WebServerAlone.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.addInitializers(new ExposureStart());
        // Not as arguments: a password among them would be refused.
        application.setDefaultProperties(settings);
        return application.run(
                "--dripline.access.mode=smart",
                "--dripline.access.issuer=https://dripline.clinic.example",
                "--dripline.exposure.encrypted-volume=true",
                "--spring.config.location=optional:classpath:/none/");
    }

    /** Subject of the certificate that a new connection is shown. */
    private static String shown() throws Exception {
        return ((X509Certificate) get(client("device"), "https://localhost:" + port + "/")
                        .sslSession()
                        .orElseThrow()
                        .getPeerCertificates()[0])
                .getSubjectX500Principal()
                .getName();
    }

    private static String plain(int port) {
        try {
            return get(HttpClient.newHttpClient(), "http://127.0.0.1:" + port + "/")
                    .body();
        } catch (Exception e) {
            return e.getClass().getSimpleName();
        }
    }

    private static HttpResponse<String> get(HttpClient client, String address) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpClient client(@Nullable String name) throws Exception {
        return HttpClient.newBuilder().sslContext(tls(name)).build();
    }

    /** Knows both certificates of the server; shows the one of this name, or none. */
    private static SSLContext tls(@Nullable String name) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (String of : List.of("first", "second")) {
            trusted.setCertificateEntry(of, keys.store(of).getCertificate(of));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        if (name != null) {
            own.init(keys.store(name), PASSWORD.toCharArray());
        }
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(name == null ? null : own.getKeyManagers(), trust.getTrustManagers(), null);
        return tls;
    }
}
