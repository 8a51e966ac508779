// SPDX-License-Identifier: Apache-2.0
/** The page on which a second person confirms a dose, or what was discarded, in their own name. */
@NullMarked
package org.dripline.app.confirm;

import org.jspecify.annotations.NullMarked;
