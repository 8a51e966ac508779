// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.access;

import java.util.Collection;
import org.dripline.server.storage.OwnSchema;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Who did what to whose record: a table that only grows. A row is on disk when {@link #write} returns, so whoever
 * writes before answering never answers unrecorded. Ids only: no name, no value.
 */
public final class AuditTrail {

    private final OwnSchema schema;

    /** @param schema with table {@code audit} */
    public AuditTrail(OwnSchema schema) {
        this.schema = schema;
    }

    /** What a row is about. */
    public enum Kind {
        READ,
        SEARCH,
        WRITE,
        OPERATION,
        SIGN_IN,
        LAUNCH,
        TOKEN,
        REFUSAL
    }

    /**
     * One row.
     *
     * @param outcome HTTP status of a refusal or failure; 200 where it went well
     * @param client the app; null when nobody said
     * @param username the person; null for a backend service, or when nobody said
     * @param patients logical ids of those whose record it is about
     * @param type resource type; null for all of them
     * @param id logical id; null where it is not about one resource
     */
    public record Entry(
            Kind kind,
            int outcome,
            @Nullable String client,
            @Nullable String username,
            Collection<String> patients,
            @Nullable String type,
            @Nullable String id) {}

    /** Writes a row, and waits until it is on disk. */
    public void write(Entry entry) {
        schema.statements()
                .update(
                        "insert into audit (kind, outcome, client_id, username, patients, resource_type, resource_id, address)"
                                + " values (?, ?, ?, ?, string_to_array(?, ' '), ?, ?, ?)",
                        entry.kind().name(),
                        entry.outcome(),
                        cut(entry.client(), 100),
                        cut(entry.username(), 200),
                        String.join(" ", entry.patients()),
                        cut(entry.type(), 64),
                        cut(entry.id(), 64),
                        cut(address(), 64));
    }

    /** Where the request that is under way came from. */
    private static @Nullable String address() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? request.getRequest().getRemoteAddr()
                : null;
    }

    private static @Nullable String cut(@Nullable String text, int most) {
        return text == null || text.length() <= most ? text : text.substring(0, most);
    }
}
