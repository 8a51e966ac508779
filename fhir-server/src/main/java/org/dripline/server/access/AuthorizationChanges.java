// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.access;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells that something in this process gave, renewed or ended an authorization, so that nobody goes on with what was
 * read of it before. Of what another node or a command does, the database tells.
 */
public final class AuthorizationChanges {

    private final AtomicLong count = new AtomicLong();

    /** To be called once the database has it. */
    public void happened() {
        count.incrementAndGet();
    }

    /** Another number than before when anything happened in between. */
    public long count() {
        return count.get();
    }
}
