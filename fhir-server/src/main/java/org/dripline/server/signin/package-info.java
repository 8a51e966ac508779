// SPDX-License-Identifier: Apache-2.0
/** The people who sign in here: made on the command line, kept hashed, locked out after failures. */
@NullMarked
package org.dripline.server.signin;

import org.jspecify.annotations.NullMarked;
