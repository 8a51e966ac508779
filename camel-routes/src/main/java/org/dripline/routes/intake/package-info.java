// SPDX-License-Identifier: Apache-2.0
/**
 * The socket side: MLLP frames come in, their bytes go to the journal unread but for MSH, and an acknowledgement goes
 * out. Whether a message makes sense is a question for later; here only its envelope counts.
 */
@NullMarked
package org.dripline.routes.intake;

import org.jspecify.annotations.NullMarked;
