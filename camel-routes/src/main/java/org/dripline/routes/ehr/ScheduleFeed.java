// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.ehr;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dripline.fhir.DerivedId;
import org.dripline.routes.RejectReason;
import org.dripline.routes.association.Association;
import org.dripline.routes.datatype.DataTypes;
import org.dripline.routes.journal.ClaimedEntry;
import org.dripline.routes.scheduling.AppointmentMap;
import org.dripline.routes.segment.EhrMessage;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Resource;

/** SIU → Appointment: the one with either of its numbers, else a new one. */
final class ScheduleFeed {

    private final Chart chart;
    private final Association association;

    ScheduleFeed(Chart chart, Association association) {
        this.chart = chart;
        this.association = association;
    }

    EhrOutcome become(EhrMessage message, ClaimedEntry entry, DataTypes types) {
        if (!AppointmentMap.reads(message.trigger())) {
            return new EhrOutcome.Useless(RejectReason.MESSAGE_TYPE_UNSUPPORTED);
        }
        AppointmentMap map = new AppointmentMap(types);
        List<Identifier> numbers = map.numbers(message, entry.source());
        if (numbers.isEmpty()) {
            return new EhrOutcome.Useless(RejectReason.APPOINTMENT_NUMBER_MISSING);
        }
        Association.Outcome whose = association.patient(EhrFeeds.identity(message));
        if (whose instanceof Association.Nobody nobody) {
            return EhrOutcome.Waits.of(nobody);
        }
        Association.Found found = (Association.Found) whose;
        Instant event = map.event(message, entry.receivedAt());
        List<Resource> resources = new ArrayList<>();
        map.places(message).forEach(place -> resources.addAll(chart.unknown(place)));
        Changes.put(
                appointment(numbers, found.patientId()),
                it -> map.update(it, message, found.patientId(), entry.source(), event),
                resources);
        Changes.addProvenance(entry, resources);
        return new EhrOutcome.Becomes(resources, Map.of(), List.copyOf(found.keys()));
    }

    private Appointment appointment(List<Identifier> numbers, String patientId) {
        Optional<Appointment> known = numbers.stream()
                .flatMap(number -> chart.byIdentifier(Appointment.class, number, patientId).stream())
                .findFirst();
        return known.orElseGet(() -> {
            Appointment appointment = new Appointment();
            appointment.setId(DerivedId.of(
                    "apt", numbers.get(0).getSystem(), numbers.get(0).getValue(), patientId));
            return appointment;
        });
    }
}
