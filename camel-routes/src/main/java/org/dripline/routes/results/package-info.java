// SPDX-License-Identifier: Apache-2.0
/** Results of laboratories and wards: ORU messages → Observation. Pure: no server is asked here. */
@NullMarked
package org.dripline.routes.results;

import org.jspecify.annotations.NullMarked;
