// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {

    @ParameterizedTest
    @CsvSource({"AA,true", "CA,true", "AE,false", "AR,false", "CE,false", "CR,false"})
    void everyCodeIsUnderstood(String code, boolean takes) {
        Answer answer = read("MSH|^~\\&|A||B||20260105100000||ACK|7|P|2.6\rMSA|" + code + "|c-1\r")
                .orElseThrow();
        assertThat(answer.takes()).isEqualTo(takes);
        assertThat(answer.controlId()).isEqualTo("c-1");
        assertThat(answer.errors()).isEmpty();
    }

    @Test
    void codesOfEveryErrAreKeptAndNoWords() {
        assertThat(read("MSH|^~\\&|A||B||20260105100000||ACK|7|P|2.6\rMSA|AE|c-1|TESTWELL is unknown\r"
                                + "ERR||OBX^3^5|102^Data type error^HL70357|E|NOT_A_NUMBER|||TESTWELL\r"
                                + "ERR|||207^Application error^HL70357|E|TESTWELL\r")
                        .orElseThrow()
                        .errors())
                .isEqualTo("102 NOT_A_NUMBER at OBX-3-5, 207");
        assertThat(
                        read("MSH|^~\\&|A||B||199801051000||ACK|7|P|2.3\rMSA|AR|c-1\rERR|PID^1^3^103&Table value not found\r")
                                .orElseThrow()
                                .errors())
                .isEqualTo("103");
    }

    @Test
    void itsOwnDelimitersAreTaken() {
        assertThat(read("MSH#*~\\&#A##B##20260105100000##ACK*R01#7#P#2.6\rMSA#CA#c-9\r")
                        .orElseThrow()
                        .controlId())
                .isEqualTo("c-9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "NAK",
                "MSH|^~\\&|A||B||20260105100000||ACK|7|P|2.6\r",
                "MSH|^~\\&|A||B||20260105100000||ACK|7|P|2.6\rMSA|OK|c-1\r"
            })
    void whatIsNoAcknowledgementIsNone(String frame) {
        assertThat(read(frame)).isEmpty();
    }

    private static Optional<Answer> read(String frame) {
        return Answer.read(frame.getBytes(StandardCharsets.UTF_8));
    }
}
