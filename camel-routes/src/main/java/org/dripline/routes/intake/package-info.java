// SPDX-License-Identifier: Apache-2.0
/**
 * The socket side: MLLP frames come in, their bytes go to the journal unread but for MSH, and an acknowledgement goes
 * out. Nothing that can fail for a clinical reason happens here.
 */
@NullMarked
package org.dripline.routes.intake;

import org.jspecify.annotations.NullMarked;
