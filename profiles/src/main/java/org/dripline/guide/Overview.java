// SPDX-License-Identifier: Apache-2.0
package org.dripline.guide;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.StructureDefinition;

/** The pages that list: artefacts by group, workflows, codes by system, everything by name. */
final class Overview {

    private static final String UCUM = "http://unitsofmeasure.org";

    private final Inventory inventory;
    private final Map<String, String> jsonByFile;

    Overview(Inventory inventory, Map<String, String> jsonByFile) {
        this.inventory = inventory;
        this.jsonByFile = jsonByFile;
    }

    /** A chapter, with the artefacts it is about. */
    String chapter(Chapter chapter) {
        StringBuilder html = new StringBuilder();
        html.append("<h1>").append(Html.escape(chapter.title())).append("</h1>\n");
        if (!chapter.summary().isEmpty()) {
            html.append("<p class=\"lead\">")
                    .append(Html.escape(chapter.summary()))
                    .append("</p>\n");
        }
        html.append("<div class=\"prose\">")
                .append(Html.ofMarkdown(new ChapterText(inventory).of(chapter)))
                .append("</div>\n");
        List<MetadataResource> used = inventory.usedBy(chapter);
        if (!used.isEmpty()) {
            html.append("<h2 id=\"artefacts\">Artefacts of this page</h2>\n");
            list(used, "Artefacts of this page", html);
        }
        return html.toString();
    }

    String workflows() {
        StringBuilder html = new StringBuilder(
                "<h1>Workflows</h1>\n"
                        + "<p class=\"lead\">What happens in the clinic, and which resources say so.</p>\n<ul class=\"cards\">\n");
        inventory.chapters().stream()
                .filter(chapter -> chapter.kind() == Chapter.Kind.WORKFLOW)
                .forEach(chapter -> html.append("<li class=\"panel\"><h2>")
                        .append(Html.link(chapter.path(), chapter.title()))
                        .append("</h2>\n<p>")
                        .append(Html.escape(chapter.summary()))
                        .append("</p></li>\n"));
        return html.append("</ul>\n").toString();
    }

    String artefacts() {
        StringBuilder html = new StringBuilder("<h1>Artefacts</h1>\n<p class=\"lead\">")
                .append(inventory.artefacts().size())
                .append(" definitions and ")
                .append(inventory.examples().size())
                .append(" examples. All are drafts and experimental.</p>\n<ul class=\"jumps\">\n");
        Map<ArtefactGroup, List<MetadataResource>> groups = inventory.byGroup();
        groups.forEach((group, members) -> html.append("<li><a href=\"#")
                .append(group.anchor())
                .append("\">")
                .append(group.heading())
                .append("</a> ")
                .append(members.size())
                .append("</li>\n"));
        html.append("</ul>\n");
        groups.forEach((group, members) -> {
            html.append("<h2 id=\"")
                    .append(group.anchor())
                    .append("\">")
                    .append(group.heading())
                    .append("</h2>\n<p>")
                    .append(Html.escape(group.says()))
                    .append("</p>\n");
            list(members, group.heading(), html);
        });
        return html.toString();
    }

    private void list(List<MetadataResource> artefacts, String label, StringBuilder html) {
        html.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .append(Html.escape(label))
                .append(
                        "\">\n<table class=\"grid artefacts\">\n<thead>\n<tr><th scope=\"col\">Name</th><th scope=\"col\">What it is</th>")
                .append("<th scope=\"col\">Description</th></tr>\n</thead>\n<tbody>\n");
        for (MetadataResource artefact : artefacts) {
            html.append("<tr><th scope=\"row\">")
                    .append(Html.link(Names.page(artefact), Names.title(artefact)))
                    .append("</th><td>")
                    .append(Html.escape(Names.kind(artefact)))
                    .append("</td><td>")
                    .append(Html.ofMarkdown(artefact.hasDescription() ? artefact.getDescription() : ""))
                    .append("</td></tr>\n");
        }
        html.append("</tbody>\n</table>\n</div>\n");
    }

    String terminology() {
        StringBuilder html = new StringBuilder("<h1>Terminology</h1>\n<p class=\"lead\">")
                .append("Every code the artefacts name, by code system. Codes of other publishers are theirs: see the ")
                .append("<a href=\"notices.html\">notices</a>.</p>\n");
        Map<ArtefactGroup, List<MetadataResource>> groups = inventory.byGroup();
        List<CodeSystem> systems = Stream.of(ArtefactGroup.CODE_SYSTEMS, ArtefactGroup.FRAGMENTS)
                .flatMap(group -> groups.getOrDefault(group, List.of()).stream())
                .map(CodeSystem.class::cast)
                .toList();
        systems.forEach(system -> system(system, html));
        CodesInUse codes = CodesInUse.of(jsonByFile);
        codes.bySystem().forEach((system, concepts) -> {
            if (systems.stream().noneMatch(defined -> defined.getUrl().equals(system))) {
                foreign(system, concepts, html);
            }
        });
        return html.toString();
    }

