// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.staff;

import java.sql.Date;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import org.dripline.server.access.Role;
import org.dripline.server.storage.OwnSchema;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;

/** Roles that were given on the command line, beside those of the record: how the first prescriber comes to be one. */
public final class GivenRoles {

    private final OwnSchema schema;

    /** @param schema with table {@code given_role} */
    public GivenRoles(OwnSchema schema) {
        this.schema = schema;
    }

    /** The roles that hold on a day. */
    Set<Role> of(String username, LocalDate day) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        schema.statements()
                .queryForList(
                        "select role from given_role where username = ? and (until is null or until >= ?)",
                        String.class,
                        username,
                        Date.valueOf(day))
                .forEach(code -> roles.add(Role.of(code)));
        return roles;
    }

    /**
     * Gives somebody a role, or another last day for it.
     *
     * @param until the last day; null for ever, which a certificate of life support is not
     * @throws IllegalArgumentException with a sentence, when there is no such person or the role cannot be given so
     */
    public void give(String username, Role role, @Nullable LocalDate until) {
        if (role == Role.PATIENT) {
            throw new IllegalArgumentException("Nobody is given the role patient: it is whose chart is open.");
        }
        if (role == Role.ACLS_HOLDER && until == null) {
            throw new IllegalArgumentException("A certificate of life support ends: add --until YYYY-MM-DD.");
        }
        try {
            schema.statements()
                    .update(
                            "insert into given_role (username, role, until) values (?, ?, ?)"
                                    + " on conflict (username, role) do update set until = excluded.until, given_at = now()",
                            username,
                            role.code(),
                            until == null ? null : Date.valueOf(until));
        } catch (DataIntegrityViolationException unknown) {
            throw new IllegalArgumentException("There is no " + username + ".");
        }
    }

    /** Takes it away. Returns whether it had been given. */
    public boolean take(String username, Role role) {
        return schema.statements()
                        .update("delete from given_role where username = ? and role = ?", username, role.code())
                == 1;
    }
}
