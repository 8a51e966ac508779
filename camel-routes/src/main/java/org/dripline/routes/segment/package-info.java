// SPDX-License-Identifier: Apache-2.0
/** Messages of an EHR taken apart into segments, fields, components and subcomponents, whatever version of HL7 v2. */
@NullMarked
package org.dripline.routes.segment;

import org.jspecify.annotations.NullMarked;
