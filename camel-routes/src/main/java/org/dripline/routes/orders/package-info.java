// SPDX-License-Identifier: Apache-2.0
/** Orders: RDE, OMP and ORM messages → MedicationRequest and ServiceRequest. Pure: no server is asked here. */
@NullMarked
package org.dripline.routes.orders;

import org.jspecify.annotations.NullMarked;
