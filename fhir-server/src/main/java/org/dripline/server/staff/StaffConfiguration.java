// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.staff;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import java.time.Clock;
import org.dripline.server.access.AccessSettings;
import org.dripline.server.access.WhereTokensAreAsked;
import org.dripline.server.rest.FhirOperation;
import org.dripline.server.signin.People;
import org.dripline.server.storage.OwnSchema;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Roles and acts, where requests are authorized. Validity is judged by the clinical clock. */
@Configuration(proxyBeanMethods = false)
@WhereTokensAreAsked
class StaffConfiguration {

    @Bean
    GivenRoles givenRoles(OwnSchema accessSchema) {
        return new GivenRoles(accessSchema);
    }

    @Bean
    RoleTable roleTable(AccessSettings settings) {
        return settings.roleTable() == null ? RoleTable.shipped() : RoleTable.of(settings.roleTable());
    }

    @Bean
    Staff staff(
            DaoRegistry daos,
            People people,
            GivenRoles givenRoles,
            RoleTable roleTable,
            AccessSettings settings,
            Clock clinicalClock) {
        return new Staff(new StaffRecord(daos), people, givenRoles, settings.roles(), roleTable, clinicalClock);
    }

    @Bean
    AuditReaders auditReaders(Staff staff, People people) {
        return new AuditReaders(staff, people);
    }

    @Bean
    RecentRoles recentRoles(Staff staff) {
        return new RecentRoles(staff);
    }

    @Bean
    RecordOpeners recordOpeners(Staff staff, RoleTable roleTable, RecentRoles recentRoles, People people) {
        return new RecordOpeners(staff, roleTable, recentRoles, people);
    }

    @Bean
    Authorship authorship(Staff staff) {
        return new Authorship(staff);
    }

    @Bean
    Clearance clearance(Staff staff, DaoRegistry daos, AccessSettings settings, Clock clinicalClock) {
        return new Clearance(staff, daos, settings, clinicalClock);
    }

    @Bean
    FhirOperation confirmOperation(Staff staff, DaoRegistry daos, Clock clinicalClock) {
        return new ConfirmOperation(staff, new StaffRecord(daos), clinicalClock);
    }
}
