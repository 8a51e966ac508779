// SPDX-License-Identifier: Apache-2.0
package org.dripline.guide;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemAnswerOptionComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.RelatedArtifact;
import org.hl7.fhir.r4.model.RelatedArtifact.RelatedArtifactType;
import org.hl7.fhir.r4.model.Type;

/** What HL7's renderers say in many lines, or only count, and a reader wants in a table: answers, and numbers. */
final class ContentTables {

    /** Extension of FHIR that says what an answer counts. */
    private static final String ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue";

    private ContentTables() {}

    /** The tables as HTML; empty when the artefact has nothing of the kind. */
    static String of(MetadataResource artefact) {
        StringBuilder html = new StringBuilder();
        if (artefact instanceof Questionnaire questionnaire) {
            answers(questionnaire, html);
        }
        numbers(artefact, html);
        sources(artefact, html);
        return html.toString();
    }

    private static void answers(Questionnaire questionnaire, StringBuilder html) {
        List<QuestionnaireItemComponent> asked = items(questionnaire.getItem().stream())
                .filter(QuestionnaireItemComponent::hasAnswerOption)
                .toList();
        if (asked.isEmpty()) {
            return;
        }
        html.append("<h2 id=\"answers\">Answers</h2>\n");
        head("Answers", List.of("Question", "Answers, with what each counts"), html);
        for (QuestionnaireItemComponent item : asked) {
            String options =
                    item.getAnswerOption().stream().map(ContentTables::option).collect(Collectors.joining("<br>"));
            html.append("<tr><th scope=\"row\">")
                    .append(Html.escape(item.hasText() ? item.getText() : item.getLinkId()))
                    .append("</th><td>")
                    .append(options)
                    .append("</td></tr>\n");
        }
        html.append("</tbody>\n</table>\n</div>\n");
    }

    private static Stream<QuestionnaireItemComponent> items(Stream<QuestionnaireItemComponent> items) {
        return items.flatMap(item -> Stream.concat(Stream.of(item), items(item.getItem().stream())));
    }

    private static String option(QuestionnaireItemAnswerOptionComponent option) {
        String counts = Stream.concat(option.getExtension().stream(), option.getValue().getExtension().stream())
                .filter(extension -> extension.getUrl().equals(ORDINAL))
                .map(extension -> ": " + ((DecimalType) extension.getValue()).getValueAsString())
                .findFirst()
                .orElse("");
        return words(option.getValue()) + Html.escape(counts);
    }

    /** The extensions of the artefact itself that have parts: one table each kind, one row each, one column a part. */
    private static void numbers(MetadataResource artefact, StringBuilder html) {
        Map<String, List<Extension>> byKind = artefact.getExtension().stream()
                .filter(Extension::hasExtension)
                .collect(Collectors.groupingBy(Extension::getUrl, LinkedHashMap::new, Collectors.toList()));
        byKind.forEach((kind, rows) -> {
            String name = Names.spaced(kind.substring(kind.lastIndexOf('/') + 1).replaceFirst("^dripline-", ""))
                    .replace('-', ' ');
            Set<String> parts = rows.stream()
                    .flatMap(row -> row.getExtension().stream())
                    .map(Extension::getUrl)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            html.append("<h2>")
                    .append(Html.escape(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1)))
                    .append(" (")
                    .append(rows.size())
                    .append(")</h2>\n");
            head(name, List.copyOf(parts), html);
            for (Extension row : rows) {
                html.append("<tr>");
                for (String part : parts) {
                    html.append("<td>")
                            .append(row.getExtensionsByUrl(part).stream()
                                    .map(Extension::getValue)
                                    .map(ContentTables::words)
                                    .collect(Collectors.joining("<br>")))
                            .append("</td>");
                }
                html.append("</tr>\n");
            }
            html.append("</tbody>\n</table>\n</div>\n");
        });
    }

    /** What the artefact cites, by the label its numbers name. */
    private static void sources(MetadataResource artefact, StringBuilder html) {
        List<RelatedArtifact> cited = Stream.ofNullable(artefact.getNamedProperty("relatedArtifact"))
                .flatMap(property -> property.getValues().stream())
                .map(RelatedArtifact.class::cast)
                .filter(related -> related.getType() == RelatedArtifactType.CITATION)
                .toList();
        if (cited.isEmpty()) {
            return;
        }
        html.append("<h2 id=\"sources\">Sources</h2>\n");
        head("Sources", List.of("Label", "Source"), html);
        for (RelatedArtifact source : cited) {
            html.append("<tr><th scope=\"row\">")
                    .append(Html.escape(source.hasLabel() ? source.getLabel() : ""))
                    .append("</th><td>")
                    .append(Html.ofMarkdown(source.hasCitation() ? source.getCitation() : ""))
                    .append(source.hasUrl() ? Html.link(source.getUrl(), source.getUrl()) : "")
                    .append("</td></tr>\n");
        }
        html.append("</tbody>\n</table>\n</div>\n");
    }

    private static void head(String label, List<String> headings, StringBuilder html) {
        html.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .append(Html.escape(label))
                .append("\">\n<table class=\"grid\">\n<thead>\n<tr>");
        headings.forEach(heading ->
                html.append("<th scope=\"col\">").append(Html.escape(heading)).append("</th>"));
        html.append("</tr>\n</thead>\n<tbody>\n");
    }

    private static String words(Type value) {
        if (value instanceof Coding coding) {
            return Html.escape(
                    coding.hasDisplay() ? coding.getDisplay() + " (" + coding.getCode() + ")" : coding.getCode());
        }
        if (value instanceof Quantity quantity) {
            return Html.escape(quantity(quantity));
        }
        if (value instanceof Range range) {
            return Html.escape(quantity(range.getLow()) + " to " + quantity(range.getHigh()));
        }
        return Html.escape(value.isPrimitive() ? value.primitiveValue() : value.fhirType());
    }

    private static String quantity(Quantity quantity) {
        String comparator = quantity.hasComparator() ? quantity.getComparator().toCode() + " " : "";
        String unit = quantity.hasUnit() ? quantity.getUnit() : quantity.hasCode() ? quantity.getCode() : "";
        // A UCUM annotation, such as {sessions}, is a word in braces.
        unit = unit.replaceAll("[{}]", "");
        return (comparator + quantity.getValue().toPlainString() + " " + unit).strip();
    }
}
