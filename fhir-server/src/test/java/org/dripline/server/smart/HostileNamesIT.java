// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.dripline.server.authorization.Clients;
import org.dripline.server.authorization.SmartClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Markup where a name should be, on every page of the server that shows one: it is shown, and is no markup. */
class HostileNamesIT extends SmartContext {

    private static final String APP = "app-with-markup";
    private static final String MRN = "MRN-markup-417";

    @Autowired
    private Clients clients;

    static Stream<Arguments> pages() {
        return Stream.of(
                page("launch page", 2, (test, flow) -> flow.get("/launch?patient=markup-417")),
                page(
                        "launch page, of its address",
                        4,
                        (test, flow) -> flow.get("/launch?patient=markup-417&encounter=" + enc(markup("visit"))
                                + "&fhirContext=" + enc(markup("context")))),
                page("consent page", 1, (test, flow) -> flow.consentPage()),
                page("consent page, patients found", 3, (test, flow) -> flow.patientsFound(MRN)),
                page("consent page, of what was asked", 2, (test, flow) -> flow.patientsFound(markup("asked"))),
                page("sign-in page", 0, (test, flow) -> flow.get("/sign-in?error=" + enc(markup("error")))),
                page("front page", 0, (test, flow) -> flow.get("/?name=" + enc(markup("front")))));
    }

    @BeforeEach
    void markupEverywhere() {
        clinic();
        clients.register(new SmartClient(
                APP,
                markup("app"),
                Set.of(URI.create(Clinic.REDIRECT)),
                URI.create("https://app-42.example.org/launch"),
                Clinic.ALL,
                new SmartClient.Proof.Public(),
                true));
        String patient = "{\"resourceType\":\"Patient\",\"id\":\"markup-417\",\"identifier\":[{\"system\":\"urn:mrn\","
                + "\"value\":\"" + MRN + "\"},{\"system\":\"urn:x\",\"value\":\"" + markup("number")
                + "\"}],\"name\":[{\"family\":\"" + markup("patient") + "\"}]}";
        HttpResponse<String> stored =
                call(clinic().backendOnce("system/*.cruds"), "PUT", "/Patient/markup-417", patient);
        assertThat(stored.statusCode()).as(stored.body()).isIn(200, 201);
    }

    /** @param shown how many of the texts stand on the page; what they say may be cut, their markup never works */
    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void isShownAndNoMarkup(String name, int shown, BiFunction<HostileNamesIT, AppFlow, HttpResponse<String>> asked) {
        AppFlow flow = new AppFlow(this).with("client_id", APP).signedIn(Clinic.NURSE, Clinic.PASSWORD);
        HttpResponse<String> page = asked.apply(this, flow);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .doesNotContainIgnoringCase("<script>markup")
                .doesNotContainIgnoringCase("'><script")
                .doesNotContainIgnoringCase("<img");
        assertThat(page.body().split("&lt;script&gt;markup-", -1).length - 1).isGreaterThanOrEqualTo(shown);
    }

    private static String markup(String where) {
        return "'><script>markup-" + where + "</script><img src=x>";
    }

    private static String enc(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Arguments page(
            String name, int shown, BiFunction<HostileNamesIT, AppFlow, HttpResponse<String>> asked) {
        return Arguments.of(name, shown, asked);
    }
}
