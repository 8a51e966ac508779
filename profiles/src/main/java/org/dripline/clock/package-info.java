// SPDX-License-Identifier: Apache-2.0
/**
 * The clinical clock: what "now" means for ages, stale values and doses. Tokens, audit and the journal use real time instead.
 */
@NullMarked
package org.dripline.clock;

import org.jspecify.annotations.NullMarked;
