// SPDX-License-Identifier: Apache-2.0
/**
 * The app as a whole: its auto-configuration, its configuration keys and the small main that runs it beside somebody
 * else's FHIR server. Each part of what people see is a package of its own below this one.
 */
@NullMarked
package org.dripline.app;

import org.jspecify.annotations.NullMarked;
