// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.dripline.server.ServerContext;
import org.junit.jupiter.api.Test;

class GuideServedIT extends ServerContext {

    @Test
    void theGuideBeginsAtIg() {
        HttpResponse<String> page = page("/ig/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(page.body()).contains("<h1>Profiles for ketamine infusions</h1>", "Not a medical device");
        assertThat(page("/ig").headers().firstValue("Location"))
                .hasValueSatisfying(address -> assertThat(address).endsWith("/ig/"));
    }

    @Test
    void aPageWithinIsFoundAndLoadsOnlyOurs() {
        HttpResponse<String> page = page("/ig/StructureDefinition-dripline-session-blood-pressure.html");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("dl-bp-1", "Kept, with a warning");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'; style-src 'self'"));
        assertThat(page("/ig/design/tokens.css").statusCode()).isEqualTo(200);
        assertThat(page("/ig/StructureDefinition-nobody-134418.html").statusCode())
                .isEqualTo(404);
        assertThat(page("/ig/../application.yml").statusCode()).isNotEqualTo(200);
    }

    @Test
    void thePackageIsAGzippedTar() throws IOException, InterruptedException {
        HttpResponse<byte[]> file = HttpClient.newHttpClient()
                .send(request("/ig/dripline.fhir.r4-0.1.0.tgz").build(), HttpResponse.BodyHandlers.ofByteArray());

        assertThat(file.statusCode()).isEqualTo(200);
        try (GZIPInputStream tar = new GZIPInputStream(new ByteArrayInputStream(file.body()))) {
            assertThat(new String(tar.readNBytes(20), StandardCharsets.US_ASCII))
                    .isEqualTo("package/package.json");
        }
    }

    @Test
    void aBrowserAsksAgainAndIsToldThatNothingChanged() {
        String tag = page("/ig/guide.css").headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again =
                send(request("/ig/guide.css").header("If-None-Match", tag).build());

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(again.headers().firstValue("Last-Modified")).isEmpty();
    }

    @Test
    void aPageOfAnotherOriginIsRefused() {
        assertThat(send(request("/ig/")
                                .header("Origin", "http://elsewhere.test")
                                .build())
                        .statusCode())
                .isEqualTo(403);
    }

    private HttpResponse<String> page(String path) {
        return send(request(path).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }
}
