// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.staff;

import java.util.List;
import java.util.Optional;
import org.dripline.server.access.AccessGrant;
import org.dripline.server.access.ScopeSet;
import org.dripline.server.signin.People;
import org.dripline.server.signin.Person;

/**
 * Who may open whose record here: any patient's whom the table lets {@code open-record}, their own everybody who is a
 * Patient. What a host's launch opens, the host answers for.
 */
public final class RecordOpeners {

    private static final String PATIENT = "Patient/";

    private final Staff staff;
    private final RoleTable table;
    private final RecentRoles recent;
    private final People people;

    RecordOpeners(Staff staff, RoleTable table, RecentRoles recent, People people) {
        this.staff = staff;
        this.table = table;
        this.recent = recent;
        this.people = people;
    }

    /** Whether whoever holds a token may open any patient's record, as of a second ago at most. */
    public boolean openAny(AccessGrant grant) {
        return table.allows(recent.of(grant), Act.OPEN_RECORD);
    }

    /** Whether whoever holds a token may open that of its launch. */
    public boolean openTheLaunchs(AccessGrant grant) {
        return grant.patient() != null && (PATIENT + grant.patient()).equals(grant.fhirUser()) || openAny(grant);
    }

    /** Whether somebody who signed in may open any patient's record, as of now. */
    public boolean openAny(String username) {
        return people.person(username)
                .filter(person -> staff.may(
                        new AccessGrant("", username, null, ScopeSet.of(List.of()), person.fhirUser()),
                        Act.OPEN_RECORD))
                .isPresent();
    }

    /** Whether somebody who signed in may open this patient's record, as of now. */
    public boolean open(String username, String patient) {
        return own(username).equals(Optional.of(patient)) || openAny(username);
    }

    /** Logical id of the Patient somebody who signed in is; empty when they are none. */
    public Optional<String> own(String username) {
        return people.person(username)
                .map(Person::fhirUser)
                .filter(user -> user.startsWith(PATIENT))
                .map(user -> user.substring(PATIENT.length()));
    }

    /** Who that is, in words. */
    public String needed() {
        return table.needed(Act.OPEN_RECORD);
    }
}
