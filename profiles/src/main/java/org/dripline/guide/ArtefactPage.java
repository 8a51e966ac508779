// SPDX-License-Identifier: Apache-2.0
package org.dripline.guide;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.StructureDefinition;

/** The page of one artefact: what it is for, its rules in words, its structure, its examples, its file. */
final class ArtefactPage {

    private final Inventory inventory;
    private final Renderings renderings;
    private final HouseStyle style;
    private final Map<String, String> jsonByFile;

    /** @param jsonByFile text of every artefact, by resource type and id */
    ArtefactPage(Inventory inventory, Renderings renderings, HouseStyle style, Map<String, String> jsonByFile) {
        this.inventory = inventory;
        this.renderings = renderings;
        this.style = style;
        this.jsonByFile = jsonByFile;
    }

    String of(MetadataResource artefact) {
        StringBuilder html = new StringBuilder();
        html.append("<p class=\"where\">")
                .append(Html.escape(Names.kind(artefact)))
                .append("</p>\n");
        html.append("<h1>").append(Html.escape(Names.title(artefact))).append("</h1>\n");
        if (artefact.hasDescription()) {
            html.append("<div class=\"lead\">")
                    .append(Html.ofMarkdown(artefact.getDescription()))
                    .append("</div>\n");
        }
        facts(artefact, html);
        prose("Purpose", Names.text(artefact, "purpose"), html);
        prose("Copyright", Names.text(artefact, "copyright"), html);
        if (artefact instanceof StructureDefinition definition) {
            structure(definition, html);
        } else {
            content(artefact, html);
        }
        examples(artefact, html);
        return html.toString();
    }

    /** Our tables, where there are any, and what HL7's renderer makes of the whole: folded away beside tables. */
    private void content(MetadataResource artefact, StringBuilder html) {
        String tables = ContentTables.of(artefact);
        String narrative = "<div class=\"narrative\">" + style.narrative(renderings.narrative(artefact)) + "</div>\n";
        html.append(tables).append("<h2>Content</h2>\n");
        if (tables.isEmpty()) {
            html.append(narrative);
        } else {
            html.append("<details>\n<summary>Show everything</summary>\n")
                    .append(narrative)
                    .append("</details>\n");
        }
    }

    private void facts(MetadataResource artefact, StringBuilder html) {
        html.append("<dl class=\"facts\">\n");
        fact("Canonical", "<code class=\"url\">" + Html.escape(Names.url(artefact)) + "</code>", html);
        fact("Status", status(artefact), html);
        if (artefact instanceof StructureDefinition definition) {
            fact("Derives from", linked(definition.getBaseDefinition()), html);
            if (!definition.getContext().isEmpty()) {
                fact(
                        "Stands on",
                        definition.getContext().stream()
                                .map(context -> Html.code(context.getExpression()))
                                .collect(Collectors.joining(", ")),
                        html);
            }
        }
        String chapters = inventory.chaptersAbout(artefact).stream()
                .map(chapter -> Html.link(chapter.path(), chapter.title()))
                .collect(Collectors.joining(", "));
        if (!chapters.isEmpty()) {
            fact("Part of", chapters, html);
        }
        String named = inventory.artefacts().stream()
                .filter(other -> other != artefact && names(other, artefact))
                .sorted(Comparator.comparing(Names::title, String.CASE_INSENSITIVE_ORDER))
                .map(other -> Html.link(Names.page(other), Names.title(other)))
                .collect(Collectors.joining(", "));
        if (!named.isEmpty()) {
            fact("Used by", named, html);
        }
        fact(
                "File",
                "<a href=\"" + Names.file(artefact) + ".json\" download>" + Names.file(artefact) + ".json</a>"
                        + (artefact instanceof StructureDefinition ? " (with snapshot)" : ""),
                html);
        html.append("</dl>\n");
    }

    private static void fact(String name, String html, StringBuilder into) {
        into.append("<dt>").append(name).append("</dt><dd>").append(html).append("</dd>\n");
    }

    private static String status(MetadataResource artefact) {
        return Html.escape(artefact.getStatus().toCode()
                + (artefact.hasExperimental() && artefact.getExperimental() ? ", experimental" : "")
                + (artefact.hasVersion() ? ", version " + artefact.getVersion() : ""));
    }

    private boolean names(MetadataResource other, MetadataResource artefact) {
        String url = Names.url(artefact);
        String json = jsonByFile.getOrDefault(Names.file(other), "");
        return !url.isEmpty() && (json.contains('"' + url + '"') || json.contains('"' + url + '|'));
    }

    private static void prose(String heading, String markdown, StringBuilder html) {
        if (!markdown.isEmpty()) {
            html.append("<h2>").append(heading).append("</h2>\n").append(Html.ofMarkdown(markdown));
        }
    }

