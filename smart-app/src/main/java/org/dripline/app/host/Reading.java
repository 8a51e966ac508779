// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.host;

import java.util.function.Function;

/**
 * What became of one question to another FHIR server: an answer, or the reason why there is none.
 *
 * @param <T> what was asked for
 */
public sealed interface Reading<T> {

    /** The same reading of something derived from the answer; the reason of a missing one is kept. */
    <R> Reading<R> then(Function<T, Reading<R>> next);

    /** The server answered with what was asked for. */
    record Found<T>(T value) implements Reading<T> {
        @Override
        public <R> Reading<R> then(Function<T, Reading<R>> next) {
            return next.apply(value);
        }

        /** Says nothing of the answer, which may name a patient. */
        @Override
        public String toString() {
            return "Found";
        }
    }

    /** There is no answer, and this is why. */
    record Missing<T>(Why why) implements Reading<T> {
        @Override
        public <R> Reading<R> then(Function<T, Reading<R>> next) {
            return new Missing<>(why);
        }
    }

    /** Why there is no answer. */
    enum Why {
        /** No such resource, or none this server shows us (HTTP 404, 410; a search without a match). */
        NOT_FOUND,
        /** More than one resource carries an identifier that should be one patient's alone. */
        NOT_UNIQUE,
        /** The patient has no single medical record number in the system configured for this host. */
        MRN_MISSING,
        /** The token is no longer good (HTTP 401). */
        EXPIRED,
        /** The token is good and does not reach this far (HTTP 403). */
        FORBIDDEN,
        /** No usable answer: no connection, too slow, too large, a redirect, a server error, not what was asked for. */
        UNREACHABLE
    }
}
