// SPDX-License-Identifier: Apache-2.0
package org.dripline.outcome;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dripline.figure.Figure;
import org.dripline.figure.Finding;

/**
 * What the records of a course add up to at one instant.
 *
 * @param now nothing later went in
 * @param sessions of this course, in order, those that count
 * @param trends one for each instrument with a score
 * @param suicidality change since before the course, of all that was asked; the worst counts
 * @param due what comes next, the first first
 * @param figures every number, with the rule, limits and records that made it
 * @param findings what a person should look at
 */
public record CourseSummary(
        Instant now,
        List<CourseSession> sessions,
        List<Trend> trends,
        Optional<SuicidalityChange> suicidality,
        List<Due> due,
        List<Figure> figures,
        List<Finding> findings) {

    public CourseSummary {
        sessions = List.copyOf(sessions);
        trends = List.copyOf(trends);
        due = List.copyOf(due);
        figures = List.copyOf(figures);
        findings = List.copyOf(findings);
    }

    /** One figure by its code. */
    public Optional<Figure> figure(String code) {
        return figures.stream().filter(figure -> figure.code().equals(code)).findFirst();
    }

    /** The trend of one instrument. */
    public Optional<Trend> trend(String instrument) {
        return trends.stream()
                .filter(trend -> trend.instrument().code().equals(instrument))
                .findFirst();
    }
}
