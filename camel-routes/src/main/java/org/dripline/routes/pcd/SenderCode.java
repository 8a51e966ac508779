// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.pcd;

/**
 * A code as its sender gave it.
 *
 * @param code may be empty when there is a name
 * @param name its text; for MDC the reference id
 * @param system name of its coding system (HL7 table 0396), such as {@code MDC}; may be empty
 */
public record SenderCode(String code, String name, String system) {}
