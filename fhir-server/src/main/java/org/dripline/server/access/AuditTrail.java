// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.access;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.server.ServletRequestTracing;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.dripline.server.storage.OwnSchema;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Who did what to whose record: a table that only grows. A row is on disk when {@link #write(Entry)} returns, so
 * whoever writes before answering never answers unrecorded. Ids and what was asked for: no name, no value of a record.
 */
public final class AuditTrail implements AutoCloseable {

    private static final String INSERT = "insert into access.audit (kind, outcome, client_id, username, patients,"
            + " resource_type, resource_id, address, action, interaction, request_id, scopes, query, resources, detail)"
            + " values (?, ?, ?, ?, string_to_array(?, ' '), ?, ?, ?, ?, ?, ?, ?, ?, string_to_array(?, ' '), ?)";

    private static final int LONGEST_TEXT = 4000;

    private final AuditWriter writer;

    /** @param schema with table {@code audit} */
    public AuditTrail(OwnSchema schema) {
        this.writer = new AuditWriter(schema, INSERT);
    }

    /** What a row is about. A new kind needs its code in the FSH of {@code dripline-audit-kind}, too. */
    public enum Kind {
        READ,
        SEARCH,
        WRITE,
        OPERATION,
        /** A prescriber went on in spite of what the gate holds. */
        OVERRIDE,
        /** A message of a device or an EHR became part of the record. */
        MESSAGE,
        /** A message was read again, and the record changed with it. */
        REPLAY,
        EXPORT,
        SIGN_IN,
        SIGN_OUT,
        LAUNCH,
        TOKEN,
        /** An app gave a token back before its end. */
        REVOCATION,
        /** A host's token was traded for one of ours. */
        EXCHANGE,
        /** Somebody opened what is withheld, and said why. */
        BREAK_GLASS,
        /** The oldest rows of this table were destroyed; by whom and which stands in the detail. */
        DESTRUCTION,
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
     * @param asked how it was asked for
     */
    public record Entry(
            Kind kind,
            int outcome,
            @Nullable String client,
            @Nullable String username,
            Collection<String> patients,
            @Nullable String type,
            @Nullable String id,
            Asked asked) {

        public Entry {
            patients = List.copyOf(patients);
        }

        /** A row about something that no FHIR request asked for. */
        public Entry(
                Kind kind,
                int outcome,
                @Nullable String client,
                @Nullable String username,
                Collection<String> patients,
                @Nullable String type,
                @Nullable String id) {
            this(kind, outcome, client, username, patients, type, id, Asked.NOTHING);
        }
    }

    /**
     * How something was asked for.
     *
     * @param action of FHIR's AuditEvent.action: C, R, U, D or E; null where only E (execute) can be said
     * @param interaction FHIR's code of it, such as {@code search-type}, or an operation with its {@code $}
     * @param scopes of the token
     * @param query type and parameters of a search, as it was carried out
     * @param resources what was written, each {@code [type]/[id]/_history/[version]}
     * @param detail what the kind needs besides, such as a reason or the number of a message
     */
    public record Asked(
            @Nullable String action,
            @Nullable String interaction,
            @Nullable String scopes,
            @Nullable String query,
            Collection<String> resources,
            @Nullable String detail) {

        public static final Asked NOTHING = new Asked(null, null, null, null, List.of(), null);

        public Asked {
            resources = List.copyOf(resources);
        }

        /** Nothing but a detail. */
        public static Asked detail(String detail) {
            return new Asked(null, null, null, null, List.of(), detail);
        }
    }

    /** Writes a row, and waits until it is on disk. */
    public void write(Entry entry) {
        begin(entry).await();
    }

    /**
     * Begins to write a row. Whoever answers what it is about first waits for {@link Row#await()}.
     *
     * @return the row on its way
     */
    public Row begin(Entry entry) {
        ServletRequestAttributes web =
                RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes known ? known : null;
        return begin(entry, web == null ? null : web.getRequest(), web == null ? null : web.getResponse());
    }

    /** Writes a row about a request that Spring does not know yet, and waits until it is on disk. */
    public void write(Entry entry, HttpServletRequest request, HttpServletResponse response) {
        begin(entry, request, response).await();
    }

    private Row begin(Entry entry, @Nullable HttpServletRequest request, @Nullable HttpServletResponse response) {
        CompletableFuture<Void> onDisk = writer.write(columns(entry, request));
        if (request != null) {
            tellId(request, response);
        }
        return new Row(onDisk);
    }

    /** A row on its way to the disk. */
    public static final class Row {

        private final CompletableFuture<Void> onDisk;

        private Row(CompletableFuture<Void> onDisk) {
            this.onDisk = onDisk;
        }

        /**
         * Returns when the row is on disk.
         *
         * @throws IllegalStateException when it cannot be written: then nothing may be answered
         */
        public void await() {
            try {
                onDisk.join();
            } catch (CompletionException failed) {
                throw new IllegalStateException("the audit cannot be written", failed.getCause());
            }
        }
    }

    /** Writes what is waiting, and ends. */
    @Override
    public void close() {
        writer.close();
    }

    /**
     * Writes a row with somebody else's connection, in the transaction that is under way there: both are kept, or
     * neither.
     *
     * @param request that asked for it; null when the product acts by itself
     */
    public static void write(Entry entry, JdbcTemplate transaction, @Nullable HttpServletRequest request) {
        transaction.update(INSERT, columns(entry, request));
    }

    private static Object[] columns(Entry entry, @Nullable HttpServletRequest request) {
        Asked asked = entry.asked();
        return new Object[] {
            entry.kind().name(),
            entry.outcome(),
            cut(entry.client(), 100),
            cut(entry.username(), 200),
            String.join(" ", entry.patients()),
            cut(entry.type(), 64),
            cut(entry.id(), 64),
            // Behind a proxy, what the server takes from the proxy.
            request == null ? null : cut(request.getRemoteAddr(), 64),
            asked.action(),
            cut(asked.interaction(), 64),
            request == null ? null : cut(ServletRequestTracing.getOrGenerateRequestId(request), 200),
            asked.scopes(),
            cut(asked.query(), LONGEST_TEXT),
            String.join(" ", asked.resources()),
            cut(asked.detail(), LONGEST_TEXT)
        };
    }

    /** HAPI tells the id of its requests; the answer to any other one says it likewise. */
    private static void tellId(HttpServletRequest request, @Nullable HttpServletResponse response) {
        if (response != null && !response.isCommitted() && !response.containsHeader(Constants.HEADER_REQUEST_ID)) {
            response.setHeader(Constants.HEADER_REQUEST_ID, ServletRequestTracing.getOrGenerateRequestId(request));
        }
    }

    /** PostgreSQL keeps no NUL. */
    private static @Nullable String cut(@Nullable String text, int most) {
        if (text == null) {
            return null;
        }
        String kept = text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
        return kept.length() <= most ? kept : kept.substring(0, most);
    }
}
