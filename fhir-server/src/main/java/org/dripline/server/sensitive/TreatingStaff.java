// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.sensitive;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dripline.server.access.AccessGrant;
import org.dripline.server.access.Role;
import org.dripline.server.staff.Staff;

/**
 * Whether somebody treats patients here. One search shows hundreds of resources, and a role takes several searches: so
 * it is looked up again after a second, and not for each resource.
 */
final class TreatingStaff {

    private static final Set<Role> TREATING = EnumSet.of(Role.NURSE, Role.PRESCRIBER, Role.ACLS_HOLDER);
    private static final Duration AGE = Duration.ofSeconds(1);
    private static final int MOST = 1_000;

    private final Staff staff;
    private final Map<Who, Known> known = new ConcurrentHashMap<>();

    private record Who(String username, String fhirUser) {}

    private record Known(boolean treats, Instant until) {}

    TreatingStaff(Staff staff) {
        this.staff = staff;
    }

    /** Never so for a backend service: nobody treats by it. */
    boolean includes(AccessGrant grant) {
        String username = grant.username();
        if (username == null) {
            return false;
        }
        Instant now = Instant.now();
        Who who = new Who(username, String.valueOf(grant.fhirUser()));
        Known before = known.get(who);
        if (before != null && now.isBefore(before.until())) {
            return before.treats();
        }
        if (known.size() >= MOST) {
            known.clear();
        }
        boolean treats = staff.roles(grant).stream().anyMatch(TREATING::contains);
        known.put(who, new Known(treats, now.plus(AGE)));
        return treats;
    }
}
