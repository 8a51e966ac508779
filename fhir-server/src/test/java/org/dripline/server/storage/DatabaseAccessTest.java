// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAccessTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.test:5432/dripline?user=u&password=hidden-417",
                "jdbc:postgresql://u:hidden-417@db.test:5432/dripline",
                "jdbc:postgresql://u:hidden@hidden-417@db.test:5432/dripline?ssl=true"
            })
    void whatIsShownHoldsNoPassword(String url) {
        assertThat(new DatabaseAccess(url, "u", "hidden-417").toString())
                .contains("jdbc:postgresql://db.test:5432/dripline")
                .doesNotContain("hidden");
    }
}
