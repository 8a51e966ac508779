// SPDX-License-Identifier: Apache-2.0
/**
 * The gate before an infusion on the server: the operations that judge a record, compare a dose and close a session,
 * and what stands between an intention and the store. Facts always pass.
 */
@NullMarked
package org.dripline.server.gate;

import org.jspecify.annotations.NullMarked;
