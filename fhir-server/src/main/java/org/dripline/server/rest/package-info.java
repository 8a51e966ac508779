// SPDX-License-Identifier: Apache-2.0
/** The FHIR door: HAPI's REST server on {@code /fhir}, how it stores and searches, and who may knock. */
@NullMarked
package org.dripline.server.rest;

import org.jspecify.annotations.NullMarked;