    private void structure(StructureDefinition definition, StringBuilder html) {
        invariants(Invariant.of(definition), html);
        bindings(definition, html);
        String title = Names.title(definition);
        html.append("<h2 id=\"differential\">What it adds</h2>\n")
                .append("<p class=\"quiet\">Only what differs from ")
                .append(linked(definition.getBaseDefinition()))
                .append(". <b>S</b>: must be supported.</p>\n")
                .append(style.tree(renderings.tree(definition, true), "Differential of " + title));
        html.append("<h2 id=\"snapshot\">All elements</h2>\n")
                .append("<details>\n<summary>Show every element, inherited ones too</summary>\n")
                .append(style.tree(renderings.tree(definition, false), "Snapshot of " + title))
                .append("</details>\n");
    }

    private static void invariants(List<Invariant> invariants, StringBuilder html) {
        if (invariants.isEmpty()) {
            return;
        }
        html.append("<h2 id=\"rules\">Rules</h2>\n<dl class=\"rules\">\n");
        for (Invariant invariant : invariants) {
            html.append("<div id=\"")
                    .append(Html.escape(invariant.key()))
                    .append("\">\n<dt>")
                    .append(Html.code(invariant.key()))
                    .append(" <span class=\"consequence ")
                    .append(invariant.refuses() ? "refused" : "kept")
                    .append("\">")
                    .append(invariant.consequence())
                    .append("</span></dt>\n<dd><p>")
                    .append(Html.escape(invariant.words()))
                    .append("</p>\n<details><summary>FHIRPath, on ")
                    .append(Html.code(invariant.element()))
                    .append("</summary>\n<pre tabindex=\"0\"><code>")
                    .append(Html.escape(invariant.expression()))
                    .append("</code></pre></details></dd>\n</div>\n");
        }
        html.append("</dl>\n");
    }

    private void bindings(StructureDefinition definition, StringBuilder html) {
        List<ElementDefinition> bound = definition.getDifferential().getElement().stream()
                .filter(element -> element.hasBinding() && element.getBinding().hasValueSet())
                .toList();
        if (bound.isEmpty()) {
            return;
        }
        html.append("<h2 id=\"bindings\">Codes</h2>\n")
                .append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Bindings\">\n")
                .append(
                        "<table class=\"grid\">\n<thead>\n<tr><th scope=\"col\">Element</th><th scope=\"col\">Must the code be of it?</th>")
                .append("<th scope=\"col\">Value set</th></tr>\n</thead>\n<tbody>\n");
        for (ElementDefinition element : bound) {
            html.append("<tr><th scope=\"row\">")
                    .append(Html.code(element.getId()))
                    .append("</th><td>")
                    .append(strength(element))
                    .append("</td><td>")
                    .append(linked(element.getBinding().getValueSet()))
                    .append("</td></tr>\n");
        }
        html.append("</tbody>\n</table>\n</div>\n");
    }

    private static String strength(ElementDefinition element) {
        return switch (element.getBinding().getStrength()) {
            case REQUIRED -> "Yes; any other is refused";
            case EXTENSIBLE -> "Where one fits; any other is kept, with a warning";
            case PREFERRED -> "Better so";
            case EXAMPLE, NULL -> "No; these are examples";
        };
    }

    private String linked(String canonical) {
        return Html.link(renderings.pageOf(canonical), renderings.titleOf(canonical));
    }

    private void examples(MetadataResource artefact, StringBuilder html) {
        List<Example> examples = inventory.examplesOf(artefact);
        if (examples.isEmpty()) {
            return;
        }
        html.append("<h2 id=\"examples\">Examples</h2>\n");
        examples(examples.stream().filter(Example::isValid).toList(), "What conforms", artefact, html);
        examples(examples.stream().filter(example -> !example.isValid()).toList(), "What does not", artefact, html);
    }

    private void examples(List<Example> examples, String heading, MetadataResource artefact, StringBuilder html) {
        if (examples.isEmpty()) {
            return;
        }
        html.append("<h3>").append(heading).append("</h3>\n");
        for (Example example : examples) {
            html.append("<details class=\"example\">\n<summary>").append(Html.escape(example.heading()));
            example.complaints().forEach(complaint -> html.append(message(complaint, artefact)));
            html.append("</summary>\n<p class=\"quiet\"><a href=\"")
                    .append(Html.escape(example.path()))
                    .append("\" download>")
                    .append(Html.escape(example.path().substring(example.path().lastIndexOf('/') + 1)))
                    .append("</a></p>\n<pre tabindex=\"0\"><code>")
                    .append(Html.escape(example.json().strip()))
                    .append("</code></pre>\n</details>\n");
        }
    }

    /** What a validator says of the example: in our words when it is a rule of ours, in its own otherwise. */
    private static String message(Example.Complaint complaint, MetadataResource artefact) {
        String words = artefact instanceof StructureDefinition definition
                ? Invariant.of(definition).stream()
                        .filter(invariant -> invariant.key().equals(complaint.words()))
                        .findFirst()
                        .map(invariant -> Html.code(invariant.key()) + " " + Html.escape(invariant.words()))
                        .orElseGet(() -> Html.code(complaint.words()))
                : Html.code(complaint.words());
        String severity = complaint.severity().toLowerCase(Locale.ROOT);
        return " <span class=\"message\"><span class=\"consequence " + (severity.equals("error") ? "refused" : "kept")
                + "\">" + Invariant.consequence(severity) + "</span> " + words + "</span>";
    }
}
