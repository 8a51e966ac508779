// SPDX-License-Identifier: Apache-2.0
/** What an operator sees: why the product did not start, in one sentence, and what is never logged. */
@NullMarked
package org.dripline.server.status;

import org.jspecify.annotations.NullMarked;
