// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.staff;

import java.util.List;
import org.dripline.server.access.AccessGrant;
import org.dripline.server.access.ScopeSet;
import org.dripline.server.signin.People;

/** Who may read the audit, on its page and with a token: whom the table says. */
public final class AuditReaders {

    private final Staff staff;
    private final People people;

    AuditReaders(Staff staff, People people) {
        this.staff = staff;
        this.people = people;
    }

    /** Whether somebody who signed in may read it. */
    public boolean includes(String username) {
        return people.person(username)
                .filter(person -> staff.may(
                        new AccessGrant("", username, null, ScopeSet.of(List.of()), person.fhirUser()), Act.READ_AUDIT))
                .isPresent();
    }

    /** Who that is, in words. */
    public String needed() {
        return staff.needed(Act.READ_AUDIT);
    }
}
