// SPDX-License-Identifier: Apache-2.0
/** MLLP framing, the same for what comes in and what goes out. */
@NullMarked
package org.dripline.routes.mllp;

import org.jspecify.annotations.NullMarked;
