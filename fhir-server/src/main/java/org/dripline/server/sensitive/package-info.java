// SPDX-License-Identifier: Apache-2.0
/** What a source labelled as not for everybody: who sees it, on whose consent, and what is kept of an emergency. */
@NullMarked
package org.dripline.server.sensitive;

import org.jspecify.annotations.NullMarked;
