// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.operation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.dripline.server.rest.Withholding;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/**
 * What of a summary a caller is told. A number that is told is that of the whole record, and rests on nothing that is
 * withheld from the caller: it comes out the same without it. In place of each other one stands that it is withheld,
 * and whom to ask; nothing is ever worked out of a part of the record and told.
 */
final class CallersSummary {

    /** Parts of a summary that must be there, with what is said in place of them. */
    private static final Map<String, String> ALWAYS = Map.of("state", "unknown");

    private static final List<String> GRADES = List.of("high", "moderate", "info");

    private final Withholding withholding;

    CallersSummary(Withholding withholding) {
        this.withholding = withholding;
    }

    /** @param work sums a record up; may refuse one that is no record of its kind */
    Parameters of(RequestDetails request, List<Resource> record, Function<List<Resource>, Parameters> work) {
        Parameters whole = work.apply(record);
        List<Resource> shown = withholding.shown(request, record);
        if (shown.size() == record.size()) {
            return whole;
        }
        Map<String, Integer> told = counted(without(shown, work));
        Parameters answer = new Parameters();
        Map<String, ParametersParameterComponent> withheld = new LinkedHashMap<>();
        IParser parser = parser();
        for (ParametersParameterComponent one : whole.getParameter()) {
            if (told.merge(text(parser, one), -1, Integer::sum) >= 0) {
                answer.addParameter(one);
            } else {
                keepBack(one, answer, withheld);
            }
        }
        withheld.values().forEach(answer::addParameter);
        return answer;
    }

    private static Parameters without(List<Resource> shown, Function<List<Resource>, Parameters> work) {
        try {
            return work.apply(shown);
        } catch (UnprocessableEntityException nothingToSumUp) {
            return new Parameters();
        }
    }

    private void keepBack(
            ParametersParameterComponent one, Parameters answer, Map<String, ParametersParameterComponent> withheld) {
        String name = one.getName();
        if (ALWAYS.containsKey(name)) {
            answer.addParameter().setName(name).setValue(new CodeType(ALWAYS.get(name)));
        }
        // The name of a figure is that of a question; of a finding it would be the answer.
        String code = name.equals("figure") ? part(one, "code") : "";
        ParametersParameterComponent said = withheld.computeIfAbsent(name + " " + code, first -> said(name, code));
        String grade = part(one, "grade");
        if (!grade.isEmpty()) {
            gravest(said, grade);
        }
    }

    private ParametersParameterComponent said(String name, String code) {
        ParametersParameterComponent said = new ParametersParameterComponent().setName("withheld");
        said.addPart().setName("what").setValue(new CodeType(name));
        if (!code.isEmpty()) {
            said.addPart().setName("code").setValue(new CodeType(code));
        }
        said.addPart()
                .setName("words")
                .setValue(new StringType("This rests on record that is withheld from this caller. Whom to ask: "
                        + withholding.contact() + "."));
        return said;
    }

    private static void gravest(ParametersParameterComponent said, String grade) {
        String before = part(said, "grade");
        if (before.isEmpty()) {
            said.addPart().setName("grade").setValue(new CodeType(grade));
        } else if (Comparator.comparingInt(GRADES::indexOf).compare(grade, before) < 0) {
            said.getPart().stream()
                    .filter(part -> part.getName().equals("grade"))
                    .forEach(part -> part.setValue(new CodeType(grade)));
        }
    }

    private static Map<String, Integer> counted(Parameters parameters) {
        Map<String, Integer> counted = new HashMap<>();
        IParser parser = parser();
        parameters.getParameter().forEach(one -> counted.merge(text(parser, one), 1, Integer::sum));
        return counted;
    }

    private static String text(IParser parser, ParametersParameterComponent one) {
        Parameters alone = new Parameters();
        alone.addParameter(one);
        return parser.encodeResourceToString(alone);
    }

    private static IParser parser() {
        return FhirContext.forR4Cached().newJsonParser();
    }

    private static String part(ParametersParameterComponent one, String name) {
        return one.getPart().stream()
                .filter(part -> part.getName().equals(name))
                .map(part ->
                        text(part.getValue() == null ? null : part.getValue().primitiveValue()))
                .findFirst()
                .orElse("");
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
