// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PatientMatchTest {

    private static final HostPatient PATIENT =
            new HostPatient("id-5", "Odalys Quillfeather", "1980", "female", "urn:oid:2.999.7.1", "SYN-8812");
    private static final String NUMBER = "{'system':'urn:oid:2.999.7.1','value':'SYN-8812'}";

    @Test
    void theOnePatientWhoCarriesTheNumberIsFound() {
        assertThat(match(patient("a", "'active':true", NUMBER))).isEqualTo("a");
        assertThat(match(patient("a", "'language':'en'", NUMBER))).isEqualTo("a");
    }

    @Test
    void aPatientOfAnotherNumberIsNot() {
        assertThat(match(patient("a", "'active':true", NUMBER.replace("8812", "8813"))))
                .isEqualTo("NOT_FOUND");
        assertThat(match(patient("a", "'active':true", NUMBER.replace("7.1", "7.9"))))
                .isEqualTo("NOT_FOUND");
        assertThat(match()).isEqualTo("NOT_FOUND");
    }

    @Test
    void aNumberThatOnceWasThePatientsDoesNotCount() {
        String former = "{'use':'old'," + NUMBER.substring(1);

        assertThat(match(patient("a", "'active':true", former))).isEqualTo("NOT_FOUND");
        assertThat(match(patient("a", "'active':true", former), patient("b", "'active':true", NUMBER)))
                .isEqualTo("b");
    }

    @Test
    void aRecordOutOfUseDoesNotCount() {
        assertThat(match(patient("a", "'active':false", NUMBER))).isEqualTo("NOT_FOUND");
        assertThat(match(patient("a", "'active':false", NUMBER), patient("b", "'active':true", NUMBER)))
                .isEqualTo("b");
    }

    @Test
    void aRecordMergedIntoAnotherDoesNotCountAndTheOtherDoes() {
        String replaced = "'active':true,'link':[{'other':{'reference':'Patient/b'},'type':'replaced-by'}]";
        String replaces = "'active':true,'link':[{'other':{'reference':'Patient/a'},'type':'replaces'}]";

        assertThat(match(patient("a", replaced, NUMBER))).isEqualTo("NOT_FOUND");
        assertThat(match(patient("a", replaced, NUMBER), patient("b", replaces, NUMBER)))
                .isEqualTo("b");
    }

    @Test
    void twoAreOneTooMany() {
        assertThat(match(patient("a", "'active':true", NUMBER), patient("b", "'active':true", NUMBER)))
                .isEqualTo("NOT_UNIQUE");
    }

    @Test
    void anAnswerOfSeveralPagesIsNoAnswer() {
        assertThat(matchIn(
                        "'link':[{'relation':'next','url':'http://ours.test/2'}],",
                        patient("a", "'active':true", NUMBER)))
                .isEqualTo("UNREACHABLE");
    }

    @Test
    void aNumberCannotWidenTheSearch() {
        assertThat(PatientMatch.escaped("A,B|C$D\\E")).isEqualTo("A\\,B\\|C\\$D\\\\E");
        assertThat(PatientMatch.escaped("SYN-0001")).isEqualTo("SYN-0001");
    }

    @Test
    void identitiesDoNotPrintThemselves() {
        assertThat(PATIENT.toString() + new Reading.Found<>(PATIENT))
                .doesNotContain("Quillfeather")
                .doesNotContain("SYN-8812");
    }

    /** A searchset entry; quotes are written as apostrophes. */
    private static String patient(String id, String more, String identifier) {
        return "{'resource':{'resourceType':'Patient','id':'%s',%s,'identifier':[%s]},'search':{'mode':'match'}}"
                .formatted(id, more, identifier);
    }

    private static String match(String... entries) {
        return matchIn("", entries);
    }

    /** The id that was found, or why none was. */
    private static String matchIn(String head, String... entries) {
        String bundle =
                "{'resourceType':'Bundle','type':'searchset'," + head + "'entry':[" + String.join(",", entries) + "]}";
        Reading<String> reading =
                PatientMatch.onlyMatch(bundle.replace('\'', '"').getBytes(StandardCharsets.UTF_8), PATIENT);
        return reading instanceof Reading.Found<String> found
                ? found.value()
                : ((Reading.Missing<String>) reading).why().name();
    }
}
