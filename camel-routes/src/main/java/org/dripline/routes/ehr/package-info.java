// SPDX-License-Identifier: Apache-2.0
/**
 * What a message of an EHR becomes, given what the FHIR server has: readers and maps of the families, and the questions
 * to the server between them.
 */
@NullMarked
package org.dripline.routes.ehr;

import org.jspecify.annotations.NullMarked;
