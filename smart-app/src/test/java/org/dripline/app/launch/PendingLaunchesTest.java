// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dripline.app.AppProperties;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

class PendingLaunchesTest {

    private static final SmartHost HOST = host();

    private final TestTime time = new TestTime(Instant.parse("2026-03-02T10:00:00Z"));
    private final PendingLaunches pending = new PendingLaunches(3, Duration.ofMinutes(10), time);

    @Test
    void aStateIsGoodOnce() {
        pending.add("session-a", HOST, request("s1"));

        assertThat(pending.take("s1", "session-a")).isPresent();
        assertThat(pending.take("s1", "session-a")).isEmpty();
    }

    @Test
    void aStrangerNeitherGetsItNorUsesItUp() {
        pending.add("session-a", HOST, request("s1"));

        assertThat(pending.take("s1", "session-b")).isEmpty();
        assertThat(pending.take("s1", "session-a")).isPresent();
    }

    @Test
    void severalOfOneSessionDoNotReplaceEachOther() {
        pending.add("session-a", HOST, request("s1"));
        pending.add("session-a", HOST, request("s2"));

        assertThat(pending.take("s1", "session-a").orElseThrow().request().getState())
                .isEqualTo("s1");
        assertThat(pending.take("s2", "session-a")).isPresent();
    }

    @Test
    void aStateEnds() {
        pending.add("session-a", HOST, request("s1"));
        time.pass(Duration.ofMinutes(10));

        assertThat(pending.take("s1", "session-a")).isEmpty();
    }

    @Test
    void theOldestGoesWhenThereAreTooMany() {
        for (String state : List.of("s1", "s2", "s3", "s4")) {
            pending.add("session-a", HOST, request(state));
        }

        assertThat(pending.take("s1", "session-a")).isEmpty();
        assertThat(pending.take("s4", "session-a")).isPresent();
    }

    private static OAuth2AuthorizationRequest request(String state) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri("https://ehr.example.org/authorize")
                .clientId("client-7725")
                .state(state)
                .build();
    }

    static SmartHost host() {
        var host = new AppProperties.Host(
                URI.create("https://ehr.example.org/r4"),
                "client-7725",
                null,
                "urn:oid:2.999.7.1",
                AppProperties.SigningAlgorithm.ES384,
                List.of("launch", "openid"),
                List.of());
        ClientRegistration registration = ClientRegistration.withRegistrationId("host-0")
                .clientId("client-7725")
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("{baseUrl}/app/callback")
                .authorizationUri("https://ehr.example.org/authorize")
                .tokenUri("https://ehr.example.org/token")
                .providerConfigurationMetadata(Map.of())
                .build();
        return new SmartHost(
                host,
                registration,
                token -> {
                    throw new IllegalStateException("no token here");
                },
                false);
    }
}
