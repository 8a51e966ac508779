// SPDX-License-Identifier: Apache-2.0
/**
 * What the server knows beyond base R4: the product's profiles for validation and in its CapabilityStatement, and the
 * search parameters it keeps.
 */
@NullMarked
package org.dripline.server.conformance;

import org.jspecify.annotations.NullMarked;
