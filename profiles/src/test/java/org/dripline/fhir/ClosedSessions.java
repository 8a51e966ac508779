// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dripline.fhir.SessionCloseout.Closing;
import org.dripline.protocol.Protocol;
import org.dripline.session.Scenario;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;

/** The scenarios, finished and closed. */
public final class ClosedSessions {

    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final String NURSE = "Practitioner/syn-nurse";

    private ClosedSessions() {}

    /** Every resource that closing the scenarios writes, as JSON. */
    public static Stream<String> asJson() {
        return Scenario.all()
                .flatMap(scenario -> closed(scenario, record(scenario), closing(scenario)).resources().stream())
                .map(resource -> FHIR.newJsonParser().encodeResourceToString(resource));
    }

    static SessionCloseout.Outcome closed(Scenario scenario, List<Resource> record, Closing closing) {
        return SessionCloseout.of(encounter(record), record, protocol(), closing);
    }

    static Optional<BigDecimal> rest(List<Resource> record, Instant at) {
        return SessionCloseout.rest(encounter(record), record, protocol(), at);
    }

    private static Encounter encounter(List<Resource> record) {
        return (Encounter)
                record.stream().filter(Encounter.class::isInstance).findFirst().orElseThrow();
    }

    private static Protocol protocol() {
        return ShippedProtocols.protocol("common-limits");
    }

    static Closing closing(Scenario scenario) {
        CodeableConcept reason = new CodeableConcept(new Coding(
                "https://dripline.health/fhir/CodeSystem/dripline-interruption-reason", "patient-request", null));
        return new Closing(
                NURSE,
                NURSE,
                scenario.name().equals("d03") ? reason : null,
                scenario.lastCheck().plusSeconds(3600));
    }

    /** What the session charted, and what the clinic recorded beside it. */
    static List<Resource> record(Scenario scenario) {
        List<Resource> record = new ArrayList<>();
        String session = "Encounter/enc-" + scenario.name();
        for (Resource resource : SessionAsResources.of(scenario)) {
            if (resource instanceof Encounter encounter) {
                encounter.setSubject(new Reference("Patient/syn-0001"));
                encounter.getPeriod().setStart(Date.from(Scenario.START.minusSeconds(1800)));
                encounter.getPeriod().setEnd(Date.from(scenario.end().plusSeconds(2400)));
            }
            record.add(resource);
        }
        QuestionnaireResponse room = new QuestionnaireResponse();
        room.setId("QuestionnaireResponse/room-" + scenario.name());
        room.setQuestionnaire("https://dripline.health/fhir/Questionnaire/dripline-room-readiness|0.1.0");
        room.setStatus(QuestionnaireResponse.QuestionnaireResponseStatus.COMPLETED);
        room.setEncounter(new Reference(session));
        room.setAuthored(Date.from(Scenario.START.minusSeconds(1200)));
        room.addItem().setLinkId("vial-lot").addAnswer().setValue(new StringType("LOT-TEST-26A"));
        record.add(room);
        return record;
    }
}
