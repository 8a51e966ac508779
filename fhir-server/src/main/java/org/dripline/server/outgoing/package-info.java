// SPDX-License-Identifier: Apache-2.0
/** Requests that this server makes of others: only of whom the operator lists, never redirected, bounded. */
@NullMarked
package org.dripline.server.outgoing;

import org.jspecify.annotations.NullMarked;
