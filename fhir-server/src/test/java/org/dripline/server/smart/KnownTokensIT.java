// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.dripline.server.access.Hash;
import org.dripline.server.signin.People;
import org.dripline.server.signin.Person;
import org.dripline.server.storage.OwnSchema;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A token that was good a moment ago is of no use once it ended: here at once, elsewhere within a second. */
class KnownTokensIT extends SmartContext {

    private final String person = "leaving" + System.nanoTime() + ".synthetic";

    @Autowired
    private OwnSchema accessSchema;

    @Autowired
    private People people;

    @Test
    void whatEndsHereEndsAtOnce() {
        clinic();
        people.add(new Person(person, "Leaving Synthetic", "Practitioner/nurse-1", false), Clinic.PASSWORD);
        endsBy(Duration.ZERO, token -> postForm("/oauth2/revoke", Map.of("token", token, "client_id", "public-app")));
        endsBy(Duration.ZERO, token -> people.enable(person, false));
    }

    /** A second until it is looked at again, and one for a busy machine. */
    @Test
    void whatAnotherNodeEndsEndsWithinASecond() {
        clinic();
        people.add(new Person(person, "Leaving Synthetic", "Practitioner/nurse-1", false), Clinic.PASSWORD);
        Duration within = Duration.ofSeconds(2);
        endsBy(
                within,
                token -> accessSchema
                        .statements()
                        .update(
                                "update oauth2_authorization set access_token_issued_at = now() - interval '2 hours',"
                                        + " access_token_expires_at = now() - interval '1 second'"
                                        + " where access_token_value = ?",
                                Hash.of(token)));
        endsBy(
                within,
                token -> accessSchema
                        .statements()
                        .update("delete from oauth2_authorization where access_token_value = ?", Hash.of(token)));
    }

    private void endsBy(Duration within, Consumer<String> end) {
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
        Instant ended = Instant.now();
        int status = get(token, "/Patient/anna").statusCode();
        while (status == 200 && Instant.now().isBefore(ended.plus(within))) {
            status = get(token, "/Patient/anna").statusCode();
        }
        assertThat(status).isEqualTo(401);
    }
}
