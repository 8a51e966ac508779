// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.door;

import java.util.function.Predicate;
import org.dripline.server.access.AccessGrant;
import org.dripline.server.access.SmartScope;
import org.dripline.server.access.SmartScope.Interaction;
import org.dripline.server.access.SmartScope.Level;

/**
 * Who reads AuditEvents: a scope that names them, since one on everything is given for patients' records; of people
 * only those who may read the audit; no launch on one patient. They are written by what happens, and over FHIR by
 * nobody.
 */
final class AuditAccess {

    static final String TYPE = "AuditEvent";

    private final Predicate<String> readers;

    /** @param readers whether a user name is of somebody who may read the audit */
    AuditAccess(Predicate<String> readers) {
        this.readers = readers;
    }

    void require(AccessGrant grant, Interaction interaction) {
        if (interaction != Interaction.READ && interaction != Interaction.SEARCH) {
            throw Refused.because("AuditEvents are written by what happens, never over FHIR.");
        }
        if (grant.granting(TYPE, interaction).stream().noneMatch(AuditAccess::names)) {
            String level = grant.username() == null ? "system" : "user";
            throw Refused.because("This needs the scope " + level + "/AuditEvent." + interaction.letter()
                    + ", which a scope on everything does not hold.");
        }
        if (grant.username() != null && !readers.test(grant.username())) {
            throw Refused.because("The audit is read by a privacy officer.");
        }
    }

    /** Whether a scope names AuditEvents, and not those of one patient's launch. */
    static boolean names(SmartScope scope) {
        return scope.type().equals(TYPE) && scope.level() != Level.PATIENT;
    }
}
