// SPDX-License-Identifier: Apache-2.0
/**
 * The all-in-one product. Its parts by subject: {@code storage} the database, {@code rest} the FHIR door,
 * {@code conformance} what the server knows of our profiles and which search parameters it keeps, {@code status} what
 * an operator sees of starting and logging.
 */
@NullMarked
package org.dripline.server;

import org.jspecify.annotations.NullMarked;
