// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.door;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dripline.server.access.AccessGrant;
import org.dripline.server.access.ScopeSet;
import org.dripline.server.exposure.QueryLimits;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

class RequestSizeTest {

    private final RequestSize size = new RequestSize(new QueryLimits(3, 5, 2, 2, 4, DataSize.ofBytes(9), 3));

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "code=a,b,c,d,e",
                // An escaped comma parts nothing.
                "code=a\\,b,c\\,d,e,f,g",
                "code=a&code=b&code=c",
                "subject:Patient.link:Patient.name=a",
                "_has:Observation:subject:encounter.status=a",
                "_has:Observation:subject:_has:Provenance:target:agent=a",
                "_sort=subject.link.name,-code",
                "_include=*&_revinclude:iterate=*&code=a&code=b&code=c"
            })
    void asMuchAsTheLimit(String query) {
        assertThatCode(() -> size.check(EntryRequest.query(query))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "code=a,b,c,d,e,f values",
                "code=a,b,c&status=d,e,f values",
                // An escaped backslash escapes nothing.
                "code=a\\\\,b,c\\\\,d,e,f values",
                "_sort=a,-b,c,d parameters",
                "_sort=a,-b&code=c&status=d parameters",
                "_sort:desc=subject.link.link.name steps",
                "code=a&code=b&code=c&code=d parameters",
                "subject:Patient.link:Patient.link:Patient.name=a steps",
                "_has:Observation:subject:encounter.subject.name=a steps",
                "_has:A:b:_has:C:d:_has:E:f:code=a steps",
                "_sort=code,-subject.link.link.name steps",
                "_include=*&_include:iterate=*&_revinclude=* includes"
            })
    void oneMoreIsRefusedAndTheSettingNamed(String query, String setting) {
        assertThatThrownBy(() -> size.check(EntryRequest.query(query)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("(dripline.limits.query." + setting + ")");
    }

    @Test
    void entriesAreCountedOfEverybodyButTheRoutes() {
        assertThatCode(() -> size.check(grant("backend"), entries(4))).doesNotThrowAnyException();
        assertThatThrownBy(() -> size.check(grant("backend"), entries(5)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("(dripline.limits.query.entries)");
        assertThatCode(() -> size.check(grant("dripline-routes"), entries(5))).doesNotThrowAnyException();
    }

    @Test
    void searchesOfOneRequestAreCountedTogetherOfEverybodyButTheRoutes() {
        assertThatCode(() -> size.check(grant("backend"), searches("code=a,b", "code=a,b&status=c")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> size.check(grant("backend"), searches("code=a,b", "code=a,b&status=c,d")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("(dripline.limits.query.values)");
        assertThatCode(() -> size.check(grant("dripline-routes"), searches("code=a,b,c", "code=a,b&status=c,d")))
                .doesNotThrowAnyException();
    }

    private static AskedSearches searches(String... queries) {
        AskedSearches asked = AskedSearches.of(new MockHttpServletRequest());
        Stream.of(queries).map(EntryRequest::query).forEach(asked::add);
        return asked;
    }

    @Test
    void whatIsValidatedIsSmall() {
        assertThatCode(() -> size.checkValidated(new byte[9])).doesNotThrowAnyException();
        assertThatThrownBy(() -> size.checkValidated(new byte[10]))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("(dripline.limits.query.validated)");
    }

    static Stream<Resource> sentToAnOperation() {
        return Stream.of(
                new Observation().setCode(codes(5)),
                new Patient().addContained(new Observation().setCode(codes(5))),
                new Parameters().addParameter("codeableConcept", codes(5)),
                handed(new Observation().setCode(codes(5))),
                new Parameters()
                        .addParameter("codeableConcept", codes(2))
                        .addParameter(new ParametersParameterComponent()
                                .addPart(new ParametersParameterComponent().setResource(valueSet(2, 1)))),
                bundled(new Observation().setCode(codes(5))),
                handed(bundled(new Observation().setCode(codes(5)))),
                valueSet(5, 0),
                valueSet(1, 4));
    }

    @ParameterizedTest
    @MethodSource("sentToAnOperation")
    void whatIsLookedUpIsFew(Resource sent) {
        assertThatCode(() -> new RequestSize(lookups(5)).checkLookedUp(sent)).doesNotThrowAnyException();
        assertThatThrownBy(() -> new RequestSize(lookups(4)).checkLookedUp(sent))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("(dripline.limits.query.values)");
    }

    @Test
    void profilesAreFewWhereverTheyAreSaid() {
        Resource observation = new Observation();
        for (int n = 0; n < 3; n++) {
            observation.getMeta().addProfile("https://profiles.example.org/" + n);
        }
        assertThatCode(() -> size.checkLookedUp(handed(observation))).doesNotThrowAnyException();
        observation.getMeta().addProfile("https://profiles.example.org/3");
        assertThatThrownBy(() -> size.checkLookedUp(handed(observation)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("(dripline.limits.query.profiles)");
    }

    @Test
    void noLimitIsNone() {
        assertThatThrownBy(() -> new QueryLimits(1, 1, 0, 1, 1, DataSize.ofBytes(1), 3))
                .hasMessageContaining("dripline.limits.query");
        assertThatCode(() -> size.check(Map.of())).doesNotThrowAnyException();
    }

    private static AccessGrant grant(String client) {
        return new AccessGrant(client, null, null, ScopeSet.of(List.of("system/*.cruds")), null);
    }

    private static Bundle entries(int count) {
        Bundle bundle = new Bundle();
        for (int n = 0; n < count; n++) {
            bundle.addEntry();
        }
        return bundle;
    }

    private static CodeableConcept codes(int count) {
        CodeableConcept concept = new CodeableConcept();
        for (int n = 0; n < count; n++) {
            concept.addCoding().setCode("c" + n);
        }
        return concept;
    }

    /** So many includes of a system, and, where any, an exclude of so many value sets. */
    private static ValueSet valueSet(int includes, int excluded) {
        ValueSet set = new ValueSet();
        for (int n = 0; n < includes; n++) {
            set.getCompose().addInclude().setSystem("urn:s" + n);
        }
        if (excluded > 0) {
            ConceptSetComponent exclude = set.getCompose().addExclude();
            for (int n = 0; n < excluded; n++) {
                exclude.addValueSet("urn:v" + n);
            }
        }
        return set;
    }

    private static Parameters handed(Resource resource) {
        return new Parameters()
                .addParameter(
                        new ParametersParameterComponent().setName("resource").setResource(resource));
    }

    private static Bundle bundled(Resource resource) {
        Bundle bundle = new Bundle();
        bundle.addEntry().setResource(resource);
        return bundle;
    }

    private static QueryLimits lookups(int values) {
        return new QueryLimits(1, values, 1, 1, 1, DataSize.ofBytes(1), 1);
    }
}
