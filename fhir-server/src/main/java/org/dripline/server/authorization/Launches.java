// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.dripline.server.access.Hash;
import org.dripline.server.access.OwnerOnlyFile;
import org.dripline.server.storage.OwnSchema;

/**
 * Launches from a chart here, and patients chosen while an app that was opened by itself is consented to. Each is for
 * one app and one signed-in person, and good for one token request; the {@code launch} parameter is kept as a hash.
 */
final class Launches {

    private final OwnSchema schema;
    private final Duration age;

    Launches(OwnSchema schema, Duration age) {
        this.schema = schema;
        this.age = age;
    }

    /** Opens an app on a chart. Returns the {@code launch} parameter, 256 random bits. */
    String open(String client, String username, Launch launch) {
        String handle = OwnerOnlyFile.random();
        keep(Hash.of(handle), client, username, launch);
        return handle;
    }

    /** The patient who was chosen while an authorization was consented to. */
    void choose(String authorization, String client, String username, Launch launch) {
        keep(ofAuthorization(authorization), client, username, launch);
    }

    /** Whether a {@code launch} parameter is this app's, not used and not too old. */
    boolean isOpen(String handle, String client) {
        Integer open = schema.statements()
                .queryForObject(
                        "select count(*) from launch where id = ? and client_id = ? and spent_at is null"
                                + " and expires_at > now()",
                        Integer.class,
                        Hash.of(handle),
                        client);
        return open != null && open == 1;
    }

    /** Uses up the launch of a {@code launch} parameter; empty when it is not this app's and this person's. */
    Optional<Launch> take(String handle, String client, String username) {
        return spend(Hash.of(handle), client, username);
    }

    /** Uses up what was chosen for an authorization; empty when nobody was. */
    Optional<Launch> takeChosen(String authorization, String client, String username) {
        return spend(ofAuthorization(authorization), client, username);
    }

    private void keep(String id, String client, String username, Launch launch) {
        schema.statements().update("delete from launch where expires_at < now() - interval '1 day'");
        schema.statements()
                .update(
                        "insert into launch (id, client_id, username, patient, encounter, intent, need_patient_banner,"
                                + " further, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        id,
                        client,
                        username,
                        launch.patient(),
                        launch.encounter(),
                        launch.intent(),
                        launch.needPatientBanner(),
                        String.join(" ", launch.further()),
                        Timestamp.from(Instant.now().plus(age)));
    }

    private Optional<Launch> spend(String id, String client, String username) {
        return schema
                .statements()
                .query(
                        "update launch set spent_at = now() where id = ? and client_id = ? and username = ?"
                                + " and spent_at is null"
                                + " returning patient, encounter, intent, need_patient_banner, further",
                        (row, number) -> launch(row),
                        id,
                        client,
                        username)
                .stream()
                .findFirst();
    }

    private static Launch launch(ResultSet row) throws SQLException {
        return new Launch(
                row.getString("patient"),
                row.getString("encounter"),
                row.getString("intent"),
                row.getBoolean("need_patient_banner"),
                Stream.of(row.getString("further").split(" "))
                        .filter(reference -> !reference.isEmpty())
                        .toList());
    }

    private static String ofAuthorization(String authorization) {
        return Hash.of("authorization " + authorization);
    }
}
