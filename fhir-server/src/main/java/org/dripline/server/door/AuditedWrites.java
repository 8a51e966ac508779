// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.door;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * What is written to the record has its row of the audit in the same transaction of the same database: there is no
 * write without a row, and no row of a write that was taken back. One row a transaction, whoever began it.
 */
@Interceptor
final class AuditedWrites {

    /** After everything that may still refuse the write. */
    private static final int LAST = Integer.MAX_VALUE;

    private final JdbcTemplate record;

    /** @param record on the data source of HAPI's transactions */
    AuditedWrites(JdbcTemplate record) {
        this.record = record;
    }

    @Hook(value = Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED, order = LAST)
    public void created(IBaseResource resource, @Nullable RequestDetails request) {
        written(request).add("C", resource);
    }

    @Hook(value = Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED, order = LAST)
    public void updated(@Nullable IBaseResource before, IBaseResource resource, @Nullable RequestDetails request) {
        written(request).add("U", resource);
    }

    @Hook(value = Pointcut.STORAGE_PRECOMMIT_RESOURCE_DELETED, order = LAST)
    public void deleted(IBaseResource resource, @Nullable RequestDetails request) {
        written(request).add("D", resource);
    }

    private WrittenRow written(@Nullable RequestDetails request) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            throw new IllegalStateException("a resource is written outside of a transaction");
        }
        return TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(WrittenRow.class::isInstance)
                .map(WrittenRow.class::cast)
                .findFirst()
                .orElseGet(() -> {
                    WrittenRow row = new WrittenRow(record, web(request));
                    TransactionSynchronizationManager.registerSynchronization(row);
                    return row;
                });
    }

    /** An operation writes in the server's name while somebody's request is under way. */
    private static @Nullable HttpServletRequest web(@Nullable RequestDetails request) {
        if (request instanceof ServletRequestDetails web) {
            return web.getServletRequest();
        }
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes web
                ? web.getRequest()
                : null;
    }
}
