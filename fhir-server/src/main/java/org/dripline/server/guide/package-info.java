// SPDX-License-Identifier: Apache-2.0
/**
 * Serves the guide to the profiles, and the FHIR package in it, at {@code /ig}: files the build of {@code profiles}
 * made.
 */
@NullMarked
package org.dripline.server.guide;

import org.jspecify.annotations.NullMarked;
