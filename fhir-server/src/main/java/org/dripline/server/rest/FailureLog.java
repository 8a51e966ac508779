// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.rest;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each refused or failed request: operation, resource type, status and the exception's class. HAPI's own
 * line quotes the exception's message, and that quotes what was sent; it is silenced.
 */
@Interceptor
public final class FailureLog {

    private static final Logger log = LoggerFactory.getLogger(FailureLog.class);

    /** Called by HAPI before it answers with a failure; leaves the failure as it is. */
    @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
    public @Nullable BaseServerResponseException failed(RequestDetails request, Throwable failure) {
        int status = statusOf(failure);
        String kind = failure.getClass().getSimpleName();
        if (status >= 500) {
            log.error(
                    "fhir failed operation={} type={} status={} failure={} cause={}",
                    operation(request),
                    type(request),
                    status,
                    kind,
                    rootOf(failure));
        } else {
            log.info(
                    "fhir refused operation={} type={} status={} failure={}",
                    operation(request),
                    type(request),
                    status,
                    kind);
        }
        return null;
    }

    /** The HTTP status that a failure is answered with. */
    public static int statusOf(Throwable failure) {
        BaseServerResponseException other = TooLong.answerTo(failure);
        if (other != null) {
            return other.getStatusCode();
        }
        if (failure instanceof DataFormatException) {
            return 400; // As HAPI answers what it cannot read.
        }
        return failure instanceof BaseServerResponseException answered ? answered.getStatusCode() : 500;
    }

    private static String operation(RequestDetails request) {
        return request.getRestOperationType() == null
                ? "unknown"
                : request.getRestOperationType().getCode();
    }

    private static String type(RequestDetails request) {
        return request.getResourceName() == null ? "system" : request.getResourceName();
    }

    private static String rootOf(Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; root.getCause() != null && depth < 30; depth++) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName();
    }
}
