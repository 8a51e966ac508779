// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.journal;

import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * {@code GET /actuator/journal/{controlId}}: what became of a message, newest first. {@code POST
 * /actuator/journal/{entry}}: read that entry again. Management port only; holds no patient data.
 */
@Endpoint(id = "journal")
public final class JournalEndpoint {

    private final Journal journal;

    /** @param journal what is asked */
    public JournalEndpoint(Journal journal) {
        this.journal = journal;
    }

    /** Entries with this MSH-10; an empty list when there are none. */
    @ReadOperation
    public List<EntryStory> stories(@Selector String controlId) {
        return journal.stories(controlId);
    }

    /** Whether the entry is read again; by its journal id, since a control id may come more than once. */
    @WriteOperation
    public Replay replay(@Selector long entry) {
        return new Replay(entry, journal.replay(entry));
    }

    /** @param replayed false when there is no such entry, or when it is not one to be read again */
    public record Replay(long entry, boolean replayed) {}
}
