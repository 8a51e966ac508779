// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import com.nimbusds.jose.jwk.JWKSet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.dripline.app.AppMain;
import org.dripline.fixtures.ehr.EhrSettings;
import org.dripline.fixtures.ehr.RegisteredClient;
import org.dripline.fixtures.ehr.StrictEhr;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The app with three host EHRs around it: two strict ones, of which one registered us with ES384 and one with RS384,
 * and one that can be made to misbehave. One context for all ITs of the module.
 */
@SpringBootTest(classes = AppMain.class, webEnvironment = RANDOM_PORT)
@Import(AppUnderTest.Neighbour.class)
abstract class AppUnderTest {

    static final String MRN_SYSTEM = "urn:oid:2.999.7.1";
    static final Path DATA = dataDirectory();
    static final JWKSet KEYS = new ClientKeys(DATA.resolve("app-keys.json")).keys();
    static final StrictEhr ES384 = strictHost();
    static final StrictEhr RS384 = strictHost();
    static final FaultyHost FAULTY = new FaultyHost();
    static final OurRecords OURS = new OurRecords();

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @DynamicPropertySource
    static void configure(DynamicPropertyRegistry registry) {
        registry.add("dripline.data-dir", DATA::toString);
        registry.add("dripline.app.public-url", () -> Browser.APP);
        registry.add("dripline.app.fhir.base-url", OURS::base);
        // Only the hosts under test; remembered for so short a time that a host may change its mind between two tests.
        registry.add("dripline.app.limits.discovery-age", () -> "1ms");
        registry.add("management.server.port", () -> "0");
        host(registry, 0, ES384.issuer(), EhrSettings.APP_CLIENT_ID, "ES384");
        host(registry, 1, RS384.issuer(), EhrSettings.APP_CLIENT_ID, "RS384");
        host(registry, 2, FAULTY.issuer(), FaultyHost.CLIENT, "ES384");
    }

    @BeforeEach
    void mend() {
        FAULTY.mend();
        OURS.fail(false);
        OURS.hold(MRN_SYSTEM + "|SYN-0001", "our-syn-0001");
        OURS.hold(MRN_SYSTEM + "|SYN-0004", "our-syn-0004");
        OURS.hold(MRN_SYSTEM + "|SYN-8812", "our-8812");
    }

    /** Launches and gives the address of the launch's own path. */
    static String launched(Browser browser, String launch) {
        return browser.until(launch, "/app/s/");
    }

    private static void host(
            DynamicPropertyRegistry registry, int index, String issuer, String client, String algorithm) {
        String prefix = "dripline.app.hosts[" + index + "].";
        registry.add(prefix + "issuer", () -> issuer);
        registry.add(prefix + "client-id", () -> client);
        registry.add(prefix + "mrn-system", () -> MRN_SYSTEM);
        registry.add(prefix + "signing-algorithm", () -> algorithm);
    }

    private static StrictEhr strictHost() {
        try {
            return StrictEhr.start(EhrSettings.forClient(
                            URI.create(Browser.APP + "/app/launch"),
                            new RegisteredClient(
                                    EhrSettings.APP_CLIENT_ID,
                                    Set.of(Browser.APP + "/app/callback"),
                                    org.dripline.fixtures.ehr.ClientKeys.inline(KEYS)))
                    .withOddPatients());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path dataDirectory() {
        try {
            Path target = Files.createDirectories(Path.of("target"));
            return Files.createTempDirectory(target, "app-it-").resolve("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stands for the FHIR server that shares the process. */
    static final class Neighbour {

        @Bean
        ServletRegistrationBean<HttpServlet> fhir() {
            return new ServletRegistrationBean<>(new Metadata(), "/fhir/*");
        }

        private static final class Metadata extends HttpServlet {
            @Override
            protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
                response.getWriter().print("neighbour " + (request.getSession(false) == null));
            }
        }
    }
}
