// SPDX-License-Identifier: Apache-2.0
/** From a device report to one FHIR transaction of PUTs, and the workers that do so per source, in order. */
@NullMarked
package org.dripline.routes.charting;

import org.jspecify.annotations.NullMarked;
