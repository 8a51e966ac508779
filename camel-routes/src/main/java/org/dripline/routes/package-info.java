// SPDX-License-Identifier: Apache-2.0
/**
 * Devices in: MLLP frames are journalled, acknowledged, read, matched to a patient and written as FHIR. This package
 * holds what the parts share (the reasons a message or a value can be refused for) and the wiring of them into a
 * process.
 */
@NullMarked
package org.dripline.routes;

import org.jspecify.annotations.NullMarked;
