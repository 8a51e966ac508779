// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.outbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.utilities.xhtml.NodeType;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/**
 * The sections of a document as lines of text: each title, then its narrative. Every word of the narrative is there, in
 * its order; a paragraph, an item and a row of a table are a line each, the cells of a row parted by a semicolon.
 */
final class NarrativeLines {

    private static final Set<String> BLOCKS = Set.of(
            "div",
            "p",
            "ul",
            "ol",
            "li",
            "table",
            "thead",
            "tbody",
            "tfoot",
            "tr",
            "caption",
            "br",
            "hr",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "blockquote",
            "pre",
            "dl",
            "dt",
            "dd");
    private static final Set<String> CELLS = Set.of("td", "th");

    private final List<String> lines = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();

    private NarrativeLines() {}

    static List<String> of(Composition document) {
        NarrativeLines text = new NarrativeLines();
        if (document.hasTitle()) {
            text.paragraph(document.getTitle());
        }
        text.sections(document.getSection());
        return text.lines;
    }

    private void sections(List<Composition.SectionComponent> sections) {
        for (Composition.SectionComponent section : sections) {
            lines.add("");
            if (section.hasTitle()) {
                paragraph(section.getTitle().toUpperCase(java.util.Locale.ROOT));
            }
            if (section.getText().hasDiv()) {
                node(section.getText().getDiv());
                end();
            }
            if (section.hasEmptyReason()) {
                paragraph(
                        section.getEmptyReason().hasText()
                                ? section.getEmptyReason().getText()
                                : section.getEmptyReason().getCodingFirstRep().getDisplay());
            }
            sections(section.getSection());
        }
    }

    private void paragraph(@org.jspecify.annotations.Nullable String words) {
        if (words != null) {
            line.append(words);
            end();
        }
    }

    private void node(XhtmlNode node) {
        if (node.getNodeType() == NodeType.Text) {
            line.append(node.getContent());
            return;
        }
        String name = node.getName() == null ? "" : node.getName();
        boolean block = BLOCKS.contains(name);
        if (block) {
            end();
        }
        if (name.equals("li")) {
            line.append("- ");
        }
        if (CELLS.contains(name) && !line.toString().isBlank()) {
            line.append("; ");
        }
        node.getChildNodes().forEach(this::node);
        if (block) {
            end();
        }
    }

    private void end() {
        String words = line.toString().replaceAll("\\s+", " ").strip();
        line.setLength(0);
        if (!words.isEmpty()) {
            lines.add(words);
        }
    }
}
