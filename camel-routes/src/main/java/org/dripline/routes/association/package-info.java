// SPDX-License-Identifier: Apache-2.0
/** Whose values are these? A patient identifier in the message is looked up on the FHIR server; nobody is guessed. */
@NullMarked
package org.dripline.routes.association;

import org.jspecify.annotations.NullMarked;
