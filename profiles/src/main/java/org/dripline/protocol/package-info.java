// SPDX-License-Identifier: Apache-2.0
/**
 * How ketamine is given, as data: {@link org.dripline.protocol.Protocol} holds every number and criterion with its
 * source and mark, {@link org.dripline.protocol.ProtocolDigest} says what a signature covers,
 * {@link org.dripline.protocol.ProtocolStatus} whether it holds, {@link org.dripline.protocol.SeriesPlan} and
 * {@link org.dripline.protocol.DosePlan} what follows from it for one patient. Pure: no clock, no log, no FHIR.
 */
@NullMarked
package org.dripline.protocol;

import org.jspecify.annotations.NullMarked;
