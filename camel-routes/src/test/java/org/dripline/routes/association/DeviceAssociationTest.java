// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.dripline.fhir.Canonicals;
import org.hl7.fhir.r4.model.DeviceUseStatement;
import org.hl7.fhir.r4.model.DeviceUseStatement.DeviceUseStatementStatus;
import org.junit.jupiter.api.Test;

class DeviceAssociationTest {

    private static final Instant FROM = Instant.parse("2026-01-05T14:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-01-05T15:00:00Z");

    @Test
    void itsEndEndsTheStatementItBeganWith() {
        DeviceUseStatement began = statement(Optional.empty());
        DeviceUseStatement ended = statement(Optional.of(UNTIL));

        assertThat(ended.getId()).isEqualTo(began.getId());
        assertThat(began.getStatus()).isEqualTo(DeviceUseStatementStatus.ACTIVE);
        assertThat(began.getTimingPeriod().hasEnd()).isFalse();
        assertThat(ended.getStatus()).isEqualTo(DeviceUseStatementStatus.COMPLETED);
        assertThat(ended.getTimingPeriod().getEnd().toInstant()).isEqualTo(UNTIL);
    }

    @Test
    void itSaysThatAMessageSaidIt() {
        DeviceUseStatement statement = statement(Optional.empty());

        assertThat(statement.getMeta().hasProfile(Canonicals.DEVICE_ASSOCIATION))
                .isTrue();
        assertThat(statement
                        .getExtensionByUrl(Canonicals.ASSOCIATION_BASIS)
                        .getValue()
                        .primitiveValue())
                .isEqualTo("message");
        assertThat(statement.getSubject().getReference()).isEqualTo("Patient/pat-134418");
        assertThat(statement.getDevice().getReference()).isEqualTo("Device/dev-134418");
    }

    private static DeviceUseStatement statement(Optional<Instant> until) {
        return new DeviceAssociation("dev-134418", "pat-134418", FROM, until, FROM).statement();
    }
}
