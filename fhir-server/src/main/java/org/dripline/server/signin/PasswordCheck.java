// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.signin;

import java.util.List;
import org.dripline.server.access.AuditTrail;
import org.dripline.server.access.AuditTrail.Entry;
import org.dripline.server.access.AuditTrail.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AccountStatusException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Spring Security's password check, counted. A name that does not exist takes as long as one that does; a locked one is
 * refused before its password is looked at, so that trying on tells nothing.
 */
final class PasswordCheck implements AuthenticationProvider {

    private static final Logger log = LoggerFactory.getLogger(PasswordCheck.class);

    private final People people;
    private final DaoAuthenticationProvider passwords;
    private final AuditTrail trail;

    PasswordCheck(People people, PasswordEncoder encoder, AuditTrail trail) {
        this.people = people;
        this.trail = trail;
        this.passwords = new DaoAuthenticationProvider(people);
        this.passwords.setPasswordEncoder(encoder);
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        try {
            Authentication signedIn = passwords.authenticate(attempt);
            people.succeeded(signedIn.getName());
            record(signedIn.getName(), 200);
            return signedIn;
        } catch (BadCredentialsException wrong) {
            people.failed(attempt.getName());
            log.info("sign-in refused");
            record(attempt.getName(), 401);
            throw wrong;
        } catch (AccountStatusException shutOut) {
            record(attempt.getName(), 401);
            throw shutOut;
        }
    }

    private void record(String username, int outcome) {
        trail.write(new Entry(Kind.SIGN_IN, outcome, null, username, List.of(), null, null));
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
