// SPDX-License-Identifier: Apache-2.0
/**
 * Makes what others read of the profiles: the implementation guide and the FHIR package. The build runs it; the jar
 * does not hold it, and its libraries (HL7's renderers) are on no run-time class path.
 *
 * <pre>
 * conformance/fhir/*.json ─┐
 * fhir/valid, fhir/invalid ┼─ Inventory ─ Renderings ─┬─ ArtefactPage, Overview, Chapter ─ Site ─▶ org/dripline/ig/
 * ig/input/pagecontent     ┘                          └─ FhirPackage ─▶ dripline.fhir.r4-0.1.0.tgz
 * </pre>
 *
 * Everything is found by its folder: an artefact, an example or a chapter that is added appears without a change here.
 */
@NullMarked
package org.dripline.guide;

import org.jspecify.annotations.NullMarked;
