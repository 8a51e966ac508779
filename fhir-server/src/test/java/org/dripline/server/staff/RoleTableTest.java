// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.dripline.server.access.Role;
import org.junit.jupiter.api.Test;

class RoleTableTest {

    private static final String HEADER =
            "act," + Arrays.stream(Role.values()).map(Role::code).collect(Collectors.joining(",")) + ",what,source\n";

    @Test
    void theShippedTableSaysWhoOrdersAndWhoReadsTheAudit() {
        RoleTable table = RoleTable.shipped();

        assertThat(table.allows(Set.of(Role.PRESCRIBER), Act.ORDER)).isTrue();
        assertThat(table.allows(Set.of(Role.NURSE, Role.ACLS_HOLDER), Act.ORDER))
                .isFalse();
        assertThat(table.allows(Set.of(Role.NURSE, Role.ACLS_HOLDER), Act.CLEAR))
                .isTrue();
        assertThat(table.allows(Set.of(Role.ADMINISTRATOR), Act.READ_AUDIT)).isFalse();
        assertThat(table.allows(Set.of(), Act.EXPORT)).isFalse();
        assertThat(table.needed(Act.CLEAR))
                .isEqualTo("This needs the role prescriber or ACLS holder: nobody else may clear or start a session.");
    }

    @Test
    void aTableThatSaysTooLittleOrTwiceIsRefused() {
        String all = Arrays.stream(Act.values())
                .map(act -> act.code() + ",-".repeat(Role.values().length) + ",x,y\n")
                .collect(Collectors.joining());
        assertThat(RoleTable.of(HEADER + all).needed(Act.ORDER)).contains("nobody here");

        for (String wrong : List.of(
                "",
                HEADER,
                HEADER + all.replace("witness,", "witnes,"),
                HEADER + all + "order" + ",-".repeat(Role.values().length) + ",x,y\n",
                HEADER + all.replaceFirst("-", "perhaps"),
                HEADER + all.replaceFirst(",-", ""),
                HEADER.replace("nurse", "nurze") + all)) {
            assertThatThrownBy(() -> RoleTable.of(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
