// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dripline.server.ServerContext;
import org.junit.jupiter.api.Test;

class FrontPageIT extends ServerContext {

    private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"");

    @Test
    void whatIsLinkedFromTheFrontPageIsThere() {
        HttpResponse<String> page = asked("/", "text/html");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<h1>Dripline</h1>").doesNotContain("role=\"alert\"");
        List<String> links =
                LINK.matcher(page.body()).results().map(link -> link.group(1)).toList();
        assertThat(links)
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(link -> assertThat(
                                asked(link.replace("&amp;", "&"), "*/*").statusCode())
                        .as(link)
                        .isEqualTo(200));
    }

    @Test
    void anAddressWithNothingBehindItIsSaidInASentence() {
        HttpResponse<String> page = asked("/nothing-SYN-0001-here", "text/html");

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(page.body())
                .contains("There is no page at this address.")
                .doesNotContain("SYN-0001")
                .doesNotContain("Whitelabel");
    }

    @Test
    void aBrowserAppliesTheStyleOfThisAnswerOnly() {
        Pattern named = Pattern.compile("style-src 'nonce-([A-Za-z0-9+/=]{24})'");
        Set<String> words = new HashSet<>();
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> page = asked("/", "text/html");
            String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
            Matcher word = named.matcher(policy);
            assertThat(word.find()).as(policy).isTrue();
            assertThat(page.body()).containsOnlyOnce("<style").contains("<style nonce=\"" + word.group(1) + "\">");
            assertThat(policy).startsWith("default-src 'none'").doesNotContain("unsafe");
            words.add(word.group(1));
        }
        assertThat(words).hasSize(2);
    }

    @Test
    void aProgramGetsJson() {
        HttpResponse<String> answer = asked("/nothing-here", "application/json");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).startsWith("{").contains("\"status\":404");
    }

    private HttpResponse<String> asked(String path, String accept) {
        Matcher server = Pattern.compile("^(http://[^/]+)/fhir$").matcher(base());
        assertThat(server.matches()).isTrue();
        return send(HttpRequest.newBuilder(URI.create(server.group(1) + path))
                .header("Accept", accept)
                .build());
    }
}
