// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An app and the browser of a person: one authorization, step by step, each of which a test may do otherwise. */
public final class AppFlow {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern STATE = Pattern.compile("name=\"state\" value=\"([^\"]+)\"");
    private static final Pattern SCOPE = Pattern.compile("name=\"scope\" value=\"([^\"]+)\"");

    private final String issuer;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    public final String verifier = UUID.randomUUID() + "-" + UUID.randomUUID();
    public final Map<String, String> request = new LinkedHashMap<>();
    private HttpResponse<String> last;
    private String code = "";
    private String consentState = "";

    public AppFlow(SmartContext server) {
        this(server.issuer());
    }

    /** @param issuer address of any server, without a path */
    public AppFlow(String issuer) {
        this.issuer = issuer;
        request.put("response_type", "code");
        request.put("client_id", "public-app");
        request.put("redirect_uri", Clinic.REDIRECT);
        request.put("scope", "launch/patient patient/*.rs");
        request.put("state", UUID.randomUUID().toString());
        request.put("aud", issuer + "/fhir");
        request.put("code_challenge", challenge(verifier));
        request.put("code_challenge_method", "S256");
    }

    public AppFlow scope(String scope) {
        request.put("scope", scope);
        return this;
    }

    public AppFlow with(String name, @Nullable String value) {
        if (value == null) {
            request.remove(name);
        } else {
            request.put(name, value);
        }
        return this;
    }

    /** Name and password on the sign-in page. */
    public AppFlow signedIn(String username, String password) {
        HttpResponse<String> form = get("/sign-in");
        post(
                "/sign-in",
                "username=" + enc(username) + "&password=" + enc(password) + "&_csrf=" + enc(found(CSRF, form.body())));
        return this;
    }

    /** The authorization request, in the browser. */
    public HttpResponse<String> authorize() {
        return get("/oauth2/authorize?" + SmartContext.encoded(request));
    }

    /** The request, and consent to all that is asked, for a patient where one must be chosen. */
    public AppFlow consented(@Nullable String patient) {
        return consented(patient, List.of());
    }

    /** The same without some scopes. */
    public AppFlow consented(@Nullable String patient, List<String> without) {
        HttpResponse<String> page = consentPage();
        StringBuilder body = new StringBuilder("client_id=" + enc(request.get("client_id")))
                .append("&state=")
                .append(enc(consentState));
        if (patient != null && page.body().contains("action=\"/oauth2/consent\"")) {
            page = post(
                    "/oauth2/consent",
                    "state=" + enc(consentState) + "&patient=Synthetic-" + patient + "&_csrf="
                            + enc(found(CSRF, page.body())));
        }
        if (patient != null && page.body().contains("name=\"patient\"")) {
            body.append("&patient=").append(patient);
        }
        Matcher scopes = SCOPE.matcher(page.body());
        while (scopes.find()) {
            String scope = scopes.group(1).replace("&amp;", "&");
            if (!without.contains(scope)) {
                body.append("&scope=").append(enc(scope));
            }
        }
        HttpResponse<String> answer = post("/oauth2/authorize", body.toString());
        Map<String, String> back = query(location(answer));
        code = back.getOrDefault("code", "");
        return this;
    }

    /** The consent page the request leads to. */
    public HttpResponse<String> consentPage() {
        HttpResponse<String> answer = authorize();
        if (answer.statusCode() != 302 || !location(answer).contains("/oauth2/consent")) {
            throw new AssertionError("no consent page: " + answer.statusCode() + " "
                    + answer.headers().map() + answer.body());
        }
        HttpResponse<String> page = get(pathOf(location(answer)));
        Matcher state = STATE.matcher(page.body());
        consentState = state.find() ? state.group(1) : "";
        return page;
    }

    public String code() {
        return code;
    }

    public String consentState() {
        return consentState;
    }

    /** The consent page after its user looked for a patient. */
    public HttpResponse<String> patientsFound(String asked) {
        String csrf = consentPage().body().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
        return post(
                "/oauth2/consent",
                SmartContext.encoded(Map.of("state", consentState, "patient", asked, "_csrf", csrf)));
    }

    /** The code for tokens, as the public app. */
    public JsonNode token() {
        JsonNode answer = SmartContext.json(exchange(Map.of()));
        if (!answer.has("access_token")) {
            throw new AssertionError(answer.toString() + " code " + code + " " + last.statusCode() + " "
                    + last.headers().map());
        }
        return answer;
    }

    /** The token request of the public app, with fields otherwise; an empty one is left out. */
    public HttpResponse<String> exchange(Map<String, String> otherwise, String... headers) {
        Map<String, String> form = new LinkedHashMap<>(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                request.get("redirect_uri"),
                "client_id",
                request.get("client_id"),
                "code_verifier",
                verifier));
        form.putAll(otherwise);
        form.values().removeIf(String::isEmpty);
        return SmartContext.postForm(issuer, "/oauth2/token", form, headers);
    }

    public HttpResponse<String> get(String path) {
        return keep(SmartContext.send(browser(path).GET()));
    }

    public HttpResponse<String> post(String path, String form) {
        return keep(SmartContext.send(browser(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))));
    }

    /** The cookie of the browser session. */
    public String session() {
        return cookies.getOrDefault("__Host-dripline", "");
    }

    /** Uses a session that somebody else made. */
    public AppFlow session(String id) {
        cookies.put("__Host-dripline", id);
        return this;
    }

    private HttpRequest.Builder browser(String path) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(issuer + path));
        if (!cookies.isEmpty()) {
            StringBuilder jar = new StringBuilder();
            cookies.forEach(
                    (name, value) -> jar.append(jar.length() == 0 ? "" : "; ").append(name + "=" + value));
            builder.header("Cookie", jar.toString());
        }
        // Otherwise the request cache takes this for a script's.
        return builder.header("Accept", "text/html");
    }

    private HttpResponse<String> keep(HttpResponse<String> answer) {
        answer.headers().allValues("Set-Cookie").forEach(cookie -> {
            String pair = cookie.substring(0, cookie.indexOf(';'));
            cookies.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        });
        last = answer;
        return answer;
    }

    public static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    static String pathOf(String location) {
        URI uri = URI.create(location);
        return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    public static Map<String, String> query(String address) {
        Map<String, String> query = new LinkedHashMap<>();
        int question = address.indexOf('?');
        if (question >= 0) {
            for (String pair : address.substring(question + 1).split("&")) {
                int equals = pair.indexOf('=');
                query.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }

    private static String enc(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
