// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.signin;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dripline.server.access.AccessSettings;
import org.dripline.server.access.AuthorizationChanges;
import org.dripline.server.storage.OwnSchema;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * The people who may sign in, and how often somebody tried in vain. Passwords are kept as Spring Security's encoder
 * makes them. Safe for use by many threads and nodes.
 */
public final class People implements UserDetailsService {

    /** NIST SP 800-63B-4, section 3.1.1.2: 15 where the password is all that is asked for. */
    public static final int SHORTEST_PASSWORD = 15;

    private static final int LONGEST_PASSWORD = 200;

    private final OwnSchema schema;
    private final PasswordEncoder passwords;
    private final AccessSettings.LockOut lockOut;
    private final AuthorizationChanges changes;

    /** @param lockOut when somebody may no longer try */
    public People(
            OwnSchema schema, PasswordEncoder passwords, AccessSettings.LockOut lockOut, AuthorizationChanges changes) {
        this.changes = changes;
        this.schema = schema;
        this.passwords = passwords;
        this.lockOut = lockOut;
    }

    /**
     * Adds somebody.
     *
     * @throws IllegalArgumentException with a sentence, when the name is taken or the password too short
     */
    public void add(Person person, String password) {
        if (!person.username().matches("[\\p{L}\\p{N}._@-]{1,200}")) {
            throw new IllegalArgumentException(
                    "A user name is 1 to 200 letters, digits, dots, dashes, underscores or @.");
        }
        if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
            throw new IllegalArgumentException("A password has " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD
                    + " characters; a sentence is easier to remember than a word.");
        }
        if (person.fhirUser() != null
                && !person.fhirUser().matches("(Practitioner|Patient|RelatedPerson|Person)/[A-Za-z0-9.-]{1,64}")) {
            throw new IllegalArgumentException(
                    "Who somebody is in the record is written as Practitioner/[id], Patient/[id], RelatedPerson/[id] or Person/[id].");
        }
        try {
            schema.statements()
                    .update(
                            "insert into app_user (username, password, display_name, fhir_user, administrator)"
                                    + " values (?, ?, ?, ?, ?)",
                            person.username(),
                            passwords.encode(password),
                            person.displayName(),
                            person.fhirUser(),
                            person.administrator());
        } catch (DuplicateKeyException taken) {
            throw new IllegalArgumentException("There is a user of that name already.");
        }
    }

    /** Gives somebody another password, and lets them try again. */
    public boolean changePassword(String username, String password) {
        if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
            throw new IllegalArgumentException("A password has " + SHORTEST_PASSWORD + " characters at least.");
        }
        return schema.statements()
                        .update(
                                "update app_user set password = ?, failures = 0, locked_until = null"
                                        + " where username = ? and issuer is null",
                                passwords.encode(password),
                                username)
                == 1;
    }

    /** Shuts somebody out with every token they hold, or lets them in again. Returns whether there is such a person. */
    public boolean enable(String username, boolean enabled) {
        if (!enabled) {
            schema.statements().update("delete from oauth2_authorization where principal_name = ?", username);
            changes.happened();
        }
        return schema.statements().update("update app_user set enabled = ? where username = ?", enabled, username) == 1;
    }

    /**
     * Somebody, and whether they can sign in.
     *
     * @param enabled false: shut out by whoever runs this server
     * @param shutOut whether too many wrong passwords were tried a moment ago
     */
    public record Account(Person person, boolean enabled, boolean shutOut) {}

    /** Everybody, by name. */
    public List<Account> accounts() {
        return schema.statements()
                .query(
                        "select username, display_name, fhir_user, administrator, enabled,"
                                + " coalesce(locked_until > now(), false) as shut_out from app_user order by username",
                        (row, number) -> new Account(
                                new Person(
                                        row.getString("username"),
                                        row.getString("display_name"),
                                        row.getString("fhir_user"),
                                        row.getBoolean("administrator")),
                                row.getBoolean("enabled"),
                                row.getBoolean("shut_out")));
    }

    /** Whether nobody was ever added. */
    public boolean isEmpty() {
        Integer count = schema.statements().queryForObject("select count(*) from app_user", Integer.class);
        return count == null || count == 0;
    }

    /** Somebody who is not shut out. */
    public Optional<Person> person(String username) {
        List<Person> found = schema.statements()
                .query(
                        "select username, display_name, fhir_user, administrator from app_user"
                                + " where username = ? and enabled",
                        (row, number) -> new Person(
                                row.getString("username"),
                                row.getString("display_name"),
                                row.getString("fhir_user"),
                                row.getBoolean("administrator")),
                        username);
        return found.stream().findFirst();
    }

    /**
     * Somebody who signed in elsewhere, kept as a person here: added when seen first, and brought up to date.
     *
     * @return empty when the person was shut out here
     */
    public Optional<Person> seen(SignedInElsewhere elsewhere) {
        schema.statements()
                .update(
                        "insert into app_user (username, display_name, fhir_user, issuer, subject, claims, seen_at)"
                                + " values (?, ?, ?, ?, ?, ?, now()) on conflict (issuer, subject) do update set"
                                + " display_name = excluded.display_name, fhir_user = excluded.fhir_user,"
                                + " claims = excluded.claims, seen_at = excluded.seen_at",
                        elsewhere.username(),
                        elsewhere.name().isBlank() ? elsewhere.username() : elsewhere.name(),
                        elsewhere.fhirUser(),
                        elsewhere.issuer(),
                        elsewhere.subject(),
                        elsewhere.roles().toArray(new String[0]));
        return person(elsewhere.username());
    }

    /** What the issuer that signs somebody in last said they are; none for people with a password here. */
    public List<String> claims(String username) {
        return schema.statements()
                .query(
                        "select unnest(claims) from app_user where username = ? and enabled",
                        (row, number) -> row.getString(1),
                        username);
    }

    @Override
    public UserDetails loadUserByUsername(String username) {
        List<UserDetails> found = schema.statements()
                .query(
                        "select username, password, enabled, administrator, coalesce(locked_until > now(), false) as locked"
                                + " from app_user where username = ? and password is not null",
                        (row, number) -> User.withUsername(row.getString("username"))
                                .password(row.getString("password"))
                                .disabled(!row.getBoolean("enabled"))
                                .accountLocked(row.getBoolean("locked"))
                                .roles(row.getBoolean("administrator") ? "ADMINISTRATOR" : "CLINICIAN")
                                .build(),
                        username);
        return found.stream().findFirst().orElseThrow(() -> new UsernameNotFoundException("unknown"));
    }

    /** One more wrong password; the last one that is allowed locks the name for a while. */
    void failed(String username) {
        schema.statements()
                .update(
                        "update app_user set failures = failures + 1,"
                                + " locked_until = case when failures + 1 >= ? then ? else locked_until end"
                                + " where username = ?",
                        lockOut.failures(),
                        Timestamp.from(Instant.now().plus(lockOut.pause())),
                        username);
    }

    /** The right password: the count begins anew. */
    void succeeded(String username) {
        schema.statements()
                .update(
                        "update app_user set failures = 0, locked_until = null where username = ? and failures > 0",
                        username);
    }
}
