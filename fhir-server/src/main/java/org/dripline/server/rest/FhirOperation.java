// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.rest;

/**
 * A FHIR operation of this product: a bean whose methods carry HAPI's {@code @Operation}. Being a bean of this type
 * registers it with the server.
 */
public interface FhirOperation {}
