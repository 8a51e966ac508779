// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import org.dripline.server.access.Role;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordedRolesTest {

    private static final String OURS = "https://dripline.health/fhir/CodeSystem/dripline-role";
    private static final Instant NOON =
            ZonedDateTime.of(2026, 6, 30, 12, 0, 0, 0, ZoneId.systemDefault()).toInstant();

    private final Practitioner person = new Practitioner();

    @Test
    void aRoleHoldsWhileItIsActiveAndWithinItsPeriod() {
        assertThat(roles(role("prescriber", "2026-01-01", null))).containsExactly(Role.PRESCRIBER);
        assertThat(roles(role("prescriber", null, "2026-06-30")))
                .as("its last day")
                .containsExactly(Role.PRESCRIBER);
        assertThat(roles(role("prescriber", null, "2026-06")))
                .as("its last month")
                .containsExactly(Role.PRESCRIBER);
        assertThat(roles(role("prescriber", null, "2026-06-29"))).isEmpty();
        assertThat(roles(role("prescriber", "2026-07-01", null))).isEmpty();
        assertThat(roles(role("prescriber", null, null).setActive(false))).isEmpty();
        assertThat(roles(role("chief", null, null))).isEmpty();
        PractitionerRole elsewhere = role("nurse", null, null);
        elsewhere.getCodeFirstRep().getCodingFirstRep().setSystem("http://example.org/roles");
        assertThat(roles(elsewhere)).isEmpty();
    }

    @Test
    void aCertificateCountsOnlyWithItsEnd() {
        qualified("acls-holder", "2026-06-30");
        assertThat(roles()).containsExactly(Role.ACLS_HOLDER);
        person.getQualification().clear();
        qualified("acls-holder", null);
        assertThat(roles()).isEmpty();
        person.getQualification().clear();
        qualified("acls-holder", "2026-06-29");
        assertThat(roles()).isEmpty();
        assertThat(roles(role("acls-holder", null, "2090-01-01")))
                .as("a certificate is a qualification, not a role that somebody assigns")
                .isEmpty();
    }

    @Test
    void whoIsNoLongerActiveHasNone() {
        qualified("acls-holder", "2090-01-01");
        person.setActive(false);
        assertThat(roles(role("nurse", null, null))).isEmpty();
    }

    private Set<Role> roles(PractitionerRole... roles) {
        return RecordedRoles.shipped().of(person, List.of(roles), NOON);
    }

    private static PractitionerRole role(String code, @Nullable String from, @Nullable String until) {
        PractitionerRole role = new PractitionerRole().setActive(true);
        role.addCode(new CodeableConcept(new Coding(OURS, code, null)));
        role.setPeriod(period(from, until));
        return role;
    }

    private void qualified(String code, @Nullable String until) {
        person.addQualification()
                .setCode(new CodeableConcept(new Coding(OURS, code, null)))
                .setPeriod(period(null, until));
    }

    private static Period period(@Nullable String from, @Nullable String until) {
        Period period = new Period();
        if (from != null) {
            period.setStartElement(new DateTimeType(from));
        }
        if (until != null) {
            period.setEndElement(new DateTimeType(until));
        }
        return period;
    }
}
