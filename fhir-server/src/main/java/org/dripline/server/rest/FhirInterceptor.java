// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.rest;

/** A HAPI interceptor of the FHIR server: being a bean of this type registers it. Order by {@code @Order}. */
public interface FhirInterceptor {}
