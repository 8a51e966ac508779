// SPDX-License-Identifier: Apache-2.0
package org.dripline.outcome;

import java.time.LocalDate;
import org.dripline.figure.Why;

/**
 * Something a course waits for.
 *
 * @param code {@code session}, {@code score}, {@code interim-evaluation} or {@code full-evaluation}
 * @param earliest first day of its window
 * @param latest last day of its window
 */
public record Due(String code, LocalDate earliest, LocalDate latest, String words, Why why) {}
