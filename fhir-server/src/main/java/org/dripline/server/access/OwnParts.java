// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.access;

import java.util.Set;

/** Client ids of the parts of this product that come to the FHIR server through its door, like any other app. */
public final class OwnParts {

    /** What devices and the EHR's feeds sent, charted. */
    public static final String ROUTES = "dripline-routes";
    /** What nurse and prescriber work in. */
    public static final String APP = "dripline-app";

    public static final Set<String> ALL = Set.of(ROUTES, APP);

    private OwnParts() {}
}
