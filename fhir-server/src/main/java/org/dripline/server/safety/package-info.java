// SPDX-License-Identifier: Apache-2.0
/** What the server refuses to store: plans, orders and signed documents that contradict themselves. Facts never. */
@NullMarked
package org.dripline.server.safety;

import org.jspecify.annotations.NullMarked;
