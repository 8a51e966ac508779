// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.charting;

import java.util.Optional;
import org.dripline.fhir.Canonicals;
import org.dripline.routes.journal.AlertUpdate;
import org.dripline.routes.pcd.DeviceAlert;
import org.dripline.routes.pcd.DeviceAlert.Facet;
import org.dripline.routes.pcd.SenderCode;
import org.dripline.terminology.Codes.Observed;
import org.dripline.terminology.Codes.Systems;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;

/**
 * Alert → Observation, profile {@code dripline-device-alert}: the condition is the value, each facet a component by the
 * framework's code, with the sender's beside it where that is another one. What the device measured along with it is a
 * component too, never an Observation: the monitor's own report has it.
 */
final class DeviceAlerts {

    private static final String BEGAN_WITH = "http://hl7.org/fhir/StructureDefinition/observation-sequelTo";
    private static final String TOKEN = "[A-Za-z][A-Za-z-]{1,79}";

    private DeviceAlerts() {}

    /** Which Observation the alert began with, other than this one; empty when it begins, or nobody knows. */
    @FunctionalInterface
    interface Beginnings {
        Optional<String> of(AlertUpdate update);
    }

    static Observation chart(DeviceAlert alert, MessageOrigin origin, Subject subject, Beginnings beginnings) {
        Observation observation = Charting.observation(
                origin.id("da", alert.path(), alert.obx()),
                Canonicals.DEVICE_ALERT,
                new Charting.Said(alert.validated(), false),
                alert.at(),
                alert.device(),
                subject);
        beginnings
                .of(new AlertUpdate(
                        origin.entry(),
                        subject.patientId(),
                        DeviceResources.idOf(alert.device()),
                        alert.about(),
                        alert.instance(),
                        alert.parent(),
                        alert.phase(),
                        alert.at(),
                        FhirServer.reference(observation)))
                .ifPresent(beginning -> observation.addExtension(BEGAN_WITH, new Reference(beginning)));
        observation
                .addCategory()
                .addCoding()
                .setSystem(Systems.DRIPLINE_OBSERVATION)
                .setCode(Observed.DEVICE_CATEGORY);
        observation
                .getCode()
                .addCoding()
                .setSystem(Systems.DRIPLINE_OBSERVATION)
                .setCode(Observed.DEVICE_ALERT);
        observation.setValue(concept(alert.condition(), alert.text()));
        alert.parts().forEach(part -> add(observation, part));
        alert.causes().forEach(cause -> {
            Observation.ObservationComponentComponent component = observation.addComponent();
            cause.codes().forEach(code -> component.getCode().addCoding(SenderCodes.coding(code)));
            component.setValue(SenderCodes.value(cause.value()));
        });
        return observation;
    }

    private static void add(Observation observation, DeviceAlert.Part part) {
        Observation.ObservationComponentComponent component = observation.addComponent();
        component
                .getCode()
                .addCoding()
                .setSystem(Systems.MDC)
                .setCode(part.facet().code());
        if (!part.code().equals(part.facet().code())) {
            component.getCode().addCoding().setSystem(Systems.MDC).setCode(part.code());
        }
        component.setValue(
                part.facet() == Facet.SOURCE
                        ? concept(part.value(), "")
                        : token(part.value().code()));
    }

    private static CodeableConcept concept(SenderCode code, String text) {
        CodeableConcept concept = new CodeableConcept();
        if (!code.code().isEmpty()) {
            concept.addCoding(SenderCodes.coding(code));
        }
        String words = text.isEmpty() ? code.name() : text;
        return words.isEmpty() ? concept : concept.setText(words);
    }

    /** A token as IHE has them, else the device's words: some send numbers of their own. */
    private static CodeableConcept token(String said) {
        CodeableConcept concept = new CodeableConcept();
        if (said.matches(TOKEN)) {
            concept.addCoding().setSystem(Systems.DRIPLINE_ALERT_TOKEN).setCode(said);
            return concept;
        }
        return concept.setText(said);
    }
}
