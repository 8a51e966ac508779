// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import java.util.Map;
import org.dripline.server.access.WhereTokensAreAsked;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The colours of our pages for an app that wants to look alike. Source: SMART App Launch 2.2, "styling"; the values are
 * those of the design tokens.
 */
@RestController
@WhereTokensAreAsked
final class StylePage {

    static final String PATH = "/smart-style.json";

    private static final Map<String, String> STYLE = Map.of(
            "color_background", "#f2f4f6",
            "color_error", "#1b2733",
            "color_highlight", "#2f5fa8",
            "color_modal_backdrop", "#1b2733",
            "color_success", "#24508f",
            "color_text", "#1b2733",
            "dim_border_radius", "6px",
            "dim_font_size", "15px",
            "dim_spacing_size", "16px",
            "font_family_body", "system-ui, sans-serif");

    @GetMapping(PATH)
    Map<String, String> style() {
        return STYLE;
    }
}
