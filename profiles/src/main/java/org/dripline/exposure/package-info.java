// SPDX-License-Identifier: Apache-2.0
/** Where a part that runs alone may listen; the all-in-one has a check of its own, which knows more settings. */
@NullMarked
package org.dripline.exposure;

import org.jspecify.annotations.NullMarked;
