// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.dripline.app.AppMain;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** What the app does to its own addresses, and that it does nothing to those of the rest of the process. */
class NeighbourIT extends AppUnderTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void theRestOfTheProcessIsNeitherLockedNorGivenASession() throws Exception {
        HttpResponse<String> fhir = get("http://localhost:" + port + "/fhir/metadata");
        HttpResponse<String> health = get("http://localhost:" + managementPort + "/actuator/health");
        HttpResponse<String> nothing = get("http://localhost:" + port + "/nothing-here");

        assertThat(fhir.statusCode()).isEqualTo(200);
        assertThat(fhir.body()).isEqualTo("neighbour true");
        assertThat(fhir.headers().map()).doesNotContainKeys("set-cookie", "content-security-policy", "x-frame-options");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(nothing.statusCode()).isEqualTo(404);
    }

    @Test
    void switchedOffTheModuleLocksNothing() throws Exception {
        try (ConfigurableApplicationContext off = new SpringApplicationBuilder(AppMain.class)
                .run("--dripline.app.enabled=false", "--server.port=0", "--management.server.port=-1")) {
            String base = "http://localhost:" + off.getEnvironment().getRequiredProperty("local.server.port");

            assertThat(get(base + "/fhir/metadata").statusCode()).isEqualTo(404);
            assertThat(get(base + "/app/launch").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void pagesCarryTheHeadersThatKeepThemWhereTheyBelong() throws Exception {
        HttpResponse<String> page = get("http://localhost:" + port + "/app/launch");

        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith(
                        "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors")
                .contains(FAULTY.root())
                .doesNotContain("unsafe")
                .doesNotContain("*");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(page.headers().firstValue("X-Frame-Options")).isEmpty();
        assertThat(get("http://localhost:" + port + "/app/assets/launch.css").statusCode())
                .isEqualTo(200);
        assertThat(page.body())
                .doesNotContain("<script")
                .doesNotContain("<style")
                .doesNotContain("style=");
    }

    @Test
    void publishedKeysHoldNoPrivateHalf() throws Exception {
        HttpResponse<String> jwks = get("http://localhost:" + port + "/app/jwks");

        assertThat(jwks.body()).contains("ES384", "RS384", "app-es384-", "app-rs384-");
        assertThat(jwks.body()).doesNotContain("\"d\"").doesNotContain("\"p\"").doesNotContain("\"q\"");
    }

    @Test
    void keysAreKeptForTheirOwnerOnly() throws IOException {
        var file = DATA.resolve("app-keys.json");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(new ClientKeys(file).published())
                .isEqualTo(KEYS.toPublicJWKSet().toJSONObject(true));
    }

    @Test
    void aPostNeedsTheTokenOfThisSession() throws Exception {
        Browser browser = new Browser(port);
        String screen = launched(browser, FAULTY.launch());
        String cookie = browser.setCookies().get(0).split(";", 2)[0];
        String real = screen.replace(Browser.APP, "http://localhost:" + port);
        String token = browser.open(screen + "token").body();

        assertThat(post(real + "act", cookie, "").statusCode()).isEqualTo(403);
        assertThat(post(real + "act", cookie, token).body()).isEqualTo("acted");
    }

    private HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String address, String cookie, String token)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Cookie", cookie)
                        .header("X-CSRF-TOKEN", token)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
