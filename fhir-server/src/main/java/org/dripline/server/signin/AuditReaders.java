// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.signin;

/** Who may read the audit: whoever runs this server. A role for it is asked here, too. */
public final class AuditReaders {

    private final People people;

    AuditReaders(People people) {
        this.people = people;
    }

    /** Whether somebody who signed in may read it. */
    public boolean includes(String username) {
        return people.person(username).filter(Person::administrator).isPresent();
    }
}
