// SPDX-License-Identifier: Apache-2.0
/** Appointments: SIU messages → Appointment. Pure: no server is asked here. */
@NullMarked
package org.dripline.routes.scheduling;

import org.jspecify.annotations.NullMarked;
