// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import java.util.List;
import org.dripline.fhir.SessionResources.Issue;
import org.dripline.outcome.Course;
import org.dripline.outcome.CourseSummary;
import org.dripline.outcome.Due;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/** A course's summary as Parameters. Source: OperationDefinition course-summary. */
public final class CourseParameters {

    private final FigureParameters answer;

    /** @param mostSources how many records of a figure are named */
    public CourseParameters(int mostSources) {
        this.answer = new FigureParameters(mostSources);
    }

    public Parameters of(String patient, Course course, CourseSummary summary, List<Issue> leftOut) {
        answer.with("patient", new Reference(patient)).with("at", summary.now());
        if (!course.current().isEmpty()) {
            answer.with("protocol", course.current());
        }
        summary.suicidality().ifPresent(change -> answer.with("suicidality", new CodeType(change.code())));
        answer.figures(summary.figures()).findings(summary.findings());
        summary.due().forEach(this::due);
        answer.leftOut(leftOut);
        return answer.parameters();
    }

    private void due(Due due) {
        ParametersParameterComponent part = answer.part("due");
        part.addPart().setName("code").setValue(new CodeType(due.code()));
        part.addPart().setName("earliest").setValue(new DateType(due.earliest().toString()));
        part.addPart().setName("latest").setValue(new DateType(due.latest().toString()));
        part.addPart().setName("words").setValue(new StringType(due.words()));
        answer.why(part, due.why());
    }
}
