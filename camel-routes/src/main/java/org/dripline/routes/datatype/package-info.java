// SPDX-License-Identifier: Apache-2.0
/** Data types and code tables of HL7 v2 as FHIR R4 has them, by the maps of the HL7 v2-to-FHIR implementation guide. */
@NullMarked
package org.dripline.routes.datatype;

import org.jspecify.annotations.NullMarked;
