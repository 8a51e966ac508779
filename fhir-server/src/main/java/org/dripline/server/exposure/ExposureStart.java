// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.exposure;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dripline.server.access.AccessSettings;
import org.dripline.server.status.StartRefused;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;

/**
 * Before anything listens: whoever lets others than this machine in must have said how they are kept honest. Each
 * sentence names the keys that are missing. Then it sets what follows from TLS and proxies, weaker than whatever an
 * operator sets.
 */
public final class ExposureStart implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String ROUTES_DEFAULTS = "dripline routes defaults";
    private static final String MLLP = "dripline.routes.mllp";
    private static final Pattern SECRET = Pattern.compile("(?i)(password|secret|private-key)$");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        refuseSpokenSecrets(environment);
        Binder binder = Binder.get(environment);
        ExposureSettings settings = binder.bind("dripline.exposure", ExposureSettings.class)
                .orElseGet(() -> new ExposureSettings(false, List.of(), false, -1));
        List<Listener> listeners = listeners(environment, binder);
        listeners.stream().filter(Listener::isWide).forEach(wide -> check(wide, settings, environment));
        publish(environment, binder, settings, listeners);
    }

    /**
     * Arguments of a process are shown to everybody on its machine; so is what is kept of them in a shell's history.
     */
    private static void refuseSpokenSecrets(ConfigurableEnvironment environment) {
        if (AccessSettings.asksForTokens(environment)
                && environment.getPropertySources().get(CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME)
                        instanceof EnumerablePropertySource<?> arguments) {
            for (String key : arguments.getPropertyNames()) {
                if (SECRET.matcher(key).find()) {
                    throw new StartRefused("Everybody on this machine can read the arguments of a program: give " + key
                            + " in the environment or in a file, such as application.yaml, that only its owner may"
                            + " read.");
                }
            }
        }
    }

    private static List<Listener> listeners(ConfigurableEnvironment environment, Binder binder) {
        List<Listener> all = new ArrayList<>();
        all.add(listener(environment, "server.address", "server.ssl.bundle"));
        all.add(listener(environment, "management.server.address", "management.server.ssl.bundle"));
        if (environment.getProperty("dripline.routes.enabled", Boolean.class, true)) {
            all.add(listener(environment, MLLP + ".address", MLLP + ".tls.bundle"));
            binder
                    .bind(MLLP + ".listeners", Bindable.mapOf(String.class, Object.class))
                    .orElse(Map.of())
                    .keySet()
                    .stream()
                    .map(name -> MLLP + ".listeners." + name.replaceAll("\\..*", ""))
                    .distinct()
                    .map(prefix -> listener(environment, prefix + ".address", prefix + ".tls.bundle"))
                    .forEach(all::add);
        }
        return all;
    }

    private static Listener listener(ConfigurableEnvironment environment, String address, String bundle) {
        return new Listener(
                address, environment.getProperty(address, LOOPBACK), bundle, environment.getProperty(bundle, ""));
    }

    private static void check(Listener wide, ExposureSettings settings, ConfigurableEnvironment environment) {
        String beginning = "Others could reach Dripline at " + wide.addressKey() + ", which is " + wide.shown() + ": ";
        if (!AccessSettings.asksForTokens(environment)) {
            throw new StartRefused(beginning + "without dripline.access.mode=smart it asks nobody who they are, so it"
                    + " listens on this machine only. Set that, or the address to 127.0.0.1.");
        }
        if (!wide.hasTls() && !settings.behindTlsProxy()) {
            throw new StartRefused(beginning + "name its certificates with " + wide.bundleKey()
                    + " (a bundle of spring.ssl.bundle), or say that a proxy of yours ends TLS with"
                    + " dripline.exposure.behind-tls-proxy=true.");
        }
        if (!wide.hasTls()
                && wide.addressKey().contains("server.")
                && settings.trustedProxies().isEmpty()) {
            throw new StartRefused(beginning + "behind a proxy, name its address in"
                    + " dripline.exposure.trusted-proxies; else nobody knows where a request came from.");
        }
        if (!settings.encryptedVolume()) {
            throw new StartRefused(beginning + "patients' records then leave your own hands, so say with"
                    + " dripline.exposure.encrypted-volume=true that the data folder and the database lie on an"
                    + " encrypted volume.");
        }
        URI issuer = Binder.get(environment)
                .bind("dripline.access.issuer", URI.class)
                .orElse(null);
        if (wide.addressKey().equals("server.address") && (issuer == null || !"https".equals(issuer.getScheme()))) {
            throw new StartRefused(beginning + "set dripline.access.issuer to the address others reach it at, such as"
                    + " https://dripline.clinic.example.");
        }
    }

    private static void publish(
            ConfigurableEnvironment environment, Binder binder, ExposureSettings settings, List<Listener> listeners) {
        Map<String, Object> published = new LinkedHashMap<>();
        // Spring Boot trusts these headers by itself where it believes to run in a cloud.
        published.put("server.forward-headers-strategy", settings.behindTlsProxy() ? "native" : "none");
        published.put("management.server.forward-headers-strategy", "none");
        if (settings.behindTlsProxy()) {
            published.put("server.tomcat.remoteip.internal-proxies", proxies(settings));
            published.put("server.tomcat.remoteip.remote-ip-header", "X-Forwarded-For");
            published.put("server.tomcat.remoteip.protocol-header", "X-Forwarded-Proto");
        }
        listeners.stream()
                .filter(Listener::hasTls)
                .map(Listener::bundle)
                .distinct()
                .forEach(bundle -> reload(binder, bundle, published));
        Listener http = listeners.get(0);
        String issuer = environment.getProperty("dripline.access.issuer", "");
        if ((http.isWide() || settings.behindTlsProxy()) && !issuer.isBlank()) {
            published.put("dripline.app.public-url", issuer);
        }
        if (http.hasTls() || !http.isOnLoopback()) {
            int usual = environment.getProperty("server.port", Integer.class, 8080) + 2;
            int inner = settings.innerPort() < 0 ? usual : settings.innerPort();
            String base = "http://" + LOOPBACK + ":" + inner;
            published.put(InnerConnector.PORT, inner);
            published.put("dripline.routes.fhir.base-url", base + "/fhir");
            published.put("dripline.app.fhir.base-url", base + "/fhir");
            published.put("dripline.routes.fhir.credentials.token-url", base + "/oauth2/token");
            published.put("dripline.app.fhir.credentials.token-url", base + "/oauth2/token");
        }
        MapPropertySource source = new MapPropertySource("dripline-exposure", published);
        if (environment.getPropertySources().contains(ROUTES_DEFAULTS)) {
            environment.getPropertySources().addBefore(ROUTES_DEFAULTS, source);
        } else {
            environment.getPropertySources().addLast(source);
        }
    }

    /** Certificates are read again when their files change, unless somebody set that otherwise. */
    private static void reload(Binder binder, String bundle, Map<String, Object> published) {
        for (String kind : List.of("pem", "jks")) {
            String key = "spring.ssl.bundle." + kind + "." + bundle;
            if (binder.bind(key, Bindable.mapOf(String.class, Object.class)).isBound()) {
                published.put(key + ".reload-on-update", true);
            }
        }
    }

    /** The pattern that Tomcat wants. */
    private static String proxies(ExposureSettings settings) {
        return settings.trustedProxies().stream().map(Pattern::quote).collect(Collectors.joining("|"));
    }
}
