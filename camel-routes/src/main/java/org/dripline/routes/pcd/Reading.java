// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.pcd;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * One value that can be charted.
 *
 * @param obx position among the message's OBX, from 1
 * @param path OBX-4
 * @param channel OBX-4 of the pump's delivery channel it stands in, as {@code 1.1.2}; empty for what stands outside of
 *     one and so holds for the whole pump
 * @param at when it was true: OBX-14, else the nearest device row's, else OBR-7
 * @param validated OBX-11 = F; otherwise the value is raw
 * @param questionable OBX-8 has QUES: the device doubts its own value
 */
public record Reading(
        int obx,
        String path,
        String channel,
        Metric metric,
        Instant at,
        DeviceIdentity device,
        boolean validated,
        boolean questionable,
        Value value)
        implements ReportedRow {

    /** What OBX-5 says. */
    public sealed interface Value permits Quantity, Token, Text, Condition, NotAvailable {}

    /**
     * A number in a unit.
     *
     * @param unit UCUM code
     */
    public record Quantity(BigDecimal value, String unit) implements Value {}

    /** An IHE word such as {@code pump-delivery-status-delivering}. */
    public record Token(String token) implements Value {}

    /** Words of the device, such as its drug label. */
    public record Text(String text) implements Value {}

    /**
     * An MDC alarm condition as it came.
     *
     * @param code MDC number, may be empty
     * @param name MDC reference id, may be empty
     */
    public record Condition(String code, String name) implements Value {}

    /**
     * The monitor measures this vital sign no more: OBX-5 is empty and OBX-8 is NAV, NI or OFF. That is charted, since
     * a screen must not go on showing the last number as the present one.
     */
    public record NotAvailable() implements Value {}
}
