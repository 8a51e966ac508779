// SPDX-License-Identifier: Apache-2.0
/** What several parts of the routes do in the background. */
@NullMarked
package org.dripline.routes.work;

import org.jspecify.annotations.NullMarked;