    private void system(CodeSystem system, StringBuilder html) {
        html.append("<h2 id=\"")
                .append(Html.escape(Names.id(system)))
                .append("\">")
                .append(Html.link(Names.page(system), Names.title(system)))
                .append("</h2>\n<p><code class=\"url\">")
                .append(Html.escape(system.getUrl()))
                .append("</code></p>\n");
        codes(system, html);
    }

    private static void codes(CodeSystem system, StringBuilder html) {
        boolean defined = flat(system.getConcept().stream()).anyMatch(ConceptDefinitionComponent::hasDefinition);
        tableHead(
                Names.title(system),
                defined ? List.of("Code", "Display", "Definition") : List.of("Code", "Display"),
                html);
        flat(system.getConcept().stream()).forEach(concept -> {
            html.append("<tr><th scope=\"row\">")
                    .append(Html.code(concept.getCode()))
                    .append("</th><td>")
                    .append(Html.escape(concept.hasDisplay() ? concept.getDisplay() : ""))
                    .append("</td>");
            if (defined) {
                html.append("<td>")
                        .append(Html.escape(concept.hasDefinition() ? concept.getDefinition() : ""))
                        .append("</td>");
            }
            html.append("</tr>\n");
        });
        html.append("</tbody>\n</table>\n</div>\n");
    }

    private static void foreign(String system, Map<String, String> concepts, StringBuilder html) {
        html.append("<h2>")
                .append(system.equals(UCUM) ? "Units (UCUM)" : Html.escape(system))
                .append("</h2>\n");
        if (system.equals(UCUM)) {
            html.append("<p><code class=\"url\">").append(UCUM).append("</code></p>\n");
        }
        tableHead(system, List.of("Code", "Display"), html);
        concepts.forEach((code, display) -> html.append("<tr><th scope=\"row\">")
                .append(Html.code(code))
                .append("</th><td>")
                .append(Html.escape(display))
                .append("</td></tr>\n"));
        html.append("</tbody>\n</table>\n</div>\n");
    }

    private static void tableHead(String label, List<String> headings, StringBuilder html) {
        html.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .append(Html.escape(label))
                .append("\">\n<table class=\"grid codes\">\n<thead>\n<tr>");
        headings.forEach(
                heading -> html.append("<th scope=\"col\">").append(heading).append("</th>"));
        html.append("</tr>\n</thead>\n<tbody>\n");
    }

    private static Stream<ConceptDefinitionComponent> flat(Stream<ConceptDefinitionComponent> concepts) {
        return concepts.flatMap(concept -> Stream.concat(Stream.of(concept), flat(concept.getConcept().stream())));
    }

    /** Everything that has a name, in one list; the script of the page narrows it as one types. */
    String index() {
        Map<String, String> entries = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (MetadataResource artefact : inventory.artefacts()) {
            entries.put(
                    Names.title(artefact) + " " + Names.file(artefact),
                    Html.link(Names.page(artefact), Names.title(artefact)) + " <span class=\"quiet\">"
                            + Html.escape(Names.kind(artefact)) + ", " + Html.escape(Names.id(artefact)) + "</span>");
            if (artefact instanceof StructureDefinition definition) {
                for (Invariant invariant : Invariant.of(definition)) {
                    entries.put(
                            invariant.key() + " " + Names.id(artefact),
                            "<a href=\"" + Names.page(artefact) + "#" + Html.escape(invariant.key()) + "\">"
                                    + Html.escape(invariant.key()) + "</a> <span class=\"quiet\">rule of "
                                    + Html.escape(Names.title(artefact)) + ": " + Html.escape(invariant.words())
                                    + "</span>");
                }
            }
            if (artefact instanceof CodeSystem system) {
                flat(system.getConcept().stream())
                        .forEach(concept -> entries.put(
                                (concept.hasDisplay() ? concept.getDisplay() : concept.getCode()) + " "
                                        + concept.getCode() + " " + Names.id(artefact),
                                Html.link(
                                                Names.page(artefact),
                                                concept.hasDisplay() ? concept.getDisplay() : concept.getCode())
                                        + " <span class=\"quiet\">code " + Html.escape(concept.getCode()) + " of "
                                        + Html.escape(Names.title(artefact)) + "</span>"));
            }
        }
        for (Chapter chapter : inventory.chapters()) {
            entries.put(
                    chapter.title(), Html.link(chapter.path(), chapter.title()) + " <span class=\"quiet\">page</span>");
        }
        return """
                <h1>Index</h1>
                <p class="lead">Artefacts, rules, codes and pages by name.</p>
                <p class="find" hidden><label for="find">Show only what has these words</label>
                <input id="find" type="search" autocomplete="off"> <output id="found" for="find"></output></p>
                <ul class="index" id="index">
                %s
                </ul>
                """.formatted(
                entries.values().stream().map(entry -> "<li>" + entry + "</li>").collect(Collectors.joining("\n")));
    }
}
