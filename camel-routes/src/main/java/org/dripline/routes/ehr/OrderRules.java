// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.ehr;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dripline.fhir.Canonicals;
import org.dripline.routes.datatype.RecordIssue;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;

/**
 * Asks the server, before an order is sent to it, whether it would refuse it ({@code $validate}), and says so in the
 * chart.
 */
final class OrderRules {

    private static final Pattern RULE = Pattern.compile("\\b(dl-[a-z]+-\\d+|us-core-\\d+|[a-z]{2,4}-\\d+)\\b");

    private final Chart chart;

    OrderRules(Chart chart) {
        this.chart = chart;
    }

    /**
     * A rule that an order breaks.
     *
     * @param rule its key, such as {@code dl-order-1}, else the element that is wrong; nothing of the order's content
     * @param words what is wrong, for the chart
     */
    record Broken(String rule, String words) {}

    /** Only an infusion order is held to rules: other plans of a hospital are not this product's business. */
    List<Broken> broken(MedicationRequest order) {
        if (!order.getMeta().hasProfile(Canonicals.INFUSION_ORDER)) {
            return List.of();
        }
        return answer(order).stream()
                .flatMap(outcome -> outcome.getIssue().stream())
                .filter(issue ->
                        issue.getSeverity() == IssueSeverity.ERROR || issue.getSeverity() == IssueSeverity.FATAL)
                .map(issue -> new Broken(rule(issue), issue.getDiagnostics()))
                .toList();
    }

    private Optional<OperationOutcome> answer(MedicationRequest order) {
        Parameters parameters = new Parameters();
        parameters.addParameter().setName("resource").setResource(order);
        try {
            return Optional.of(chart.repository()
                    .invoke(MedicationRequest.class, "$validate", parameters, OperationOutcome.class));
        } catch (PreconditionFailedException | UnprocessableEntityException wrong) {
            return Optional.ofNullable((OperationOutcome) wrong.getOperationOutcome());
        } catch (BaseServerResponseException notOffered) {
            if (List.of(400, 404, 405, 501).contains(notOffered.getStatusCode())) {
                // A server that does not validate on demand answers when the order is sent.
                return Optional.empty();
            }
            throw notOffered;
        }
    }

    private static String rule(OperationOutcome.OperationOutcomeIssueComponent issue) {
        Matcher key = RULE.matcher(Optional.ofNullable(issue.getDiagnostics()).orElse(""));
        if (key.find()) {
            return key.group(1);
        }
        return issue.hasExpression() ? issue.getExpression().get(0).getValue() : "MedicationRequest";
    }

    /** That the EHR ordered something that is not stored, and why. A record, with the number to look it up by. */
    DetectedIssue issue(MedicationRequest order, List<Broken> broken, Instant event) {
        DetectedIssue issue = RecordIssue.ORDER_NOT_STORED.of(
                idOf(order),
                order.getSubject(),
                event,
                broken.stream().map(Broken::words).collect(Collectors.joining("\n")));
        issue.addImplicated(new Reference()
                .setType("MedicationRequest")
                .setIdentifier(order.getIdentifierFirstRep().copy())
                .setDisplay("The order as the EHR numbers it"));
        return issue;
    }

    /** What was said of an earlier form of the order, now that it agrees with itself; none normally. */
    List<DetectedIssue> settled(MedicationRequest order) {
        if (!order.getMeta().hasProfile(Canonicals.INFUSION_ORDER)) {
            return List.of();
        }
        List<DetectedIssue> issues = new ArrayList<>();
        chart.byId(DetectedIssue.class, idOf(order))
                .filter(issue -> issue.getStatus() == DetectedIssue.DetectedIssueStatus.FINAL)
                .ifPresent(issue -> issues.add(issue.setStatus(DetectedIssue.DetectedIssueStatus.CANCELLED)));
        return issues;
    }

    private static String idOf(MedicationRequest order) {
        return "not-stored-" + order.getIdElement().getIdPart();
    }
}
