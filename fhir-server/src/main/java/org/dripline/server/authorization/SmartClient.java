// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.dripline.server.access.AccessSettings;
import org.dripline.server.access.ScopeSet;
import org.dripline.server.access.SmartScope;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * An app as it is registered here. An app either opens for people, with redirect addresses; or works by itself as a
 * backend service, with a key set and system scopes; or opens in host EHRs and exchanges their launches for tokens
 * here, with a key set and patient scopes: never two of these under one id.
 *
 * @param id client id
 * @param name what people are shown
 * @param redirects addresses a code may be sent to, compared letter by letter; none: a backend service, or one that
 *     exchanges
 * @param launch where the app is opened from a chart here; null when it is not
 * @param scopes the most it may be granted
 * @param proof how it proves who it is
 * @param asks whether a person is asked before it is granted anything; false for what the administrator vouches for
 */
public record SmartClient(
        String id,
        String name,
        Set<URI> redirects,
        @Nullable URI launch,
        List<String> scopes,
        Proof proof,
        boolean asks) {

    static final String KEYS = "dripline.client.jwks";
    static final String LAUNCH = "dripline.client.launch";

    /** How a client proves who it is. Source: SMART App Launch 2.2, "Client Authentication". */
    public sealed interface Proof {

        /** It cannot: whoever runs it can read it. PKCE binds the code to the one who asked. */
        record Public() implements Proof {}

        /**
         * A shared secret, HTTP Basic only.
         *
         * @param encoded as the password encoder made it
         */
        record Secret(String encoded) implements Proof {}

        /**
         * Its keys, given with the registration.
         *
         * @param keys public JSON Web Key Set
         */
        record Keys(String keys) implements Proof {}

        /**
         * Its keys, fetched when needed.
         *
         * @param address whose origin must be in {@code dripline.access.key-set-origins}
         */
        record KeysAt(URI address) implements Proof {}
    }

    public SmartClient {
        redirects = Set.copyOf(redirects);
        scopes = List.copyOf(scopes);
        if (!id.matches("[A-Za-z0-9._:-]{1,100}")) {
            throw new IllegalArgumentException(
                    "A client id is 1 to 100 letters, digits, dots, dashes, colons or underscores.");
        }
        if (scopes.isEmpty()) {
            throw new IllegalArgumentException("A client needs at least one scope.");
        }
        for (String scope : scopes) {
            SmartScope onResources = SmartScope.of(scope).orElse(null);
            if (onResources == null && !ScopeSet.CONTEXT.contains(scope)) {
                throw new IllegalArgumentException("This server does not understand the scope " + scope + ".");
            }
            requireLevel(
                    redirects, exchanges(redirects, scopes), scope, onResources == null ? null : onResources.level());
        }
        for (URI redirect : redirects) {
            boolean loopback = List.of("localhost", "127.0.0.1", "[::1]").contains(redirect.getHost());
            if (redirect.getRawFragment() != null
                    || !("https".equals(redirect.getScheme()) || "http".equals(redirect.getScheme()) && loopback)) {
                throw new IllegalArgumentException(
                        "A redirect address is https, or on this machine, without a fragment.");
            }
        }
        if (redirects.isEmpty() && !(proof instanceof Proof.Keys || proof instanceof Proof.KeysAt)) {
            throw new IllegalArgumentException(
                    "Without redirect addresses an app proves itself with keys (SMART App Launch 2.2).");
        }
        if (proof instanceof Proof.Keys given) {
            requirePublic(given.keys());
        }
    }

    private static void requireLevel(
            Set<URI> redirects, boolean exchanges, String scope, SmartScope.@Nullable Level level) {
        if (!redirects.isEmpty() && level == SmartScope.Level.SYSTEM) {
            throw new IllegalArgumentException("An app for people has no system scopes, such as " + scope + ".");
        }
        SmartScope.Level only = exchanges ? SmartScope.Level.PATIENT : SmartScope.Level.SYSTEM;
        if (redirects.isEmpty() && level != only) {
            throw new IllegalArgumentException("Without redirect addresses an app is a backend service with system"
                    + " scopes only, or exchanges hosts' launches with patient scopes only, not " + scope + ".");
        }
    }

    /** Whether it opens in host EHRs and exchanges their launches: no redirect address, and patient scopes. */
    private static boolean exchanges(Set<URI> redirects, List<String> scopes) {
        return redirects.isEmpty() && scopes.get(0).startsWith("patient/");
    }

    private static void requirePublic(String keys) {
        try {
            JWKSet set = JWKSet.parse(keys);
            if (set.isEmpty() || set.containsNonPublicKeys()) {
                throw new IllegalArgumentException("A client is registered with its public keys, at least one.");
            }
        } catch (java.text.ParseException e) {
            throw new IllegalArgumentException("The keys are not a JSON Web Key Set.");
        }
    }

    private boolean isBackend() {
        return redirects.isEmpty() && !exchanges(redirects, scopes);
    }

    RegisteredClient registered(AccessSettings.Tokens tokens) {
        RegisteredClient.Builder client = RegisteredClient.withId(id)
                .clientId(id)
                .clientName(name)
                .scopes(all -> all.addAll(scopes))
                .redirectUris(all -> redirects.forEach(redirect -> all.add(redirect.toString())));
        if (isBackend()) {
            client.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS);
        } else if (exchanges(redirects, scopes)) {
            client.authorizationGrantType(AuthorizationGrantType.TOKEN_EXCHANGE);
        } else {
            client.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN);
        }
        ClientSettings.Builder settings =
                ClientSettings.builder().requireProofKey(!redirects.isEmpty()).requireAuthorizationConsent(asks);
        if (launch != null) {
            settings.setting(LAUNCH, launch.toString());
        }
        if (proof instanceof Proof.Public) {
            client.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
        } else if (proof instanceof Proof.Secret secret) {
            client.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .clientSecret(secret.encoded());
        } else {
            client.clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT);
            settings.tokenEndpointAuthenticationSigningAlgorithm(SignatureAlgorithm.RS384);
            if (proof instanceof Proof.Keys given) {
                settings.setting(KEYS, given.keys());
            } else if (proof instanceof Proof.KeysAt at) {
                settings.jwkSetUrl(at.address().toString());
            }
        }
        return client.clientSettings(settings.build())
                .tokenSettings(TokenSettings.builder()
                        // A reference, not a signed document: there is nothing to forge, and what is revoked is gone.
                        .accessTokenFormat(OAuth2TokenFormat.REFERENCE)
                        .accessTokenTimeToLive(isBackend() ? tokens.backend() : tokens.access())
                        .authorizationCodeTimeToLive(tokens.code())
                        .refreshTokenTimeToLive(tokens.offline())
                        .reuseRefreshTokens(false)
                        .build())
                .build();
    }
}
