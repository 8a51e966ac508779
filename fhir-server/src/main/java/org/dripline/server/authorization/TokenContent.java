// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dripline.server.access.AuditTrail;
import org.dripline.server.access.ScopeSet;
import org.dripline.server.access.SmartScope.Level;
import org.dripline.server.signin.People;
import org.dripline.server.signin.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;

/**
 * What is kept with a token and said in the token response: whom it is about. A code and a refresh token are used up
 * here, before anything is made of them, so that two requests at one instant cannot both have tokens.
 */
final class TokenContent {

    static final String PATIENT = "patient";
    static final String FHIR_USER = "fhirUser";
    static final String USERNAME = "username";
    private static final String ENCOUNTER = "encounter";
    private static final String INTENT = "intent";
    private static final String BANNER = "need_patient_banner";
    /** Source: SMART App Launch 2.2, "fhirContext". */
    private static final String FURTHER = "fhirContext";

    private static final List<String> CONTEXT = List.of(PATIENT, ENCOUNTER, FURTHER, INTENT, BANNER);
    private static final List<String> KEPT = List.of(PATIENT, ENCOUNTER, FURTHER, INTENT, BANNER, FHIR_USER, USERNAME);

    private final Launches launches;
    private final People people;
    private final HashedAuthorizations authorizations;
    private final AuditTrail trail;

    TokenContent(Launches launches, People people, HashedAuthorizations authorizations, AuditTrail trail) {
        this.trail = trail;
        this.launches = launches;
        this.people = people;
        this.authorizations = authorizations;
    }

    /** What is kept with an access token; introspection shows it. */
    void ofAccessToken(OAuth2TokenClaimsContext context) {
        String issuer = issuer(context.getAuthorizationServerContext());
        context.getClaims().audience(Collections.singletonList(issuer + FhirBase.PATH));
        if (context.getAuthorizationGrant() instanceof ProvedLaunch launch) {
            describe(context, launch, issuer);
            return;
        }
        OAuth2Authorization authorization = context.getAuthorization();
        if (authorization == null) {
            return;
        }
        if (context.getAuthorizationGrant() instanceof OAuth2AuthorizationCodeAuthenticationToken code) {
            authorizations.spend(code.getCode(), authorization.getId());
            Person person = holder(authorization);
            context.getClaims().claim(USERNAME, person.username());
            if (person.fhirUser() != null) {
                context.getClaims().claim(FHIR_USER, issuer + FhirBase.PATH + "/" + person.fhirUser());
            }
            launch(context, authorization).ifPresent(launch -> describe(context, launch));
        } else if (context.getAuthorizationGrant() instanceof OAuth2RefreshTokenAuthenticationToken refresh) {
            authorizations.spend(refresh.getRefreshToken(), authorization.getId());
            // Somebody who was shut out meanwhile renews nothing.
            context.getClaims().claim(USERNAME, holder(authorization).username());
            Map<String, Object> before = claims(authorization);
            KEPT.forEach(name -> {
                if (before.containsKey(name)) {
                    context.getClaims().claim(name, before.get(name));
                }
            });
        }
    }

    /** {@code fhirUser} in the id token, for those who were granted it. */
    void ofIdToken(JwtEncodingContext context) {
        if (!"id_token".equals(context.getTokenType().getValue())) {
            return;
        }
        if (context.getAuthorizedScopes().contains("fhirUser")
                || context.getAuthorizedScopes().contains("profile")) {
            people.person(context.getPrincipal().getName())
                    .map(Person::fhirUser)
                    .ifPresent(user -> context.getClaims()
                            .claim(
                                    FHIR_USER,
                                    issuer(context.getAuthorizationServerContext()) + FhirBase.PATH + "/" + user));
        }
    }

