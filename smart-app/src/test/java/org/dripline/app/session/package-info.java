// SPDX-License-Identifier: Apache-2.0
/** Tests of the session screen: its wording, its drawing, its merging of what it read. */
@NullMarked
package org.dripline.app.session;

import org.jspecify.annotations.NullMarked;
