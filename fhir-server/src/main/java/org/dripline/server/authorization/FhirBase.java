// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

/** Where the FHIR server is below the issuer: what {@code aud} and {@code iss} of a launch name. */
final class FhirBase {

    static final String PATH = "/fhir";

    private FhirBase() {}

    /** Whether an address is the FHIR base of an issuer; a slash at its end does not matter. */
    static boolean is(String address, String issuer) {
        String base = issuer + PATH;
        return address.equals(base) || address.equals(base + "/");
    }
}
