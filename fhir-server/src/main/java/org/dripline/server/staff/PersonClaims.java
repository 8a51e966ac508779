// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.staff;

import java.util.Set;
import org.dripline.server.access.AccessGrant;

/**
 * What the hospital's provider or the host EHR says of a signed-in person beside the record, such as the groups they
 * are in; {@code dripline.access.roles.*} says which role each value is. A bean of this type is asked.
 */
public interface PersonClaims {

    /** Values of the claims that speak of roles; empty when nobody says anything. */
    Set<String> of(AccessGrant grant);
}
