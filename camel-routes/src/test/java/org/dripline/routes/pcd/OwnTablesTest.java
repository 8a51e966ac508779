// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.pcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clinic's own rows beside ours. */
class OwnTablesTest {

    @Test
    void rowsForOtherNumbersAreTaken(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("metrics.csv"), "# ours\n\n999021;MDC_SIM_PRESSURE;VITAL;QUANTITY;kPa;\n");
        Nomenclature tables = Nomenclature.loadWith(folder);
        assertThat(tables.metric("999021", "")).map(Metric::referenceId).contains("MDC_SIM_PRESSURE");
        assertThat(tables.metric("147842", "")).isPresent();
    }

    @Test
    void anEmptyFolderChangesNothing(@TempDir Path folder) {
        assertThat(Nomenclature.loadWith(folder).metric("147842", "")).isPresent();
    }

    @Test
    void whatIsNoRowIsRefusedWithItsLine(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("metrics.csv"), "# ours\n999021;MDC_SIM_PRESSURE;VITAL;QUANTITY\n");
        assertThatThrownBy(() -> Nomenclature.loadWith(folder)).hasMessageContaining("metrics.csv:2: 6 columns");
    }

    @Test
    void aRoleNobodyKnowsIsRefusedWithItsLine(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("metrics.csv"), "999021;MDC_SIM_PRESSURE;VITALS;QUANTITY;kPa;\n");
        assertThatThrownBy(() -> Nomenclature.loadWith(folder)).hasMessageContaining("metrics.csv:1: ");
    }

    @Test
    void aNumberOursHaveIsRefused(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("metrics.csv"), "147842;MDC_SIM_PRESSURE;VITAL;QUANTITY;kPa;\n");
        assertThatThrownBy(() -> Nomenclature.loadWith(folder))
                .hasMessageContaining("metrics.csv:1: listed twice: 147842");
    }

    @Test
    void aConversionThatIsNoNumberIsRefused(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("conversions.csv"), "torr;mm[Hg];one;1\n");
        assertThatThrownBy(() -> Nomenclature.loadWith(folder)).hasMessageContaining("conversions.csv:1: ");
    }
}
