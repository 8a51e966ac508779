// SPDX-License-Identifier: Apache-2.0
/**
 * What this server asks of others, only of whom the operator lists, never redirected, bounded; and what others signed,
 * verified in one place.
 */
@NullMarked
package org.dripline.server.outgoing;

import org.jspecify.annotations.NullMarked;
