// SPDX-License-Identifier: Apache-2.0
package org.dripline.guide;

import java.util.List;
import org.apache.commons.text.StringEscapeUtils;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Text as HTML. */
final class Html {

    private static final List<org.commonmark.Extension> TABLES = List.of(TablesExtension.create());
    private static final Parser MARKDOWN = Parser.builder().extensions(TABLES).build();
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().extensions(TABLES).escapeHtml(true).build();

    private Html() {}

    static String escape(String text) {
        return StringEscapeUtils.escapeXml10(text);
    }

    /** Markdown as HTML; HTML inside it is shown, not obeyed. */
    static String ofMarkdown(String markdown) {
        return RENDERER.render(MARKDOWN.parse(markdown))
                .replace(
                        "<table>",
                        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\">\n<table class=\"grid\">")
                .replace("</table>", "</table>\n</div>")
                .replace("<th>", "<th scope=\"col\">")
                .replace("<pre>", "<pre tabindex=\"0\">");
    }

    static String link(String address, String words) {
        return "<a href=\"" + escape(address) + "\">" + escape(words) + "</a>";
    }

    static String code(String text) {
        return "<code>" + escape(text) + "</code>";
    }
}
