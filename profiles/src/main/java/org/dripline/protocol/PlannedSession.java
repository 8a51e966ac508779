// SPDX-License-Identifier: Apache-2.0
package org.dripline.protocol;

import java.time.LocalDate;

/**
 * One session of a plan.
 *
 * @param number from 1
 * @param date when it is planned
 * @param earliest the first day the protocol allows
 * @param latest the last day the protocol allows
 * @param afterDecision true when patient and prescriber decide first whether it takes place
 */
public record PlannedSession(int number, LocalDate date, LocalDate earliest, LocalDate latest, boolean afterDecision) {}
