// SPDX-License-Identifier: Apache-2.0
/** Who is what in this clinic, and who may do what: roles, acts, and the one table that joins them. */
@NullMarked
package org.dripline.server.staff;

import org.jspecify.annotations.NullMarked;
