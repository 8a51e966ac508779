// SPDX-License-Identifier: Apache-2.0
package org.dripline.outcome;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What an instrument said at one moment.
 *
 * @param instrument its code, such as {@code phq-9}
 * @param source such as {@code Observation/…}
 */
public record OutcomeScore(Instant at, String instrument, BigDecimal value, String source) {}
