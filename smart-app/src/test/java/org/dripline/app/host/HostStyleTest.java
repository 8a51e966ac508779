// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostStyleTest {

    @Test
    void knownColoursBecomeProperties() {
        assertThat(style("{\"color_text\":\"#2b2733\",\"color_background\":\"#FFF\",\"dim_font_size\":\"14px\"}")
                        .css())
                .isEqualTo(":root {\n  --host-background: #FFF;\n  --host-text: #2b2733;\n}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"color_text\":\"red\"}",
                "{\"color_text\":\"#12345\"}",
                "{\"color_text\":\"#123456;}body{display:none\"}",
                "{\"color_text\":\"url(http://evil.test)\"}",
                "{\"color_text\":\"#123456\\n\"}",
                "{\"color_other\":\"#123456\"}",
                "{\"color_text\":{\"x\":1}}",
                "[]",
                "not json",
                ""
            })
    void nothingElsePasses(String document) {
        assertThat(style(document).colours()).isEmpty();
    }

    private static HostStyle style(String document) {
        return HostStyle.of(document.getBytes(StandardCharsets.UTF_8));
    }
}
