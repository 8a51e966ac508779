// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.pcd;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A value under a code that is not in our table: kept as it came, on the chart but no vital sign and in no figure.
 *
 * @param obx position among the message's OBX, from 1
 * @param path OBX-4
 * @param codes OBX-3, one or two
 * @param at when it was true, as in {@link Reading}
 * @param validated OBX-11 = F
 * @param questionable OBX-8 has QUES
 */
public record UnmappedValue(
        int obx,
        String path,
        List<SenderCode> codes,
        Instant at,
        DeviceIdentity device,
        boolean validated,
        boolean questionable,
        Value value)
        implements ReportedRow {

    public UnmappedValue {
        codes = List.copyOf(codes);
    }

    /** What OBX-5 says. */
    public sealed interface Value permits Number, Coded, Text {}

    /**
     * OBX-2 = NM.
     *
     * @param unit OBX-6 as it came
     * @param ucum the same in UCUM; empty when the unit is not in our table
     */
    public record Number(BigDecimal value, SenderCode unit, String ucum) implements Value {}

    /** OBX-2 = CWE, CE or CNE. */
    public record Coded(SenderCode code) implements Value {}

    /** OBX-2 = ST, TX, FT or IS. */
    public record Text(String text) implements Value {}
}
