// SPDX-License-Identifier: Apache-2.0
/** Admission, discharge and transfer: ADT messages → Patient, Encounter and Location. Pure: no server is asked here. */
@NullMarked
package org.dripline.routes.adt;

import org.jspecify.annotations.NullMarked;
