// SPDX-License-Identifier: Apache-2.0
package org.dripline.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.hl7.fhir.utilities.xhtml.NodeType;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/**
 * What HL7's renderers make, in our look: their words and links, without their inline styles, images, scripts and
 * forms. A tree row's place and kind, which HL7 draws with images, become classes; a header row becomes a table head.
 */
final class HouseStyle {

    private static final Set<String> KEPT = Set.of(
            "p",
            "br",
            "b",
            "i",
            "em",
            "strong",
            "code",
            "pre",
            "ul",
            "ol",
            "li",
            "a",
            "span",
            "div",
            "table",
            "tr",
            "td",
            "th",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "blockquote",
            "s",
            "sub",
            "sup",
            "hr",
            "dl",
            "dt",
            "dd");
    private static final Set<String> DROPPED = Set.of("script", "style", "input", "button", "select", "form", "img");
    private static final Map<String, String> HEADINGS =
            Map.of("h1", "h3", "h2", "h3", "h3", "h4", "h4", "h5", "h5", "h6", "h6", "h6");

    /** Pictographs, which many a machine shows as an empty box: HL7 marks versions with one. */
    private static final Pattern PICTURES = Pattern.compile("[\\x{1F000}-\\x{1FFFF}]");

    /** HL7's headline of a narrative; our pages have their own. */
    private static final String HEADLINE = "Generated Narrative:";

    private final UnaryOperator<String> links;

    /** @param links from an address HL7 wrote to the one our pages use; empty for none, which leaves the words alone */
    HouseStyle(UnaryOperator<String> links) {
        this.links = links;
    }

    /** An element tree as HTML; {@code label} names the table for who cannot see it. */
    String tree(XhtmlNode rendered, String label) {
        List<XhtmlNode> rows = rows(rendered);
        StringBuilder html = new StringBuilder();
        html.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .append(Html.escape(label))
                .append("\">\n<table class=\"tree\">\n<thead>\n<tr>");
        for (String heading : List.of("Element", "Flags", "Card.", "Type", "Description and constraints")) {
            html.append("<th scope=\"col\">").append(heading).append("</th>");
        }
        html.append("</tr>\n</thead>\n<tbody>\n");
        for (XhtmlNode row : rows) {
            List<XhtmlNode> cells = cells(row);
            if (cells.size() == 5 && cells.get(0).getName().equals("td")) {
                treeRow(cells, html);
            }
        }
        return html.append("</tbody>\n</table>\n</div>\n").toString();
    }

    private void treeRow(List<XhtmlNode> cells, StringBuilder html) {
        XhtmlNode name = cells.get(0);
        List<XhtmlNode> images = images(name);
        long depth = images.stream()
                .map(image -> file(image.getAttribute("src")))
                .filter(file -> file.startsWith("tbl_") && !file.startsWith("tbl_spacer"))
                .count();
        String kind = images.stream()
                .filter(image -> file(image.getAttribute("src")).startsWith("icon"))
                .findFirst()
                .map(HouseStyle::kind)
                .orElse("");
        html.append("<tr><th scope=\"row\" class=\"depth-")
                .append(Math.min(depth, 9))
                .append("\">")
                .append(kind);
        html.append(content(name).strip()).append("</th>");
        for (XhtmlNode cell : cells.subList(1, cells.size())) {
            html.append("<td>")
                    .append(content(cell).strip().replaceFirst("(<br>)+$", ""))
                    .append("</td>");
        }
        html.append("</tr>\n");
    }

    /** A letter for the kind of element, with its name for who asks. */
    private static String kind(XhtmlNode icon) {
        String title = hasTitle(icon) ? icon.getAttribute("title") : "";
        String name =
                file(icon.getAttribute("src")).replaceFirst("^icon[_-]", "").replaceFirst("\\..*$", "");
        String words = title.isEmpty() ? name.replace('_', ' ') : title;
        return "<span class=\"kind kind-" + Html.escape(name.replace('_', '-')) + "\" title=\"" + Html.escape(words)
                + "\"><span class=\"visually-hidden\">" + Html.escape(words) + ": </span></span>";
    }

    /** A narrative as HTML. */
    String narrative(XhtmlNode rendered) {
        return content(rendered)
                .strip()
                .replace(
                        "<table class=\"grid\">",
                        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\">\n<table class=\"grid\">")
                .replace("</table>", "</table>\n</div>");
    }

    private String content(XhtmlNode parent) {
        StringBuilder html = new StringBuilder();
        for (XhtmlNode node : parent.getChildNodes()) {
            write(node, html);
        }
        return html.toString();
    }

    private void write(XhtmlNode node, StringBuilder html) {
        if (node.getNodeType() == NodeType.Text) {
            String text = node.getContent() == null ? "" : node.getContent().replace('\u00a0', ' ');
            html.append(Html.escape(PICTURES.matcher(text).replaceAll("")));
            return;
        }
        if (node.getNodeType() != NodeType.Element) {
            return;
        }
        String name = node.getName().toLowerCase(Locale.ROOT);
        String style = node.hasAttribute("style") ? node.getAttribute("style").replace(" ", "") : "";
        if (DROPPED.contains(name) || style.contains("display:none")) {
            return;
        }
        if (name.equals("table")) {
            table(node, html);
            return;
        }
        String inside = content(node);
        if (name.equals("a")) {
            anchor(node, inside, html);
            return;
        }
        if (name.equals("br") || name.equals("hr")) {
            html.append('<').append(name).append('>');
            return;
        }
        if (inside.isBlank() && !name.equals("td") && !name.equals("th")) {
            html.append(inside);
            return;
        }
        if (name.equals("span") || name.equals("font") || name.equals("tt")) {
            span(node, style, inside, html);
            return;
        }
        if (name.equals("p") && node.allText().strip().startsWith(HEADLINE)) {
            return;
        }
        String tag = HEADINGS.getOrDefault(name, name);
        if (!KEPT.contains(tag)) {
            html.append(inside);
            return;
        }
        html.append('<')
                .append(tag)
                .append('>')
                .append(inside)
                .append("</")
                .append(tag)
                .append('>');
    }

