// SPDX-License-Identifier: Apache-2.0
/**
 * What goes out over MLLP: written to the database first, sent in the order of its destination, and kept until the
 * other side answered.
 */
@NullMarked
package org.dripline.routes.outbound;

import org.jspecify.annotations.NullMarked;
