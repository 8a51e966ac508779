// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.access;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Tells the routes and the app of this process how they prove who they are, and the server which hosts' launches it may
 * believe, where requests are authorized. Published last in order, so that whatever an operator sets wins.
 */
public final class AccessStart implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        if (!AccessSettings.asksForTokens(environment)) {
            return;
        }
        Path data = Path.of(environment.getProperty("dripline.data-dir", "./data"));
        String own = "http://127.0.0.1:" + environment.getProperty("server.port", "8080") + "/oauth2/token";
        String issuer = environment.getProperty("dripline.access.issuer", "");
        Map<String, Object> published = new LinkedHashMap<>();
        publish(
                published,
                "dripline.routes.fhir.credentials.",
                OwnParts.ROUTES,
                data.resolve("routes-key.json"),
                own,
                issuer);
        publish(
                published,
                "dripline.app.fhir.credentials.",
                OwnParts.APP,
                data.resolve("app-fhir-key.json"),
                own,
                issuer);
        publishHosts(environment, published);
        environment.getPropertySources().addLast(new MapPropertySource("dripline-access", published));
    }

    /** The hosts that may launch the app of this process are those whose launches may be exchanged. */
    private static void publishHosts(ConfigurableEnvironment environment, Map<String, Object> published) {
        if (environment.getProperty("dripline.access.hosts[0].fhir-base") != null) {
            return;
        }
        for (int n = 0; ; n++) {
            String theirs = "dripline.app.hosts[" + n + "].";
            String base = environment.getProperty(theirs + "issuer");
            if (base == null) {
                return;
            }
            String ours = "dripline.access.hosts[" + n + "].";
            published.put(ours + "fhir-base", base);
            published.put(ours + "client-id", environment.getProperty(theirs + "client-id", ""));
            published.put(ours + "identifier-systems[0]", environment.getProperty(theirs + "mrn-system", ""));
            published.put(
                    ours + "patient-scopes-only", Boolean.toString(asksForPatientScopesOnly(environment, theirs)));
            for (int m = 0; ; m++) {
                String origin = environment.getProperty(theirs + "endpoint-origins[" + m + "]");
                if (origin == null) {
                    break;
                }
                published.put(ours + "endpoint-origins[" + m + "]", origin);
            }
        }
    }

    /** What is not asked for is not given; without the setting the app asks for what its launch's patient needs. */
    private static boolean asksForPatientScopesOnly(ConfigurableEnvironment environment, String host) {
        return Binder.get(environment).bind(host + "scopes", Bindable.listOf(String.class)).orElse(List.of()).stream()
                .noneMatch(scope -> scope.startsWith("user/") || scope.startsWith("system/"));
    }

    private static void publish(
            Map<String, Object> published, String prefix, String client, Path key, String tokenUrl, String issuer) {
        published.put(prefix + "client-id", client);
        published.put(prefix + "key-file", key.toAbsolutePath().toString());
        published.put(prefix + "token-url", tokenUrl);
        if (!issuer.isBlank()) {
            published.put(prefix + "audience", issuer + "/oauth2/token");
        }
    }
}
