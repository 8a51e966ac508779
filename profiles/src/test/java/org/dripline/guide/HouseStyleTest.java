// SPDX-License-Identifier: Apache-2.0
package org.dripline.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;
import org.hl7.fhir.utilities.xhtml.XhtmlParser;
import org.junit.jupiter.api.Test;

class HouseStyleTest {

    private final HouseStyle style = new HouseStyle(address -> address.startsWith("gone") ? "" : address);

    @Test
    void whatWouldLoadRunOrColourIsLeftOut() throws IOException {
        String html = style.narrative(
                parse(
                        "<div><p style=\"color: red\" onclick=\"x()\">Kept</p><img src=\"tbl_bck1.png\" alt=\".\"/>"
                                + "<script>x()</script><input name=\"filter\" type=\"text\"/><div style=\"display: none\">hidden</div></div>"));

        assertThat(html).isEqualTo("<p>Kept</p>");
    }

    @Test
    void aLinkThatLeadsNowhereLeavesItsWords() throws IOException {
        String html = style.narrative(
                parse("<div><a href=\"gone.html\">word</a> <a href=\"there.html\" title=\"Where\">other</a></div>"));

        assertThat(html).isEqualTo("word <a href=\"there.html\" title=\"Where\">other</a>");
    }

    @Test
    void textIsEscapedAndPicturesOfVersionsGo() throws IOException {
        assertThat(style.narrative(parse("<div><p>a &lt; b, version \uD83D\uDCE60.1.0</p></div>")))
                .isEqualTo("<p>a &lt; b, version 0.1.0</p>");
    }

    @Test
    void aRowOfBoldCellsBecomesTheHead() throws IOException {
        String html = style.narrative(parse("<div><table><tr><td><b>Code</b></td><td><b>Display</b></td></tr>"
                + "<tr><td>mg</td><td>milligram</td></tr></table></div>"));

        assertThat(html)
                .contains("<thead>\n<tr><th scope=\"col\"><b>Code</b></th><th scope=\"col\"><b>Display</b></th></tr>")
                .contains("<tr><th scope=\"row\">mg</th><td>milligram</td></tr>");
    }

    @Test
    void theImagesOfATreeBecomeItsDepthAndTheKindOfElement() throws IOException {
        String row = "<tr><td><img src=\"tbl_spacer.png\"/><img src=\"tbl_vline.png\"/><img src=\"tbl_vjoin.png\"/>"
                + "<img src=\"icon_slice_item.png\" title=\"Slice Item\"/> component:mean</td><td/><td>0..1</td><td/>"
                + "<td><span style=\"opacity: 0.5\">same</span></td></tr>";

        String html = style.tree(parse("<table>" + row + "</table>"), "Odd tree");

        assertThat(html)
                .contains("aria-label=\"Odd tree\"")
                .contains(
                        "<th scope=\"row\" class=\"depth-2\"><span class=\"kind kind-slice-item\" title=\"Slice Item\">")
                .contains("component:mean</th>")
                .contains("<span class=\"unchanged\">same</span>")
                .doesNotContain("<img");
    }

    private static XhtmlNode parse(String xhtml) throws IOException {
        return new XhtmlParser().parseFragment(xhtml);
    }
}
