// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.pcd;

import java.util.List;

/**
 * Whose values these are, as far as the message says.
 *
 * @param identifiers PID-3, in message order; empty when PID-31 says that the identity is unknown
 * @param visit PV1-19; its value is empty when absent
 * @param bed PV1-3 as {@code point of care^room^bed}; empty when absent
 */
public record PatientIdentity(List<Identifier> identifiers, Identifier visit, String bed) {

    /** Nothing is said. */
    static final Identifier NO_VISIT = new Identifier("", "", "");

    /** Of a message that does not say whose it is. */
    public static final PatientIdentity NOBODY = new PatientIdentity(List.of(), NO_VISIT);

    public PatientIdentity {
        identifiers = List.copyOf(identifiers);
    }

    /** Of a message that names no bed. */
    public PatientIdentity(List<Identifier> identifiers, Identifier visit) {
        this(identifiers, visit, "");
    }

    /**
     * A CX.
     *
     * @param value CX.1
     * @param authority CX.4.1, the assigning authority's name
     * @param universalAuthority CX.4.2, its universal id
     */
    public record Identifier(String value, String authority, String universalAuthority) {
        @Override
        public String toString() {
            return "Identifier[of " + authority + "]";
        }
    }

    @Override
    public String toString() {
        return "PatientIdentity[" + identifiers.size() + " identifiers]";
    }
}
