// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.rest;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.term.ex.ExpansionTooCostlyException;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Says in a sentence that the database ended a statement which took too long
 * ({@code dripline.database.statement-timeout}), in place of a failure nobody can do anything about; likewise that a
 * value set was too large to expand.
 */
@Interceptor
final class TooLong {

    /** SQLSTATE query_canceled. Source: PostgreSQL 17, appendix A. */
    private static final String CANCELED = "57014";

    /** What is left of it where HAPI searched in another thread and kept the words of the failure alone. */
    private static final String WORDS = "canceling statement due to statement timeout";

    private static final int DEEPEST = 30;

    /** Whoever answers in place of a failure is the last who is told of it: log and audit come first. */
    private static final int LAST = 10_000;

    @Hook(value = Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION, order = LAST)
    public @Nullable BaseServerResponseException failed(RequestDetails request, Throwable failure) {
        return answerTo(failure);
    }

    /** What is answered in place of this failure; null where it is answered as it is. */
    static @Nullable BaseServerResponseException answerTo(Throwable failure) {
        if (failure instanceof ExpansionTooCostlyException) {
            return new InvalidRequestException("This value set has more codes than this server expands at once ("
                    + StoredFhirConfiguration.LARGEST_PAGE + "): ask for a smaller one, or for a part with filter.");
        }
        return isCanceled(failure)
                ? new UnclassifiedServerFailureException(
                        503,
                        "This took the database too long and was ended: ask for less, with more or narrower parameters."
                                + " Nothing was stored.")
                : null;
    }

    private static boolean isCanceled(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof SQLException sql && CANCELED.equals(sql.getSQLState())
                    || cause.getMessage() != null && cause.getMessage().contains(WORDS)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
