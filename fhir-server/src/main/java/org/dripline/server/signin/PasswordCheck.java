// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.signin;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    PasswordCheck(People people, PasswordEncoder encoder) {
        this.people = people;
        this.passwords = new DaoAuthenticationProvider(people);
        this.passwords.setPasswordEncoder(encoder);
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        try {
            Authentication signedIn = passwords.authenticate(attempt);
            people.succeeded(signedIn.getName());
            return signedIn;
        } catch (BadCredentialsException wrong) {
            people.failed(attempt.getName());
            log.info("sign-in refused");
            throw wrong;
        }
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
