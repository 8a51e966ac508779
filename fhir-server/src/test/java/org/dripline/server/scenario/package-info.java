// SPDX-License-Identifier: Apache-2.0
/**
 * Whole stories of patients, played into the running product and asserted line by line. A story is one file,
 * {@code org/dripline/scenarios/<id>.yaml} among the test resources; adding one adds no code. Its README says how.
 */
@NullMarked
package org.dripline.server.scenario;

import org.jspecify.annotations.NullMarked;
