// SPDX-License-Identifier: Apache-2.0
/** What SMART words mean here: scopes, what a token grants, and where it is kept. */
@NullMarked
package org.dripline.server.access;

import org.jspecify.annotations.NullMarked;
