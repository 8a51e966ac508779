// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.dripline.server.access.AccessGrant;
import org.dripline.server.access.AccessSettings;
import org.dripline.server.access.Role;
import org.dripline.server.access.ScopeSet;
import org.dripline.server.protocol.ProtocolsInForce;
import org.dripline.server.rest.Withholding;
import org.dripline.server.smart.Clinic;
import org.dripline.server.smart.SmartContext;
import org.dripline.server.staff.Clearance;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** A clinic that turned the second person off: each act that would have asked for one says that nobody checked. */
class SecondPersonOffIT extends SmartContext {

    private static final String UNCHECKED = "not double-checked";
    private static final String PRESCRIBER = Clinic.practitioner(Role.PRESCRIBER);

    @Autowired
    private PatientRecord records;

    @Autowired
    private ProtocolsInForce protocols;

    @Autowired
    private IFhirSystemDao<Bundle, ?> system;

    @Autowired
    private ApplicationContext product;

    @Autowired
    private Clock clinicalClock;

    @Test
    void whatNobodyCheckedSaysSoAndWhatSomebodyCheckedDoesNot() throws Exception {
        // This server with the one setting changed, and what is made of it by the product's own configuration.
        new ApplicationContextRunner()
                .withParent(product)
                .withPropertyValues("dripline.access.second-person=off")
                .withUserConfiguration(Settings.class, Class.forName("org.dripline.server.staff.StaffConfiguration"))
                .run(this::saysSo);
    }

    @EnableConfigurationProperties(AccessSettings.class)
    static class Settings {}

    private void saysSo(ApplicationContext off) {
        assertThat(off.getBean(AccessSettings.class).secondPersonIsOff()).isTrue();
        assertThat(product.getBean(AccessSettings.class).asksForSecondPerson()).isTrue();
        Clearance clearance = off.getBean(Clearance.class);
        CloseoutOperation closeout = (CloseoutOperation) new GateConfiguration()
                .closeoutOperation(
                        records,
                        protocols,
                        system,
                        off.getBean(AccessSettings.class),
                        product.getBeanProvider(Withholding.class),
                        clinicalClock);
        ReadyRecord record = new ReadyRecord("second-off", Duration.ofHours(2));
        String prescriber = clinic().tokenOf(Role.PRESCRIBER);
        String backend = clinic().backend("system/*.cruds");
        stored(call(backend, "POST", "/", encoded(record.transaction())));
        MedicationRequest order = record.order(MedicationRequestStatus.ACTIVE);
        order.setRequester(null);
        put(prescriber, order);

        clears(clearance, record);
        assertThat(provenances(record)).contains("Session cleared, " + UNCHECKED);

        stored(call(
                clinic().tokenOf(Role.NURSE),
                "POST",
                "/MedicationRequest/" + record.id() + "/$confirm",
                "{\"resourceType\":\"Parameters\"}"));
        put(prescriber, record.session("cleared"));
        assertThat(provenances(record)).contains("\"Session cleared\"");

        put(backend, record.pump("start", Codes.PumpEvent.START, Duration.ZERO));
        put(backend, record.pump("complete", Codes.PumpEvent.COMPLETE, Duration.ofMinutes(40)));
        Encounter discharged = record.session("discharged");
        discharged.setStatus(Encounter.EncounterStatus.FINISHED);
        discharged.getPeriod().setEnd(Date.from(record.now.plus(Duration.ofMinutes(70))));
        put(clinic().tokenOf(Role.NURSE), discharged);
        closeout.close(new IdType(record.session), new Reference(PRESCRIBER), null, null, new SystemRequestDetails());
        assertThat(get(prescriber, "/MedicationAdministration?context=" + record.session)
                        .body())
                .contains("dripline-waste", UNCHECKED)
                .doesNotContain("\"witness\"");
    }

    private void clears(Clearance clearance, ReadyRecord record) {
        Encounter session = records.byId(Encounter.class, new IdType(record.session).getIdPart())
                .orElseThrow();
        clearance.cleared(
                new AccessGrant(
                        "public-app", Clinic.username(Role.PRESCRIBER), null, ScopeSet.of(List.of()), PRESCRIBER),
                session);
    }

    private String provenances(ReadyRecord record) {
        return get(clinic().tokenOf(Role.PRESCRIBER), "/Provenance?target=" + record.session)
                .body();
    }

    private void put(String token, Resource resource) {
        stored(call(
                token,
                "PUT",
                "/" + resource.fhirType() + "/" + resource.getIdElement().getIdPart(),
                encoded(resource)));
    }

    private static void stored(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    private static String encoded(Resource resource) {
        return FHIR.newJsonParser().encodeResourceToString(resource);
    }
}
