// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.signin;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.dripline.server.access.AccessSettings;
import org.dripline.server.access.AuditTrail;
import org.dripline.server.access.AuditTrail.Entry;
import org.dripline.server.access.AuditTrail.Kind;
import org.dripline.server.access.AuthorizationChanges;
import org.dripline.server.access.OwnerOnlyFile;
import org.dripline.server.access.SignInProvider;
import org.dripline.server.access.WhereTokensAreAsked;
import org.dripline.server.host.SharedIdentifiers;
import org.dripline.server.safety.WholeSearch;
import org.dripline.server.storage.OwnSchema;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Cookie.SameSite;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** People, their sign-in page, and the browser session it begins. */
@Configuration(proxyBeanMethods = false)
@WhereTokensAreAsked
class SignInConfiguration {

    private static final Logger log = LoggerFactory.getLogger(SignInConfiguration.class);
    private static final Duration IDLE = Duration.ofMinutes(30);

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    People people(
            OwnSchema accessSchema,
            PasswordEncoder passwordEncoder,
            AccessSettings settings,
            AuthorizationChanges authorizationChanges) {
        return new People(accessSchema, passwordEncoder, settings.lockOut(), authorizationChanges);
    }

    @Bean
    PasswordSignIn passwordSignIn(People people, PasswordEncoder passwordEncoder, AuditTrail trail) {
        return new PasswordSignIn(people, passwordEncoder, trail);
    }

    /** Its own cookie, of first parties only: the app in a host's frame has another one on its own path. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> signInSession() {
        return server -> {
            server.getSession().setTimeout(IDLE);
            server.getSession().getCookie().setName("__Host-dripline");
            server.getSession().getCookie().setPath("/");
            server.getSession().getCookie().setHttpOnly(true);
            server.getSession().getCookie().setSecure(true);
            server.getSession().getCookie().setSameSite(SameSite.LAX);
        };
    }

    @Bean
    @ConditionalOnProperty("dripline.access.provider.issuer")
    ProviderSignIn providerSignIn(AccessSettings settings, People people, DaoRegistry daos, AuditTrail trail) {
        SignInProvider provider = Objects.requireNonNull(settings.provider());
        return new ProviderSignIn(
                provider,
                new ProviderDirectory(provider, settings.issuer()),
                people,
                new SharedIdentifiers(new WholeSearch(daos)),
                trail);
    }

    @Bean
    @Order(2)
    SecurityFilterChain signIn(
            HttpSecurity http,
            People people,
            PasswordEncoder passwordEncoder,
            AuditTrail trail,
            ObjectProvider<ProviderSignIn> provider)
            throws Exception {
        PasswordCheck check = new PasswordCheck(people, passwordEncoder, trail);
        ProviderSignIn elsewhere = provider.getIfAvailable();
        if (elsewhere != null) {
            elsewhere.configure(http);
        }
        return http.securityMatcher(
                        "/sign-in", "/sign-in/**", "/sign-out", "/oauth2/consent", "/launch", "/audit", "/audit/**")
                .authorizeHttpRequests(requests -> requests.requestMatchers("/sign-in", "/sign-in/**")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .authenticationProvider(check)
                .formLogin(form -> form.loginPage("/sign-in").failureUrl("/sign-in?failed"))
                .logout(out -> out.logoutUrl("/sign-out")
                        .addLogoutHandler((request, response, person) -> signedOut(trail, person))
                        .logoutSuccessUrl("/sign-in?left"))
                .headers(headers -> headers.referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        // A page brings its own; this is for what is none.
                        .contentSecurityPolicy(content -> content.policyDirectives(
                                "default-src 'none'; base-uri 'none'; frame-ancestors 'none'")))
                .build();
    }

    private static void signedOut(AuditTrail trail, @Nullable Authentication person) {
        if (person != null) {
            trail.write(new Entry(Kind.SIGN_OUT, 200, null, person.getName(), List.of(), null, null));
        }
    }

    /** The first person, where nobody is there yet: the password is in a file, and in no log. */
    @Bean
    ApplicationRunner firstAdministrator(People people, @Value("${dripline.data-dir:./data}") Path dataDirectory) {
        return arguments -> {
            if (!people.isEmpty()) {
                return;
            }
            String password = OwnerOnlyFile.random();
            Path file = dataDirectory.resolve("first-administrator");
            OwnerOnlyFile.write(file, "admin\n" + password + "\n");
            people.add(new Person("admin", "Administrator", null, true), password);
            log.info(
                    "first administrator made; name and password are in the file first-administrator of the data folder");
        };
    }
}
