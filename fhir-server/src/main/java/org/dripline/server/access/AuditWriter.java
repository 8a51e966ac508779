// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.access;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.dripline.server.storage.OwnSchema;
import org.springframework.dao.DataAccessException;

/**
 * One thread that writes what many ask for: whatever came while the disk was busy goes to it together, so that many
 * requests share one wait. Each is told when its own row is on disk, or why it is not.
 */
final class AuditWriter implements AutoCloseable {

    private static final int MOST_AT_ONCE = 200;

    private final OwnSchema schema;
    private final String insert;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::work, "audit-write");
    private volatile boolean closed;

    private record Waiting(Object[] columns, CompletableFuture<Void> onDisk) {}

    AuditWriter(OwnSchema schema, String insert) {
        this.schema = schema;
        this.insert = insert;
        thread.setDaemon(true);
        thread.start();
    }

    /** Completes when the row is on disk. */
    CompletableFuture<Void> write(Object[] columns) {
        Waiting waiting = new Waiting(columns, new CompletableFuture<>());
        queue.add(waiting);
        if (closed) {
            // Whoever asked while the last ones were written: nobody is there for it any more.
            waiting.onDisk().completeExceptionally(new IllegalStateException("the audit is closed"));
        }
        return waiting.onDisk();
    }

    private void work() {
        List<Waiting> batch = new ArrayList<>();
        while (!closed || !queue.isEmpty()) {
            try {
                batch.add(queue.take());
            } catch (InterruptedException woken) {
                continue;
            }
            queue.drainTo(batch, MOST_AT_ONCE - 1);
            write(batch);
            batch.clear();
        }
    }

    private void write(List<Waiting> batch) {
        if (batch.size() > 1 && wroteTogether(batch)) {
            return;
        }
        for (Waiting one : batch) {
            try {
                schema.statements().update(insert, one.columns());
                one.onDisk().complete(null);
            } catch (RuntimeException failed) {
                one.onDisk().completeExceptionally(failed);
            }
        }
    }

    /** All of them, or none: then one by one, so that one that cannot be kept holds up nobody else. */
    private boolean wroteTogether(List<Waiting> batch) {
        try {
            schema.transactions()
                    .executeWithoutResult(status -> schema.statements()
                            .batchUpdate(
                                    insert, batch.stream().map(Waiting::columns).toList()));
        } catch (DataAccessException | IllegalStateException failed) {
            return false;
        }
        batch.forEach(one -> one.onDisk().complete(null));
        return true;
    }

    /** Writes what is waiting, and ends. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(10_000);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
