// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.jpa.term.ex.ExpansionTooCostlyException;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The status that log and audit tell is the one that was answered. */
class FailureLogTest {

    private static final String ENDED = "ERROR: canceling statement due to statement timeout";

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new ResourceNotFoundException("x"), 404),
                Arguments.of(new DataFormatException("x"), 400),
                Arguments.of(new IllegalStateException("x"), 500),
                Arguments.of(new ExpansionTooCostlyException("x"), 400),
                Arguments.of(new InternalErrorException("x", new ExpansionTooCostlyException("y")), 400),
                Arguments.of(new InternalErrorException("Expansion of ValueSet produced too many codes"), 400),
                Arguments.of(new IllegalStateException(new SQLException(ENDED, "57014")), 503),
                // HAPI keeps the words alone where it searched in another thread.
                Arguments.of(new InternalErrorException(ENDED), 503),
                // A caller may send these words, and be refused in them.
                Arguments.of(new InvalidRequestException("Unknown search parameter \"" + ENDED + "\""), 400),
                Arguments.of(new DataFormatException(ENDED), 400),
                Arguments.of(new InvalidRequestException("x", new SQLException(ENDED, "57014")), 503));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void isTheStatusOfTheAnswer(Throwable failure, int status) {
        assertThat(FailureLog.statusOf(failure)).isEqualTo(status);
    }
}
