// SPDX-License-Identifier: Apache-2.0
/**
 * What is known of the products that send: how each is recognised, and where it departs from the standard. One YAML
 * file each; only what a quirk does is code. Knows neither HAPI nor FHIR.
 */
@NullMarked
package org.dripline.routes.vendor;

import org.jspecify.annotations.NullMarked;