    /**
     * Adds the launch to the token response. Source: SMART App Launch 2.2, "Launch context arrives with your token".
     */
    void ofResponse(OAuth2AccessTokenAuthenticationContext context) {
        OAuth2AccessTokenAuthenticationToken issued = context.getAuthentication();
        OAuth2Authorization authorization =
                authorizations.findByToken(issued.getAccessToken().getTokenValue(), OAuth2TokenType.ACCESS_TOKEN);
        if (authorization == null) {
            return;
        }
        record(authorization);
        if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(authorization.getAuthorizationGrantType())) {
            return;
        }
        Map<String, Object> kept = claims(authorization);
        Map<String, Object> said = new HashMap<>(issued.getAdditionalParameters());
        CONTEXT.stream().filter(kept::containsKey).forEach(name -> said.put(name, kept.get(name)));
        if (kept.containsKey(PATIENT)) {
            said.put("smart_style_url", kept.get("iss") + StylePage.PATH);
        }
        context.getAccessTokenResponse().additionalParameters(said);
    }

    /** Who signed in, if they still may. */
    private Person holder(OAuth2Authorization authorization) {
        return people.person(authorization.getPrincipalName())
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT));
    }

    private Optional<Launch> launch(OAuth2TokenClaimsContext context, OAuth2Authorization authorization) {
        OAuth2AuthorizationRequest request = authorization.getAttribute(OAuth2AuthorizationRequest.class.getName());
        Object handle =
                request == null ? null : request.getAdditionalParameters().get("launch");
        String client = context.getRegisteredClient().getClientId();
        if (handle == null) {
            return launches.takeChosen(authorization.getId(), client, authorization.getPrincipalName());
        }
        return Optional.of(launches.take(handle.toString(), client, authorization.getPrincipalName())
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT)));
    }

    private static void describe(OAuth2TokenClaimsContext context, Launch launch) {
        ScopeSet scopes = ScopeSet.of(context.getAuthorizedScopes());
        boolean asksForPatient = scopes.has("launch") || scopes.has("launch/patient") || scopes.reaches(Level.PATIENT);
        if (launch.patient() == null || !asksForPatient) {
            return;
        }
        context.getClaims().claim(PATIENT, launch.patient()).claim(BANNER, launch.needPatientBanner());
        if (launch.encounter() != null && (scopes.has("launch") || scopes.has("launch/encounter"))) {
            context.getClaims().claim(ENCOUNTER, launch.encounter());
        }
        if (!launch.further().isEmpty() && scopes.has("launch")) {
            context.getClaims().claim(FURTHER, further(launch));
        }
        if (launch.intent() != null) {
            context.getClaims().claim(INTENT, launch.intent());
        }
    }

    /** Lists and maps of the kinds that the store of tokens reads back. */
    private static List<Map<String, String>> further(Launch launch) {
        List<Map<String, String>> further = new ArrayList<>();
        for (String reference : launch.further()) {
            Map<String, String> one = new LinkedHashMap<>();
            one.put("reference", reference);
            one.put("type", reference.substring(0, reference.indexOf('/')));
            further.add(one);
        }
        return further;
    }

    /** A launch at a host: the patient and the person that the host proved, for no longer than it lets us. */
    private static void describe(OAuth2TokenClaimsContext context, ProvedLaunch launch, String issuer) {
        context.getClaims()
                .expiresAt(launch.until())
                .claim(USERNAME, launch.person().username())
                .claim(PATIENT, launch.proved().patient());
        if (launch.person().fhirUser() != null) {
            context.getClaims()
                    .claim(
                            FHIR_USER,
                            issuer + FhirBase.PATH + "/" + launch.person().fhirUser());
        }
        if (launch.proved().encounter() != null) {
            context.getClaims().claim(ENCOUNTER, launch.proved().encounter());
        }
    }

    private void record(OAuth2Authorization authorization) {
        Map<String, Object> kept = claims(authorization);
        trail.write(new AuditTrail.Entry(
                AuditTrail.Kind.TOKEN,
                200,
                authorization.getRegisteredClientId(),
                kept.containsKey(USERNAME) ? String.valueOf(kept.get(USERNAME)) : null,
                kept.containsKey(PATIENT) ? List.of(String.valueOf(kept.get(PATIENT))) : List.of(),
                null,
                null));
    }

    private static Map<String, Object> claims(OAuth2Authorization authorization) {
        var token = authorization.getAccessToken();
        Map<String, Object> claims = token == null ? null : token.getClaims();
        return claims == null ? Map.of() : claims;
    }

    private static String issuer(@Nullable AuthorizationServerContext server) {
        if (server == null) {
            throw new IllegalStateException("a token is made outside of a request");
        }
        return server.getIssuer();
    }
}
