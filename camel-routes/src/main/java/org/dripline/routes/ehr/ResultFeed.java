// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.ehr;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dripline.routes.RejectReason;
import org.dripline.routes.association.Association;
import org.dripline.routes.datatype.DataTypes;
import org.dripline.routes.datatype.Moment;
import org.dripline.routes.journal.Claim;
import org.dripline.routes.journal.ClaimedEntry;
import org.dripline.routes.results.ResultMap;
import org.dripline.routes.results.ResultRows;
import org.dripline.routes.segment.EhrMessage;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;

/** ORU of a laboratory or ward → Observation, one for each OBX; a bad row never holds back the good ones. */
final class ResultFeed {

    private final Chart chart;
    private final Association association;

    ResultFeed(Chart chart, Association association) {
        this.chart = chart;
        this.association = association;
    }

    EhrOutcome become(EhrMessage message, ClaimedEntry entry, DataTypes types) {
        if (!message.trigger().equals("R01")) {
            return new EhrOutcome.Useless(RejectReason.MESSAGE_TYPE_UNSUPPORTED);
        }
        if (message.all("PID").size() > 1) {
            return new EhrOutcome.Useless(RejectReason.SEVERAL_PATIENTS);
        }
        Association.Outcome whose = association.patient(EhrFeeds.identity(message));
        if (whose instanceof Association.Nobody nobody) {
            return EhrOutcome.Waits.of(nobody);
        }
        Association.Found found = (Association.Found) whose;
        ResultMap map = new ResultMap(types);
        Map<String, Resource> resources = new HashMap<>();
        List<Resource> changed = new ArrayList<>();
        Map<Integer, Claim.Withheld> withheld = new HashMap<>();
        for (ResultMap.Row row : ResultRows.of(message)) {
            String id = map.id(row, entry.source(), entry.controlId());
            if (resources.containsKey(id)) {
                withheld.put(row.number(), new Claim.Withheld(row.obx().text(4), RejectReason.DUPLICATE_VALUE));
                continue;
            }
            Instant event = map.event(row, message.first("MSH"), entry.receivedAt());
            Observation observation = chart.byId(Observation.class, id).orElseGet(() -> {
                Observation fresh = new Observation();
                fresh.setId(id);
                return fresh;
            });
            Resource before = observation.copy();
            Optional<RejectReason> refused =
                    map.update(observation, row, found.patientId(), encounter(found, message, row, types), event);
            refused.ifPresent(reason ->
                    withheld.put(row.number(), new Claim.Withheld(row.obx().text(4), reason)));
            resources.put(id, observation);
            if (refused.isEmpty() && !observation.equalsDeep(before)) {
                changed.add(observation);
            }
        }
        if (changed.isEmpty() && (resources.isEmpty() || !withheld.isEmpty())) {
            return new EhrOutcome.Useless(RejectReason.NOTHING_READABLE, withheld);
        }
        Changes.addProvenance(entry, changed);
        return new EhrOutcome.Becomes(changed, withheld, List.copyOf(found.keys()));
    }

    private Optional<String> encounter(
            Association.Found found, EhrMessage message, ResultMap.Row row, DataTypes types) {
        return Moment.of(row.obx().text(14), types.zone())
                .or(() -> Moment.of(row.obr().text(7), types.zone()))
                .flatMap(at -> association.encounter(found.patientId(), EhrFeeds.identity(message), at.instant()));
    }
}
