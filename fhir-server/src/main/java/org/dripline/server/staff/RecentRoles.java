// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.staff;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dripline.server.access.AccessGrant;
import org.dripline.server.access.Role;
import org.jspecify.annotations.Nullable;

/**
 * What somebody was at most a second ago, for what is asked with every request and every resource: a role takes several
 * searches. What somebody does, an {@link Act} that changes something, is asked of {@link Staff} itself.
 */
public final class RecentRoles {

    private static final Duration AGE = Duration.ofSeconds(1);
    private static final int MOST = 1_000;

    private final Staff staff;
    private final Map<Who, Known> known = new ConcurrentHashMap<>();

    private record Who(String username, @Nullable String fhirUser, boolean self) {}

    private record Known(Set<Role> roles, Instant until) {}

    RecentRoles(Staff staff) {
        this.staff = staff;
    }

    /** See {@link Staff#roles}. */
    public Set<Role> of(AccessGrant grant) {
        String username = grant.username();
        if (username == null) {
            return staff.roles(grant);
        }
        Instant now = Instant.now();
        boolean self = grant.patient() != null && ("Patient/" + grant.patient()).equals(grant.fhirUser());
        Who who = new Who(username, grant.fhirUser(), self);
        Known before = known.get(who);
        if (before != null && now.isBefore(before.until())) {
            return before.roles();
        }
        if (known.size() >= MOST) {
            known.clear();
        }
        Set<Role> roles = staff.roles(grant);
        known.put(who, new Known(roles, now.plus(AGE)));
        return roles;
    }
}
