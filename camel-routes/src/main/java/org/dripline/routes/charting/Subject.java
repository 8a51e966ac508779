// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.charting;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whose chart.
 *
 * @param patientId on the FHIR server
 * @param encounterAt the encounter a value of that time belongs to
 */
record Subject(String patientId, Function<Instant, Optional<String>> encounterAt) {}
