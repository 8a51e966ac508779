// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.charting;

import java.util.List;
import org.dripline.routes.pcd.PumpEvent;
import org.dripline.routes.pcd.Reading;
import org.dripline.routes.pcd.ReportedRow;
import org.dripline.routes.pcd.UnmappedValue;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;

/** The value of an Observation, or of a component, as it should have been. */
final class CorrectedParts {

    private CorrectedParts() {}

    static void replace(Observation observation, ReportedRow now) {
        observation.setValue(null).setDataAbsentReason(null);
        observation.setInterpretation(null);
        if (now instanceof Reading reading) {
            if (reading.value() instanceof Reading.NotAvailable) {
                observation.getDataAbsentReason().addCoding(Charting.absent("temp-unknown"));
            } else {
                observation.setValue(Charting.value(reading.value()));
            }
            if (reading.questionable()) {
                observation.addInterpretation(Charting.questionable());
            }
        } else if (now instanceof PumpEvent event) {
            observation.setValue(Charting.what(event));
        } else if (now instanceof UnmappedValue value) {
            observation.setValue(SenderCodes.value(value.value()));
        }
    }

    static void replace(ObservationComponentComponent component, ReportedRow now) {
        component.setValue(null).setDataAbsentReason(null);
        component.setInterpretation(null);
        if (now instanceof Reading reading) {
            component.setValue(Charting.value(reading.value()));
            if (reading.questionable()) {
                component.setInterpretation(List.of(Charting.questionable()));
            }
        }
    }

    static void withdraw(ObservationComponentComponent component) {
        component.setValue(null);
        component.setInterpretation(null);
        component.getDataAbsentReason().addCoding(Charting.absent("unknown"));
    }
}
