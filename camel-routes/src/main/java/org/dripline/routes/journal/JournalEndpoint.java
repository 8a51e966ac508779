// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.journal;

import java.util.List;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.lang.Nullable;

/**
 * {@code GET /actuator/journal/{controlId}}: what became of a message, newest first. {@code POST
 * /actuator/journal/{entry}}: read that entry again. {@code POST /actuator/journal/{entry}/{obx}}: read one withheld
 * value of it again, or with {@code {"because": "…"}} dismiss it. Management port only; holds no patient data.
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

    /**
     * Reads one withheld value again, or takes it off the list of questions.
     *
     * @param obx position among the message's OBX, from 1
     * @param because why it is dismissed; null: it is read again
     */
    @WriteOperation
    // Spring's own @Nullable: the actuator knows no other for a parameter that may be missing.
    public Value value(@Selector long entry, @Selector int obx, @Nullable String because) {
        if (because == null) {
            return new Value(entry, obx, journal.replay(entry, obx), false);
        }
        if (because.isBlank()) {
            throw new InvalidEndpointRequestException("because is empty", "Say in because why it is dismissed");
        }
        return new Value(entry, obx, false, journal.dismiss(entry, obx, because));
    }

    /**
     * What became of the request; neither when there is no such value, or when it is no question any more.
     *
     * @param replayed whether it is read again
     * @param dismissed whether it is dismissed
     */
    public record Value(long entry, int obx, boolean replayed, boolean dismissed) {}

    /**
     * What became of the request.
     *
     * @param replayed false when there is no such entry, or when it is not one to be read again
     */
    public record Replay(long entry, boolean replayed) {}
}
