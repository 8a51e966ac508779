// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.management;

import java.util.List;
import java.util.Optional;
import org.dripline.server.access.AccessGrant;
import org.dripline.server.access.ScopeSet;
import org.dripline.server.access.SmartScope.Interaction;
import org.dripline.server.door.TokenGrants;
import org.dripline.server.signin.PasswordSignIn;
import org.dripline.server.staff.Act;
import org.dripline.server.staff.Staff;

/**
 * Who works on the journal and the outbox: a person with name and password, or whoever an access token of this server
 * speaks for. What they may is what the table of roles says of {@code replay}; what an app may in their name is what
 * its scopes on MessageHeader say, FHIR's resource for a message.
 */
final class Operators {

    private static final String MESSAGES = "MessageHeader";

    private final PasswordSignIn passwords;
    private final TokenGrants tokens;
    private final Staff staff;

    Operators(PasswordSignIn passwords, TokenGrants tokens, Staff staff) {
        this.passwords = passwords;
        this.tokens = tokens;
        this.staff = staff;
    }

    /** Whose name and password these are, without an app between; empty when they are nobody's. */
    Optional<AccessGrant> person(String name, String password) {
        return passwords
                .person(name, password)
                .map(person -> new AccessGrant("", person.username(), null, ScopeSet.of(List.of()), person.fhirUser()));
    }

    /** Whose access token this is, when its app may see messages at all; empty for any other. */
    Optional<AccessGrant> holder(String token, boolean changes) {
        return tokens.of(token)
                .filter(grant -> !grant.granting(MESSAGES, changes ? Interaction.UPDATE : Interaction.READ)
                        .isEmpty())
                .filter(grant -> !grant.isBound(MESSAGES, changes ? Interaction.UPDATE : Interaction.READ));
    }

    boolean may(AccessGrant grant) {
        return staff.may(grant, Act.REPLAY);
    }

    /** Whom it takes, in a sentence. */
    String needed() {
        return staff.needed(Act.REPLAY);
    }
}
