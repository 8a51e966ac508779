// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.dripline.server.storage.OwnSchema;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What was done is in the audit, once, when the answer is there. */
class AuditIT extends SmartContext {

    @Autowired
    private OwnSchema accessSchema;

    @Test
    void eachRequestIsOneRowThatIsThereWithTheAnswer() {
        String token = clinic().token("launch/patient patient/*.cruds", "anna");
        long before = last();
        get(token, "/Patient/anna");
        assertThat(since(before)).containsExactly("READ 200 public-app nurse.synthetic {anna} Patient anna");
        get(token, "/Observation?patient=anna");
        get(token, "/Observation/pulse-bob");
        get(token, "/Patient/anna/$everything");
        get("no-such-token", "/Patient/anna");
        String own =
                "{\"resourceType\":\"Observation\",\"id\":\"audited\",\"status\":\"final\",\"code\":{\"text\":\"x\"},"
                        + "\"subject\":{\"reference\":\"Patient/anna\"}}";
        call(token, "PUT", "/Observation/audited", own);
        call(token, "DELETE", "/Observation/audited", "");
        assertThat(since(before))
                .containsExactly(
                        "READ 200 public-app nurse.synthetic {anna} Patient anna",
                        "SEARCH 200 public-app nurse.synthetic {anna} Observation null",
                        "REFUSAL 403 public-app nurse.synthetic {anna} Observation pulse-bob",
                        "OPERATION 200 public-app nurse.synthetic {anna} Patient anna",
                        "REFUSAL 401 null null {} null null",
                        "WRITE 200 public-app nurse.synthetic {anna} Observation audited",
                        "WRITE 200 public-app nurse.synthetic {anna} Observation audited");
    }

    @Test
    void signingInLaunchingAndTokensAreRows() {
        clinic();
        long before = last();
        new AppFlow(this).signedIn(Clinic.NURSE, "wrong");
        clinic().backend("system/Patient.rs");
        new AppFlow(this)
                .signedIn(Clinic.NURSE, Clinic.PASSWORD)
                .consented("anna")
                .token();
        assertThat(since(before))
                .containsExactly(
                        "SIGN_IN 401 null nurse.synthetic {} null null",
                        "TOKEN 200 backend null {} null null",
                        "SIGN_IN 200 null nurse.synthetic {} null null",
                        "TOKEN 200 public-app nurse.synthetic {anna} null null");
    }

    @Test
    void noRowIsChangedOrTakenAway() {
        clinic();
        for (String statement : List.of("update audit set outcome = 1", "delete from audit", "truncate audit")) {
            assertThatThrownBy(() -> accessSchema.statements().execute(statement))
                    .isNotNull();
        }
    }

    private long last() {
        Long last = accessSchema.statements().queryForObject("select coalesce(max(id), 0) from audit", Long.class);
        return last == null ? 0 : last;
    }

    private List<String> since(long id) {
        return accessSchema.statements().queryForList("select * from audit where id > ? order by id", id).stream()
                .map(AuditIT::line)
                .toList();
    }

    private static String line(Map<String, Object> row) {
        return row.get("kind") + " " + row.get("outcome") + " " + row.get("client_id") + " " + row.get("username") + " "
                + row.get("patients") + " " + row.get("resource_type") + " " + row.get("resource_id");
    }
}
