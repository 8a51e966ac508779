// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.dripline.server.access.AccessSettings;
import org.dripline.server.access.ScopeSet;
import org.dripline.server.access.UsedTokens;
import org.dripline.server.host.HostIdentity;
import org.dripline.server.host.HostLaunches;
import org.dripline.server.host.HostLaunches.Proved;
import org.dripline.server.host.HostProblem;
import org.dripline.server.host.HostRefused;
import org.dripline.server.signin.People;
import org.dripline.server.signin.Person;
import org.dripline.server.signin.SignedInElsewhere;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.token.DefaultOAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/**
 * Gives a token for a launch at a host (RFC 8693): for one patient, proved by the host at this moment; speaking for the
 * person the host signed in; short, and never longer than the host's own. An id token is good once. Renewing takes our
 * refresh token, good once as everywhere, and the proof anew.
 */
final class HostLaunchTokens {

    private static final String HOST = "dripline.host";
    private static final String HOST_PATIENT = "dripline.host.patient";
    private static final String HOST_SUBJECT = "dripline.host.subject";

    /** Where nobody says how long the host's token lives. */
    private static final Duration UNTOLD = Duration.ofMinutes(5);

    private final HostLaunches hosts;
    private final People people;
    private final HashedAuthorizations authorizations;
    private final OAuth2TokenGenerator<? extends OAuth2Token> tokens;
    private final UsedTokens used;
    private final AccessSettings.Tokens ages;

    HostLaunchTokens(
            HostLaunches hosts,
            People people,
            HashedAuthorizations authorizations,
            OAuth2TokenGenerator<? extends OAuth2Token> tokens,
            UsedTokens used,
            AccessSettings.Tokens ages) {
        this.hosts = hosts;
        this.people = people;
        this.authorizations = authorizations;
        this.tokens = tokens;
        this.used = used;
        this.ages = ages;
    }

    /**
     * For the token endpoint and nowhere else. A bean of this type would become the parent of every chain's providers,
     * and each refused launch would be tried there once more.
     */
    AuthenticationProvider provider() {
        return new AuthenticationProvider() {
            @Override
            public Authentication authenticate(Authentication asked) {
                return exchanged((HostLaunchGrant) asked);
            }

            @Override
            public boolean supports(Class<?> type) {
                return HostLaunchGrant.class.isAssignableFrom(type);
            }
        };
    }

    private Authentication exchanged(HostLaunchGrant grant) {
        if (!(grant.getPrincipal() instanceof OAuth2ClientAuthenticationToken client) || !client.isAuthenticated()) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        RegisteredClient registered = Objects.requireNonNull(client.getRegisteredClient());
        try {
            if (!registered.getAuthorizationGrantTypes().contains(AuthorizationGrantType.TOKEN_EXCHANGE)) {
                throw new OAuth2AuthenticationException(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT);
            }
            return grant.isRenewal() ? renewed(grant, client, registered) : begun(grant, client, registered);
        } catch (HostRefused refused) {
            throw error(refused.problem());
        }
    }

    static OAuth2AuthenticationException error(HostProblem problem) {
        return new OAuth2AuthenticationException(new OAuth2Error(problem.code(), problem.sentence(), null));
    }

    private Authentication begun(
            HostLaunchGrant grant, OAuth2ClientAuthenticationToken client, RegisteredClient registered) {
        Set<String> scopes = scopes(grant, registered.getScopes());
        HostIdentity identity = hosts.identity(grant.claimed(), grant.subjectToken());
        Proved proved = hosts.proved(grant.claimed());
        if (proved.subject() != null && !proved.subject().equals(identity.subject())) {
            throw new HostRefused(HostProblem.IDENTITY_OF_ANOTHER_TOKEN);
        }
        Instant until = until(grant, proved);
        String practitioner = hosts.practitioner(grant.claimed(), identity).orElse(null);
        spend(identity);
        Person person = people.seen(new SignedInElsewhere(
                        identity.issuer(),
                        identity.key(),
                        identity.name(),
                        practitioner == null ? null : "Practitioner/" + practitioner,
                        identity.roles()))
                .orElseThrow(() -> new HostRefused(HostProblem.PERSON_SHUT_OUT));
        OAuth2Authorization.Builder authorization = OAuth2Authorization.withRegisteredClient(registered)
                .principalName(person.username())
                .authorizationGrantType(AuthorizationGrantType.TOKEN_EXCHANGE)
                .authorizedScopes(scopes)
                .attribute(HOST, proved.host())
                .attribute(HOST_PATIENT, grant.claimed().patient())
                .attribute(HOST_SUBJECT, identity.subject());
        return issued(client, registered, new Issue(authorization, null, proved, person, scopes, until));
    }

