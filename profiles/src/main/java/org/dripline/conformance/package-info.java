// SPDX-License-Identifier: Apache-2.0

/**
 * The FHIR artefacts of this project, read from the class path: profiles, extensions, code systems, value sets and
 * naming systems. Server, tests and tools read them here, so that all of them know the same ones. The JSON is made from
 * the FSH sources in {@code profiles/ig} and committed; see {@code profiles/README.md}.
 */
@NullMarked
package org.dripline.conformance;

import org.jspecify.annotations.NullMarked;
