// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.rest;

import ca.uhn.fhir.rest.server.IResourceProvider;

/** A type of resource that this product answers for by itself: being a bean of this type, it stands in for HAPI's. */
public interface OwnResource extends IResourceProvider {}
