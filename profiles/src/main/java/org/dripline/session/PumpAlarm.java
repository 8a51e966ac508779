// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

import java.time.Instant;

/**
 * One alarm of the pump, however often it was reported: from its first report until a report without it shows the pump
 * running, or another start.
 *
 * @param name in words, such as {@code "occlusion"}
 * @param source the first report of it
 */
public record PumpAlarm(Instant from, String name, boolean standing, String source) {}
