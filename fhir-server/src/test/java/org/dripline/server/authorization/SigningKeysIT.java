// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import java.time.Duration;
import java.util.List;
import org.dripline.server.smart.SmartContext;
import org.dripline.server.storage.OwnSchema;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How keys that sign id tokens come and go, as nodes that start one after the other find them. */
class SigningKeysIT extends SmartContext {

    private static final Duration NINETY_DAYS = Duration.ofDays(90);

    @Autowired
    private OwnSchema accessSchema;

    @Test
    void anOldKeyIsFollowedByAnotherStaysPublishedAndGoes() throws Exception {
        String first = newest();
        assertThat(newest()).as("another node finds it").isEqualTo(first);

        age(first, 91);
        String second = newest();
        assertThat(second).isNotEqualTo(first);
        assertThat(all()).containsExactly(second, first);
        assertThat(newest()).as("made once").isEqualTo(second);

        age(first, 181);
        assertThat(all()).containsExactly(second);
    }

    private void age(String key, int days) {
        accessSchema
                .statements()
                .update(
                        "update signing_key set created_at = now() - make_interval(days => ?) where kid = ?",
                        days,
                        key);
    }

    private String newest() throws Exception {
        SigningKeys node = node();
        return node.newest(node.get(everything(), null)).getKeyID();
    }

    private List<String> all() throws Exception {
        return node().get(everything(), null).stream().map(JWK::getKeyID).toList();
    }

    private SigningKeys node() {
        return new SigningKeys(accessSchema, NINETY_DAYS);
    }

    private static JWKSelector everything() {
        return new JWKSelector(new JWKMatcher.Builder().build());
    }
}
