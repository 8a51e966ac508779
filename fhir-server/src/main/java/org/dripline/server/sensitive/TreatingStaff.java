// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.sensitive;

import java.util.EnumSet;
import java.util.Set;
import org.dripline.server.access.AccessGrant;
import org.dripline.server.access.Role;
import org.dripline.server.staff.RecentRoles;

/** Whether somebody treats patients here. */
final class TreatingStaff {

    private static final Set<Role> TREATING = EnumSet.of(Role.NURSE, Role.PRESCRIBER, Role.ACLS_HOLDER);

    private final RecentRoles roles;

    TreatingStaff(RecentRoles roles) {
        this.roles = roles;
    }

    /** Never so for a backend service: nobody treats by it. */
    boolean includes(AccessGrant grant) {
        return grant.username() != null && roles.of(grant).stream().anyMatch(TREATING::contains);
    }
}
