// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.sensitive;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramLabelTest {

    private final ProgramLabel program = new ProgramLabel(SensitiveLabels.shipped());

    @Test
    void whatIsOfAPatientIsTheProgramsAndNothingElse() {
        Observation value = new Observation().setSubject(new Reference("Patient/synthetic-1"));
        program.created(value);
        program.updated(null, value);
        assertThat(value.getMeta().getSecurity())
                .singleElement()
                .satisfies(label -> assertThat(label.getCode()).isEqualTo("42CFRPart2"));

        Resource patient = new Patient().setId("synthetic-1");
        Resource practitioner = new Practitioner().setId("synthetic-2");
        program.created(patient);
        program.created(practitioner);
        assertThat(patient.getMeta().getSecurity()).isEmpty();
        assertThat(practitioner.getMeta().getSecurity()).isEmpty();
    }

    /** The store finds out whose it is when the label is on. */
    @ParameterizedTest
    @ValueSource(strings = {"Patient?identifier=SYN-1", "urn:uuid:0d5d7d2b-6d0b-4b0c-8f0e-2f1d1f3a9b01"})
    void whoseIsYetToBeFoundIsLabelledToo(String subject) {
        Observation value = new Observation().setSubject(new Reference(subject));
        program.created(value);
        assertThat(value.getMeta().getSecurity()).hasSize(1);
    }

    @Test
    void theLabelOfTheSourceStays() {
        Observation note = new Observation().setSubject(new Reference("Patient/synthetic-1"));
        note.getMeta().addSecurity(new Coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", "PSYTHPN", null));
        program.created(note);
        assertThat(note.getMeta().getSecurity())
                .singleElement()
                .satisfies(label -> assertThat(label.getCode()).isEqualTo("PSYTHPN"));
    }
}
