// SPDX-License-Identifier: Apache-2.0
/**
 * The only crossing between FHIR R4 resources and the domain: {@link org.dripline.fhir.SessionResources} reads a
 * session out of resources, {@link org.dripline.fhir.CourseResources} a course, {@link org.dripline.fhir.Canonicals}
 * names our profiles, {@link org.dripline.fhir.DerivedId} makes ids.
 */
@NullMarked
package org.dripline.fhir;

import org.jspecify.annotations.NullMarked;
