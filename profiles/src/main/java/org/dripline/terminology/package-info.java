// SPDX-License-Identifier: Apache-2.0
/** Codes and units this product reads and writes, each named once. Code systems are named by their FHIR address. */
@NullMarked
package org.dripline.terminology;

import org.jspecify.annotations.NullMarked;
