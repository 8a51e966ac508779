// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dripline.server.authorization.Clients;
import org.dripline.server.authorization.SmartClient;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A client whose keys are at an address of its own proves itself by what is there, and by nothing further off. */
class ClientKeySetIT extends SmartContext {

    @Autowired
    private Clients clients;

    @Test
    void keysAreFetchedOnceAndBelieved() {
        register("key-set-here", PlayedKeySets.RUNNING.at("/here", keys()));
        for (int time = 0; time < 2; time++) {
            HttpResponse<String> answer = asked("key-set-here");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
        assertThat(PlayedKeySets.RUNNING.asked("/here")).isEqualTo(1);
    }

    @Test
    void noRedirectIsFollowed() {
        PlayedKeySets.RUNNING.at("/where-it-went", keys());
        register("key-set-moved", PlayedKeySets.RUNNING.at("/moved", "/where-it-went"));
        assertRefused("key-set-moved");
        assertThat(PlayedKeySets.RUNNING.asked("/moved")).isEqualTo(1);
        assertThat(PlayedKeySets.RUNNING.asked("/where-it-went")).isZero();
    }

    @Test
    void whatIsTooLargeIsNotReadToItsEnd() {
        register("key-set-large", PlayedKeySets.RUNNING.at("/large", keys() + " ".repeat(300 * 1024)));
        assertRefused("key-set-large");
        assertThat(PlayedKeySets.RUNNING.asked("/large")).isEqualTo(1);
    }

    private String keys() {
        return new JWKSet(clinic().ec).toString(true);
    }

    private void register(String id, URI address) {
        clients.register(new SmartClient(
                id,
                "Synthetic " + id,
                Set.of(),
                null,
                List.of("system/Patient.rs"),
                new SmartClient.Proof.KeysAt(address),
                false));
    }

    private void assertRefused(String client) {
        HttpResponse<String> answer = asked(client);
        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 401, 503);
        assertThat(answer.body()).contains("error").doesNotContain("access_token");
    }

    private HttpResponse<String> asked(String client) {
        return postForm(
                "/oauth2/token",
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "scope",
                        "system/Patient.rs",
                        "client_assertion_type",
                        Assertions.TYPE,
                        "client_assertion",
                        new Assertions(issuer(), client).signed(clinic().ec)));
    }
}
