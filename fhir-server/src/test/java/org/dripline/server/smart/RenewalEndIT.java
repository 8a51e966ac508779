// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.dripline.server.access.Hash;
import org.dripline.server.storage.OwnSchema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** How long an app may go on without asking again: a working day, or until after the person has left. */
class RenewalEndIT extends SmartContext {

    @Autowired
    private OwnSchema accessSchema;

    @ParameterizedTest
    @CsvSource({"online_access, PT12H", "offline_access, P90D"})
    void isNotPutOffByRenewing(String scope, Duration life) {
        clinic();
        String first = new AppFlow(this)
                .scope("launch/patient patient/Patient.rs " + scope)
                .signedIn(Clinic.NURSE, Clinic.PASSWORD)
                .consented("anna")
                .token()
                .path("refresh_token")
                .asText();
        Long seconds = kept("extract(epoch from (refresh_token_expires_at - now()))::bigint", Long.class, first);
        assertThat(seconds).isCloseTo(life.toSeconds(), within(60L));
        String end = kept("refresh_token_expires_at::text", String.class, first);

        String second = renewed(first).path("refresh_token").asText();
        assertThat(kept("refresh_token_expires_at::text", String.class, second)).isEqualTo(end);

        accessSchema
                .statements()
                .update(
                        "update oauth2_authorization set refresh_token_issued_at = now() - interval '2 hours',"
                                + " refresh_token_expires_at = now() - interval '1 second'"
                                + " where refresh_token_value = ?",
                        Hash.of(second));
        JsonNode refused = renewed(second);
        assertThat(refused.path("error").asText()).as(refused.toString()).isEqualTo("invalid_grant");
        assertThat(refused.has("access_token")).isFalse();
    }

    private JsonNode renewed(String refresh) {
        return json(postForm(
                "/oauth2/token",
                Map.of("grant_type", "refresh_token", "refresh_token", refresh, "client_id", "public-app")));
    }

    private <T> T kept(String what, Class<T> type, String refresh) {
        return Objects.requireNonNull(accessSchema
                .statements()
                .queryForObject(
                        "select " + what + " from oauth2_authorization where refresh_token_value = ?",
                        type,
                        Hash.of(refresh)));
    }
}
