// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.staff;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dripline.fhir.References;
import org.dripline.server.access.AccessGrant;
import org.dripline.server.access.Role;
import org.dripline.server.signin.People;
import org.dripline.server.signin.Person;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;

/**
 * Who somebody with a token is here, at this moment of the clinical clock: by the record, by what was given on the
 * command line, by what the provider says, and by being the administrator. Asked anew each time, so that what ended has
 * ended.
 */
public final class Staff {

    private static final String PRACTITIONER = "Practitioner/";

    private final StaffRecord records;
    private final People people;
    private final GivenRoles given;
    private final Map<Role, Set<String>> byClaim;
    private final RoleTable table;
    private final RecordedRoles recorded = RecordedRoles.shipped();
    private final Clock clock;

    Staff(
            StaffRecord records,
            People people,
            GivenRoles given,
            Map<Role, Set<String>> byClaim,
            RoleTable table,
            Clock clinicalClock) {
        this.records = records;
        this.people = people;
        this.given = given;
        this.byClaim = byClaim;
        this.table = table;
        this.clock = clinicalClock;
    }

    /** Whether whoever holds the grant may do it. */
    public boolean may(AccessGrant grant, Act act) {
        return table.allows(roles(grant), act);
    }

    /** Whom it takes, in a sentence. */
    public String needed(Act act) {
        return table.needed(act);
    }

    /** A backend service has no person; it is the hospital's own doing, and nobody's signature. */
    public Set<Role> roles(AccessGrant grant) {
        String username = grant.username();
        if (username == null) {
            return EnumSet.of(Role.INTEGRATION);
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        roles.addAll(given.of(username, LocalDate.now(clock)));
        if (people.person(username).map(Person::administrator).orElse(false)) {
            roles.add(Role.ADMINISTRATOR);
        }
        Set<String> said = Set.copyOf(people.claims(username));
        byClaim.forEach((role, values) -> {
            if (role != Role.PATIENT && values.stream().anyMatch(said::contains)) {
                roles.add(role);
            }
        });
        if (grant.patient() != null && ("Patient/" + grant.patient()).equals(grant.fhirUser())) {
            roles.add(Role.PATIENT);
        }
        practitioner(grant).ifPresent(reference -> roles.addAll(onRecord(reference)));
        return roles;
    }

    /** The Practitioner a person with a token is, such as {@code Practitioner/p-1}; empty for anybody else. */
    public static Optional<String> practitioner(AccessGrant grant) {
        return Optional.ofNullable(grant.fhirUser()).filter(user -> user.startsWith(PRACTITIONER));
    }

    /**
     * The Practitioner somebody's reference leads to, by way of a PractitionerRole too; empty when it leads to none.
     */
    public Optional<String> person(Reference reference) {
        String named = References.of(reference);
        if (named.startsWith(PRACTITIONER)) {
            return Optional.of(named);
        }
        if (!named.startsWith("PractitionerRole/")) {
            return Optional.empty();
        }
        return records.byId(PractitionerRole.class, named.substring("PractitionerRole/".length()))
                .map(role -> References.of(role.getPractitioner()))
                .filter(found -> found.startsWith(PRACTITIONER));
    }

    private Set<Role> onRecord(String reference) {
        return records.byId(Practitioner.class, reference.substring(PRACTITIONER.length()))
                .map(person -> recorded.of(
                        person, records.referring(PractitionerRole.class, "practitioner", reference), clock.instant()))
                .orElseGet(Set::of);
    }
}
