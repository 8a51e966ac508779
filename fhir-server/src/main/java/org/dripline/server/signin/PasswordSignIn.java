// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.signin;

import java.util.Optional;
import org.dripline.server.access.AuditTrail;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Name and password for doors without a page: counted, locked out and recorded as on the page. */
public final class PasswordSignIn {

    private final PasswordCheck check;
    private final People people;

    PasswordSignIn(People people, PasswordEncoder encoder, AuditTrail trail) {
        this.people = people;
        this.check = new PasswordCheck(people, encoder, trail);
    }

    /** Whose they are; empty when they are nobody's, or that person is shut out. */
    public Optional<Person> person(String name, String password) {
        try {
            return people.person(check.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(name, password))
                    .getName());
        } catch (AuthenticationException refused) {
            return Optional.empty();
        }
    }
}
