// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.ehr;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dripline.fhir.DerivedId;
import org.dripline.routes.RejectReason;
import org.dripline.routes.association.Association;
import org.dripline.routes.datatype.DataTypes;
import org.dripline.routes.datatype.Moment;
import org.dripline.routes.journal.Claim;
import org.dripline.routes.journal.ClaimedEntry;
import org.dripline.routes.orders.OrderMap;
import org.dripline.routes.segment.EhrMessage;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;

/**
 * RDE, OMP, ORM → MedicationRequest, ServiceRequest: each group that begins with ORC is an order.
 *
 * <p>An order that the server would refuse, because it contradicts itself, is not sent: the chart gets a DetectedIssue
 * that says so, and the journal a withheld value for each rule. The others of the message are stored.
 */
final class OrderFeed {

    private final Chart chart;
    private final Association association;
    private final OrderRules rules;

    OrderFeed(Chart chart, Association association) {
        this.chart = chart;
        this.association = association;
        this.rules = new OrderRules(chart);
    }

    EhrOutcome become(EhrMessage message, ClaimedEntry entry, DataTypes types) {
        Association.Outcome whose = association.patient(EhrFeeds.identity(message));
        if (whose instanceof Association.Nobody nobody) {
            return EhrOutcome.Waits.of(nobody);
        }
        Association.Found found = (Association.Found) whose;
        Instant event = Moment.of(message.first("MSH").text(7), types.zone())
                .map(Moment::instant)
                .orElse(entry.receivedAt());
        OrderMap.Subject subject = new OrderMap.Subject(
                found.patientId(),
                association.encounter(found.patientId(), EhrFeeds.identity(message), event),
                entry.source());
        Turn turn = new Turn(new OrderMap(types), subject, event);
        List<EhrMessage> orders = message.groups("ORC");
        for (int i = 0; i < orders.size(); i++) {
            turn.take(orders.get(i), i + 1);
        }
        if (turn.resources.isEmpty() && (orders.isEmpty() || !turn.withheld.isEmpty())) {
            return new EhrOutcome.Useless(RejectReason.NOTHING_READABLE, turn.withheld);
        }
        Changes.addProvenance(entry, turn.resources);
        return new EhrOutcome.Becomes(turn.resources, turn.withheld, List.copyOf(found.keys()));
    }

    /** One message's orders. */
    private final class Turn {

        private final OrderMap map;
        private final OrderMap.Subject subject;
        private final Instant event;
        private final List<Resource> resources = new ArrayList<>();
        private final Map<Integer, Claim.Withheld> withheld = new HashMap<>();

        Turn(OrderMap map, OrderMap.Subject subject, Instant event) {
            this.map = map;
            this.subject = subject;
            this.event = event;
        }

        void take(EhrMessage order, int place) {
            List<Identifier> numbers = map.numbers(order, subject.source());
            if (numbers.isEmpty()) {
                withheld.put(place, new Claim.Withheld("ORC", RejectReason.ORDER_NUMBER_MISSING));
                return;
            }
            if (OrderMap.isMedicine(order)) {
                medicine(
                        known(MedicationRequest.class, numbers)
                                .orElseGet(() -> named(new MedicationRequest(), "ord", numbers)),
                        order,
                        place);
            } else if (order.first("OBR").isThere()) {
                Changes.put(
                        known(ServiceRequest.class, numbers)
                                .orElseGet(() -> named(new ServiceRequest(), "req", numbers)),
                        it -> map.update(it, order, subject, event),
                        resources);
            } else {
                controlAlone(numbers, order, place);
            }
        }

        private void medicine(MedicationRequest request, EhrMessage order, int place) {
            List<Resource> changed = new ArrayList<>();
            Changes.put(request, it -> map.update(it, order, subject, event), changed);
            if (changed.isEmpty()) {
                return;
            }
            List<OrderRules.Broken> broken = rules.broken(request);
            if (broken.isEmpty()) {
                resources.addAll(changed);
                resources.addAll(rules.settled(request));
                return;
            }
            for (int i = 0; i < broken.size(); i++) {
                withheld.put(
                        place * 100 + i,
                        new Claim.Withheld(broken.get(i).rule(), RejectReason.ORDER_CONTRADICTS_ITSELF));
            }
            resources.add(rules.issue(request, broken, event));
        }

        /** A cancellation may come with ORC and nothing else. */
        private void controlAlone(List<Identifier> numbers, EhrMessage order, int place) {
            Optional<MedicationRequest> medicine = known(MedicationRequest.class, numbers);
            Optional<ServiceRequest> service = known(ServiceRequest.class, numbers);
            medicine.ifPresent(known -> medicine(known, order, place));
            service.ifPresent(known -> Changes.put(known, it -> map.update(it, order, subject, event), resources));
            if (medicine.isEmpty() && service.isEmpty()) {
                withheld.put(place, new Claim.Withheld("ORC", RejectReason.ORDER_UNKNOWN));
            }
        }

        private <T extends DomainResource> Optional<T> known(Class<T> type, List<Identifier> numbers) {
            return numbers.stream()
                    .flatMap(number -> chart.byIdentifier(type, number, subject.patientId()).stream())
                    .findFirst();
        }

        private <T extends DomainResource> T named(T order, String prefix, List<Identifier> numbers) {
            order.setId(DerivedId.of(
                    prefix, numbers.get(0).getSystem(), numbers.get(0).getValue(), subject.patientId()));
            return order;
        }
    }
}
