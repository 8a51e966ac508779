// SPDX-License-Identifier: Apache-2.0
/**
 * The host EHRs that this server believes: what they signed, what they show with a launch's own access token, and which
 * of our records that is.
 */
@NullMarked
package org.dripline.server.host;

import org.jspecify.annotations.NullMarked;
