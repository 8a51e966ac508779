// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.door;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import java.util.Set;
import java.util.TreeSet;
import org.dripline.server.access.SmartScope;
import org.hl7.fhir.r4.model.ResourceType;
import org.junit.jupiter.api.Test;

class WithoutPatientsTest {

    /** The one list is for people who open no records, the other for launches on one patient. */
    @Test
    void whatHoldsNothingOfPatientsIsTheSameForScopesAndLaunches() {
        PatientBoundary boundary =
                new PatientBoundary(FhirContext.forR4Cached(), new DaoRegistry(FhirContext.forR4Cached()));
        Set<String> scopes = new TreeSet<>();
        Set<String> launches = new TreeSet<>(Set.of("AuditEvent", "MessageHeader"));
        for (ResourceType type : ResourceType.values()) {
            if (SmartScope.isWithoutPatients(type.name())) {
                scopes.add(type.name());
            }
            if (boundary.isShared(type.name())) {
                launches.add(type.name());
            }
        }
        assertThat(scopes).isEqualTo(launches);
    }
}
