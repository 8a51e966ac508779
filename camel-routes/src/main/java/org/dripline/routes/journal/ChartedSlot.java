// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.journal;

import java.time.Instant;

/**
 * The time in which at most one number of one kind is charted.
 *
 * @param patient id on the FHIR server
 * @param device likewise
 * @param code MDC number
 * @param begins beginning of the time
 * @param entry that has the number
 * @param changesState whether it says that measuring stopped: then every number of that time is charted
 */
public record ChartedSlot(
        String patient, String device, String code, Instant begins, long entry, boolean changesState) {}
