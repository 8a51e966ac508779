// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.sql.DataSource;
import org.dripline.server.ServerContext;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

class StoreAndSearchIT extends ServerContext {

    private final JdbcTemplate tables;

    @Autowired
    StoreAndSearchIT(DataSource database) {
        this.tables = new JdbcTemplate(database);
    }

    @Test
    void putCreatesThenVersions() {
        Patient patient = new Patient();
        patient.setId("synthetic-put");
        MethodOutcome created = client().update().resource(patient).execute();
        patient.setActive(true);
        MethodOutcome updated = client().update().resource(patient).execute();

        assertThat(created.getCreated()).isTrue();
        assertThat(created.getId().getVersionIdPart()).isEqualTo("1");
        assertThat(updated.getId().getVersionIdPart()).isEqualTo("2");
        assertThat(get("/Patient/synthetic-put").headers().firstValue("ETag")).contains("W/\"2\"");
    }

    @Test
    void repeatedTransactionStoresNothingNew() {
        putPatient("synthetic-tx");
        Bundle bundle = transaction(heartRate("hr-tx-1", "synthetic-tx"), heartRate("hr-tx-2", "synthetic-tx"));
        client().transaction().withBundle(bundle).execute();
        client().transaction().withBundle(bundle.copy()).execute();

        assertThat(found("Observation?patient=synthetic-tx")).isEqualTo(2);
        assertThat(client().read()
                        .resource(Observation.class)
                        .withId("hr-tx-1")
                        .execute()
                        .getMeta()
                        .getVersionId())
                .isEqualTo("1");
    }

    @Test
    void repeatedSearchSeesWhatWasJustStored() {
        putPatient("synthetic-fresh");
        for (int stored = 1; stored <= 5; stored++) {
            client().update()
                    .resource(heartRate("hr-fresh-" + stored, "synthetic-fresh"))
                    .execute();
            assertThat(found("Observation?patient=synthetic-fresh&code=8867-4&_sort=-date"))
                    .isEqualTo(stored);
        }
    }

    @Test
    void aReferenceToNobodyIsRefused() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> client().update()
                        .resource(heartRate("hr-orphan", "synthetic-nobody"))
                        .execute());
    }

    @Test
    void aPageHoldsAThousand() {
        putPatient("synthetic-many");
        Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        for (int each = 0; each < 300; each++) {
            add(bundle, heartRate("hr-many-" + each, "synthetic-many"));
        }
        client().transaction().withBundle(bundle).execute();

        Bundle page = client().search()
                .byUrl("Observation?patient=synthetic-many&_count=1000")
                .returnBundle(Bundle.class)
                .execute();
        assertThat(page.getEntry()).hasSize(300);
        assertThat(page.getLink("next")).isNull();
    }

    @Test
    void aRetiredParameterIsRefusedAndMakesNoIndexRow() {
        putPatient("synthetic-retired");
        client().update().resource(heartRate("hr-retired", "synthetic-retired")).execute();

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> found("Observation?value-quantity=72"))
                .withMessageContaining("value-quantity");
        assertThat(indexRows("hfj_spidx_quantity", "value-quantity")).isZero();
        assertThat(indexRows("hfj_spidx_token", "combo-code")).isZero();
    }

    @Test
    void aKeptParameterAndEveryReferenceWork() {
        putPatient("synthetic-kept");
        client().update().resource(heartRate("hr-kept", "synthetic-kept")).execute();

        assertThat(indexRows("hfj_spidx_token", "code")).isPositive();
        for (String search : List.of(
                "Observation?_id=hr-kept",
                "Observation?patient=synthetic-kept&status=final",
                "Observation?subject=Patient/synthetic-kept&code=http://loinc.org|8867-4",
                "Observation?patient=synthetic-kept&date=ge2026-01-05T09:59:59Z&date=lt2026-01-05T10:00:01Z",
                "Observation?patient=synthetic-kept&category=vital-signs&_lastUpdated=gt2020-01-01")) {
            assertThat(found(search)).as(search).isEqualTo(1);
        }
        assertThat(found("Observation?performer=Practitioner/nobody")).isZero();
    }

    @Test
    void answersAreJsonUnlessAskedOtherwise() {
        assertThat(get("/metadata").headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/fhir+json");
        assertThat(send(HttpRequest.newBuilder(URI.create(base() + "/Observation?_summary=count"))
                                .header("Accept", "application/fhir+xml")
                                .build())
                        .body())
                .startsWith("<Bundle");
    }

    private void putPatient(String id) {
        Patient patient = new Patient();
        patient.setId(id);
        client().update().resource(patient).execute();
    }

    private int found(String search) {
        return client().search()
                .byUrl(search)
                .returnBundle(Bundle.class)
                .execute()
                .getEntry()
                .size();
    }

    private long indexRows(String table, String parameter) {
        Long rows =
                tables.queryForObject("select count(*) from " + table + " where sp_name = ?", Long.class, parameter);
        return rows == null ? 0 : rows;
    }

    private static Bundle transaction(Observation... observations) {
        Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        for (Observation observation : observations) {
            add(bundle, observation);
        }
        return bundle;
    }

    private static void add(Bundle bundle, Observation observation) {
        bundle.addEntry()
                .setResource(observation)
                .getRequest()
                .setMethod(Bundle.HTTPVerb.PUT)
                .setUrl("Observation/" + observation.getIdElement().getIdPart());
    }

    private static Observation heartRate(String id, String patient) {
        Observation observation = new Observation();
        observation.setId(id);
        observation.setStatus(Observation.ObservationStatus.FINAL);
        observation.addCategory(new CodeableConcept(
                new Coding("http://terminology.hl7.org/CodeSystem/observation-category", "vital-signs", null)));
        observation.setCode(new CodeableConcept(new Coding("http://loinc.org", "8867-4", null)));
        observation.setSubject(new Reference("Patient/" + patient));
        observation.setEffective(new DateTimeType(Date.from(Instant.parse("2026-01-05T10:00:00Z"))));
        observation.setValue(new Quantity()
                .setValue(BigDecimal.valueOf(72))
                .setSystem("http://unitsofmeasure.org")
                .setCode("/min"));
        return observation;
    }
}
