// SPDX-License-Identifier: Apache-2.0
/** Benchmarks that are run by hand; no test runs them. */
@NullMarked
package org.dripline.bench;

import org.jspecify.annotations.NullMarked;
