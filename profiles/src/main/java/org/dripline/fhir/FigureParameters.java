// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.dripline.fhir.SessionResources.Issue;
import org.dripline.figure.Basis;
import org.dripline.figure.Figure;
import org.dripline.figure.Finding;
import org.dripline.figure.Why;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * Figures and findings as Parameters: {@code figure} with {@code code}, {@code title}, {@code value} (Quantity in UCUM,
 * string, or nothing when it is not known), {@code at}, {@code rule}, {@code limit} and {@code source}; {@code finding}
 * likewise, with {@code grade} and {@code words}. OperationDefinitions session-summary and course-summary.
 */
public final class FigureParameters {

    private final int mostSources;
    private final Parameters parameters = new Parameters();

    /** @param mostSources how many records of a figure are named; all are counted in {@code sources} */
    public FigureParameters(int mostSources) {
        this.mostSources = mostSources;
    }

    public Parameters parameters() {
        return parameters;
    }

    public FigureParameters with(String name, String value) {
        parameters.addParameter(name, new StringType(value));
        return this;
    }

    public FigureParameters with(String name, Type value) {
        parameters.addParameter().setName(name).setValue(value);
        return this;
    }

    public FigureParameters with(String name, Instant at) {
        parameters.addParameter(name, time(at));
        return this;
    }

    public FigureParameters figures(List<Figure> figures) {
        for (Figure figure : figures) {
            ParametersParameterComponent part = parameters.addParameter().setName("figure");
            part.addPart().setName("code").setValue(new CodeType(figure.code()));
            part.addPart().setName("title").setValue(new StringType(figure.title()));
            if (figure.value() != null) {
                part.addPart()
                        .setName("value")
                        .setValue(new Quantity()
                                .setValue(figure.value())
                                .setUnit(figure.unit())
                                .setSystem(Codes.Systems.UCUM)
                                .setCode(figure.unit()));
            } else if (figure.text() != null) {
                part.addPart().setName("value").setValue(new StringType(figure.text()));
            }
            if (figure.at() != null) {
                part.addPart().setName("at").setValue(time(figure.at()));
            }
            why(part, figure.why());
        }
        return this;
    }

    public FigureParameters findings(List<Finding> findings) {
        for (Finding finding : findings) {
            ParametersParameterComponent part = parameters.addParameter().setName("finding");
            part.addPart().setName("code").setValue(new CodeType(finding.code()));
            part.addPart()
                    .setName("grade")
                    .setValue(new CodeType(finding.grade().name().toLowerCase(Locale.ROOT)));
            part.addPart().setName("words").setValue(new StringType(finding.words()));
            why(part, finding.why());
        }
        return this;
    }

    /** What of the record did not enter, and why. */
    public FigureParameters leftOut(List<Issue> issues) {
        for (Issue issue : issues) {
            ParametersParameterComponent part = parameters.addParameter().setName("left-out");
            part.addPart()
                    .setName("reason")
                    .setValue(new CodeType(
                            issue.reason().name().toLowerCase(Locale.ROOT).replace('_', '-')));
            part.addPart().setName("source").setValue(new Reference(issue.source()));
            part.addPart().setName("what").setValue(new StringType(issue.what()));
        }
        return this;
    }

    /** A part of this name with parts of its own. */
    public ParametersParameterComponent part(String name) {
        return parameters.addParameter().setName(name);
    }

    /** Rule, limits and records, as parts. */
    public void why(ParametersParameterComponent part, Why why) {
        ParametersParameterComponent rule = part.addPart().setName("rule");
        rule.addPart().setName("id").setValue(new StringType(why.rule().id()));
        rule.addPart().setName("words").setValue(new StringType(why.rule().words()));
        rule.addPart().setName("source").setValue(new StringType(why.rule().source()));
        for (Basis basis : why.limits()) {
            ParametersParameterComponent limit = part.addPart().setName("limit");
            limit.addPart().setName("code").setValue(new StringType(basis.code()));
            limit.addPart().setName("value").setValue(new StringType(basis.value()));
            limit.addPart().setName("source").setValue(new StringType(basis.source()));
            limit.addPart().setName("draft").setValue(new BooleanType(basis.draft()));
        }
        int named = Math.min(mostSources, why.sources().size());
        for (String source : why.sources().subList(0, named)) {
            part.addPart().setName("source").setValue(new Reference(source));
        }
        if (named < why.sources().size()) {
            part.addPart()
                    .setName("sources")
                    .setValue(new IntegerType(why.sources().size()));
        }
    }

    /** From and to; without a to it still goes on. */
    static void span(ParametersParameterComponent part, Instant from, @Nullable Instant to) {
        part.addPart().setName("from").setValue(time(from));
        if (to != null) {
            part.addPart().setName("to").setValue(time(to));
        }
    }

    static DateTimeType time(Instant at) {
        return new DateTimeType(Date.from(at), TemporalPrecisionEnum.MILLI, TimeZone.getTimeZone("UTC"));
    }
}
