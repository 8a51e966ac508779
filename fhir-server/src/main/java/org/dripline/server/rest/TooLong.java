// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.rest;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.term.ex.ExpansionTooCostlyException;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.NotImplementedOperationException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;
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

    /** Likewise of an expansion that was too large. */
    private static final String TOO_MANY = "produced too many codes";

    private static final int DEEPEST = 30;

    /** Whoever answers in place of a failure is the last who is told of it: log and audit come first. */
    private static final int LAST = 10_000;

    @Hook(value = Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION, order = LAST)
    public @Nullable BaseServerResponseException failed(RequestDetails request, Throwable failure) {
        return answerTo(failure);
    }

    /** What is answered in place of this failure; null where it is answered as it is. */
    static @Nullable BaseServerResponseException answerTo(Throwable failure) {
        if (isTooCostly(failure)) {
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

    private static boolean isTooCostly(Throwable failure) {
        return causes(failure).anyMatch(ExpansionTooCostlyException.class::isInstance) || says(failure, TOO_MANY);
    }

    private static boolean isCanceled(Throwable failure) {
        return causes(failure)
                        .anyMatch(cause -> cause instanceof SQLException sql && CANCELED.equals(sql.getSQLState()))
                || says(failure, WORDS);
    }

    /** Whether a failure, not a refusal, says these words: what is refused may quote what was sent, these words too. */
    private static boolean says(Throwable failure, String words) {
        return !isRefused(failure)
                && causes(failure)
                        .anyMatch(cause ->
                                cause.getMessage() != null && cause.getMessage().contains(words));
    }

    private static boolean isRefused(Throwable failure) {
        return failure instanceof DataFormatException
                || failure instanceof NotImplementedOperationException
                || failure instanceof BaseServerResponseException answered && answered.getStatusCode() < 500;
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(DEEPEST);
    }
}