    private Authentication renewed(
            HostLaunchGrant grant, OAuth2ClientAuthenticationToken client, RegisteredClient registered) {
        OAuth2Authorization before = authorizations.findByToken(grant.subjectToken(), OAuth2TokenType.REFRESH_TOKEN);
        if (before == null
                || !before.getRegisteredClientId().equals(registered.getId())
                || !AuthorizationGrantType.TOKEN_EXCHANGE.equals(before.getAuthorizationGrantType())
                || !Objects.requireNonNull(before.getRefreshToken()).isActive()
                || !grant.claimed().isAt(String.valueOf((Object) before.getAttribute(HOST)))
                || !grant.claimed().patient().equals(before.getAttribute(HOST_PATIENT))) {
            throw new HostRefused(HostProblem.RENEWAL);
        }
        Set<String> scopes = scopes(grant, before.getAuthorizedScopes());
        Proved proved = hosts.proved(grant.claimed());
        Object patient =
                Objects.requireNonNull(before.getAccessToken().getClaims()).get(TokenContent.PATIENT);
        if (!proved.patient().equals(patient)
                || proved.subject() != null && !proved.subject().equals(before.getAttribute(HOST_SUBJECT))) {
            throw new HostRefused(HostProblem.RENEWAL);
        }
        Instant until = until(grant, proved);
        Person person = people.person(before.getPrincipalName())
                .orElseThrow(() -> new HostRefused(HostProblem.PERSON_SHUT_OUT));
        authorizations.spend(grant.subjectToken(), before.getId());
        return issued(
                client, registered, new Issue(OAuth2Authorization.from(before), before, proved, person, scopes, until));
    }

    /** What tokens are made of; {@code before}: what is renewed. */
    private record Issue(
            OAuth2Authorization.Builder authorization,
            @Nullable OAuth2Authorization before,
            Proved proved,
            Person person,
            Set<String> scopes,
            Instant until) {}

    private Authentication issued(OAuth2ClientAuthenticationToken client, RegisteredClient registered, Issue issue) {
        ProvedLaunch launch = new ProvedLaunch(client, issue.proved(), issue.person(), issue.until());
        DefaultOAuth2TokenContext.Builder context = DefaultOAuth2TokenContext.builder()
                .registeredClient(registered)
                .principal(UsernamePasswordAuthenticationToken.authenticated(
                        issue.person().username(), null, List.of()))
                .authorizationServerContext(AuthorizationServerContextHolder.getContext())
                .authorizedScopes(issue.scopes())
                .authorizationGrantType(AuthorizationGrantType.TOKEN_EXCHANGE)
                .authorizationGrant(launch);
        if (issue.before() != null) {
            context.authorization(issue.before());
        }
        OAuth2AccessToken access =
                access(issue, context.tokenType(OAuth2TokenType.ACCESS_TOKEN).build());
        OAuth2RefreshToken refresh = (OAuth2RefreshToken) Objects.requireNonNull(
                tokens.generate(context.tokenType(OAuth2TokenType.REFRESH_TOKEN).build()));
        authorizations.save(issue.authorization().refreshToken(refresh).build());
        return new OAuth2AccessTokenAuthenticationToken(
                registered, client, access, refresh, Map.of("issued_token_type", HostLaunchRequests.ACCESS_TOKEN));
    }

    private OAuth2AccessToken access(Issue issue, OAuth2TokenContext context) {
        OAuth2Token made = Objects.requireNonNull(tokens.generate(context));
        OAuth2AccessToken access = new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER,
                made.getTokenValue(),
                made.getIssuedAt(),
                made.getExpiresAt(),
                issue.scopes());
        issue.authorization().token(access, metadata -> {
            metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME, ((ClaimAccessor) made).getClaims());
            metadata.put(OAuth2Authorization.Token.INVALIDATED_METADATA_NAME, false);
            metadata.put(OAuth2TokenFormat.class.getName(), OAuth2TokenFormat.REFERENCE.getValue());
        });
        return access;
    }

    /** Never beyond the host's token: what it says itself, and what the app was told. */
    private Instant until(HostLaunchGrant grant, Proved proved) {
        Instant now = Instant.now();
        Instant until = now.plus(ages.access());
        Duration told = grant.hostTokenLife();
        if (told == null && proved.until() == null) {
            told = UNTOLD;
        }
        if (told != null && now.plus(told).isBefore(until)) {
            until = now.plus(told);
        }
        if (proved.until() != null && proved.until().isBefore(until)) {
            until = proved.until();
        }
        if (!until.isAfter(now.plusSeconds(1))) {
            throw new HostRefused(HostProblem.HOST_TOKEN_OVER);
        }
        return until;
    }

    /** What is asked for, within the most that may be given; all of it where nothing is asked for. */
    private static Set<String> scopes(HostLaunchGrant grant, Set<String> allowed) {
        ScopeSet most = ScopeSet.of(allowed);
        if (!grant.scopes().stream().allMatch(most::allows)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_SCOPE);
        }
        // A kind of set that the store of authorizations reads again.
        return new LinkedHashSet<>(grant.scopes().isEmpty() ? allowed : grant.scopes());
    }

    private void spend(HostIdentity identity) {
        if (!used.isFirst(UsedTokens.Kind.IDENTITY, identity.signed(), identity.expiresAt())) {
            throw new HostRefused(HostProblem.IDENTITY_USED);
        }
    }
}
