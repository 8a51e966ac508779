// SPDX-License-Identifier: Apache-2.0
/**
 * A session of esketamine by nose: what was taken, how long the patient was watched, and the days of the programme's
 * form. It shares no number with the infusion: doses of the two medicines are never added or compared.
 */
@NullMarked
package org.dripline.nasal;

import org.jspecify.annotations.NullMarked;
