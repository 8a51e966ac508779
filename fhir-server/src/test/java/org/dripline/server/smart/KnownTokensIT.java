// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Consumer;
import org.dripline.server.access.Hash;
import org.dripline.server.signin.People;
import org.dripline.server.signin.Person;
import org.dripline.server.storage.OwnSchema;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A token that was good a moment ago is of no use from the moment it ends. */
class KnownTokensIT extends SmartContext {

    private final String person = "leaving" + System.nanoTime() + ".synthetic";

    @Autowired
    private OwnSchema accessSchema;

    @Autowired
    private People people;

    @Test
    void aTokenEndsAtOnceHoweverItEnds() {
        clinic();
        people.add(new Person(person, "Leaving Synthetic", null, false), Clinic.PASSWORD);
        endsBy(token -> postForm("/oauth2/revoke", Map.of("token", token, "client_id", "public-app")));
        // Another node did it.
        endsBy(token -> accessSchema
                .statements()
                .update(
                        "update oauth2_authorization set access_token_issued_at = now() - interval '2 hours',"
                                + " access_token_expires_at = now() - interval '1 second'"
                                + " where access_token_value = ?",
                        Hash.of(token)));
        endsBy(token -> accessSchema
                .statements()
                .update("delete from oauth2_authorization where access_token_value = ?", Hash.of(token)));
        endsBy(token -> people.enable(person, false));
    }

    private void endsBy(Consumer<String> end) {
        String token = new AppFlow(this)
                .signedIn(person, Clinic.PASSWORD)
                .consented("anna")
                .token()
                .get("access_token")
                .asText();
        for (int i = 0; i < 2; i++) {
            assertThat(get(token, "/Patient/anna").statusCode()).isEqualTo(200);
        }
        end.accept(token);
        assertThat(get(token, "/Patient/anna").statusCode()).isEqualTo(401);
    }
}