    private void anchor(XhtmlNode node, String inside, StringBuilder html) {
        String address = node.hasAttribute("href") ? links.apply(node.getAttribute("href")) : "";
        if (inside.isBlank()) {
            html.append(inside);
            return;
        }
        if (address.isEmpty()) {
            flag(node, inside, html);
            return;
        }
        html.append("<a href=\"").append(Html.escape(address)).append('"');
        title(node, html);
        html.append('>').append(inside).append("</a>");
    }

    private static void span(XhtmlNode node, String style, String inside, StringBuilder html) {
        if (style.contains("line-through")) {
            html.append("<s>").append(inside).append("</s>");
        } else if (style.contains("opacity")) {
            html.append("<span class=\"unchanged\">").append(inside).append("</span>");
        } else if (style.contains("font-weight:bold") && !node.hasAttribute("title")) {
            html.append("<b>").append(inside).append("</b>");
        } else {
            flag(node, inside, html);
        }
    }

    /** Words with an explanation, where HL7 gives one. */
    private static void flag(XhtmlNode node, String inside, StringBuilder html) {
        if (!hasTitle(node)) {
            html.append(inside);
            return;
        }
        html.append("<span class=\"flag\"");
        title(node, html);
        html.append('>').append(inside).append("</span>");
    }

    /** HL7 sets titles that are nothing, or the word null. */
    private static boolean hasTitle(XhtmlNode node) {
        String title = node.getAttribute("title");
        return title != null && !title.isBlank() && !title.equals("null");
    }

    private static void title(XhtmlNode node, StringBuilder html) {
        if (hasTitle(node)) {
            html.append(" title=\"")
                    .append(Html.escape(node.getAttribute("title")))
                    .append('"');
        }
    }

    /** A table whose first row is all headings or all bold gets a head; the others have row headings. */
    private void table(XhtmlNode table, StringBuilder html) {
        List<XhtmlNode> rows = rows(table);
        boolean head = !rows.isEmpty() && isHead(rows.get(0));
        html.append("<table class=\"grid\">\n");
        if (head) {
            html.append("<thead>\n<tr>");
            cells(rows.get(0)).forEach(cell -> cell(cell, "th", " scope=\"col\"", html));
            html.append("</tr>\n</thead>\n");
        }
        html.append("<tbody>\n");
        for (XhtmlNode row : head ? rows.subList(1, rows.size()) : rows) {
            html.append("<tr>");
            List<XhtmlNode> cells = cells(row);
            for (int at = 0; at < cells.size(); at++) {
                boolean heading =
                        at == 0 && cells.size() > 1 && !content(cells.get(0)).isBlank();
                cell(cells.get(at), heading ? "th" : "td", heading ? " scope=\"row\"" : "", html);
            }
            html.append("</tr>\n");
        }
        html.append("</tbody>\n</table>\n");
    }

    private void cell(XhtmlNode cell, String tag, String attributes, StringBuilder html) {
        html.append('<').append(tag).append(attributes);
        for (String span : List.of("colspan", "rowspan")) {
            if (cell.hasAttribute(span)) {
                html.append(' ')
                        .append(span)
                        .append("=\"")
                        .append(Html.escape(cell.getAttribute(span)))
                        .append('"');
            }
        }
        html.append('>').append(content(cell).strip()).append("</").append(tag).append('>');
    }

    private static boolean isHead(XhtmlNode row) {
        List<XhtmlNode> cells = cells(row);
        return !cells.isEmpty()
                && cells.stream().allMatch(cell -> cell.getName().equals("th") || isBold(cell))
                && cells.size() > 1;
    }

    private static boolean isBold(XhtmlNode cell) {
        List<XhtmlNode> inside = cell.getChildNodes().stream()
                .filter(node -> node.getNodeType() == NodeType.Element
                        || (node.getNodeType() == NodeType.Text
                                && !node.getContent().isBlank()))
                .toList();
        return !inside.isEmpty()
                && inside.stream()
                        .allMatch(node -> node.getNodeType() == NodeType.Element
                                && node.getName().equals("b"));
    }

    private static List<XhtmlNode> rows(XhtmlNode table) {
        List<XhtmlNode> rows = new ArrayList<>();
        for (XhtmlNode node : table.getChildNodes()) {
            if (node.getNodeType() != NodeType.Element) {
                continue;
            }
            if (node.getName().equals("tr")) {
                rows.add(node);
            } else if (Set.of("thead", "tbody", "tfoot").contains(node.getName())) {
                rows.addAll(rows(node));
            }
        }
        return rows;
    }

    private static List<XhtmlNode> cells(XhtmlNode row) {
        return row.getChildNodes().stream()
                .filter(node -> node.getNodeType() == NodeType.Element)
                .filter(node -> node.getName().equals("td") || node.getName().equals("th"))
                .toList();
    }

    private static List<XhtmlNode> images(XhtmlNode cell) {
        return cell.getChildNodes().stream()
                .filter(node ->
                        node.getNodeType() == NodeType.Element && node.getName().equals("img"))
                .toList();
    }

    private static String file(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }
}
