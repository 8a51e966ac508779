// SPDX-License-Identifier: Apache-2.0
/** What stands before every FHIR request while access is {@code smart}: scopes, patient, operations, pages. */
@NullMarked
package org.dripline.server.door;

import org.jspecify.annotations.NullMarked;
