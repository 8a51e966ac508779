// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.dripline.routes.Messages;
import org.dripline.routes.RoutesFixture;
import org.dripline.routes.journal.Journal;
import org.dripline.routes.mllp.Arrival;
import org.dripline.routes.vendor.Vendors;
import org.junit.jupiter.api.Test;

class IntakeFailureIT {

    @Test
    void whatNobodyForesawIsAnsweredToo() {
        Journal journal = RoutesFixture.fresh().context.getBean(Journal.class);
        Intake intake =
                new Intake(journal, new SimpleMeterRegistry(), Clock.systemUTC(), new BrokenClock(), Vendors::shipped);
        byte[] message = Messages.heartRate("i-1", "SYN-0951", "61").getBytes(StandardCharsets.UTF_8);
        Acknowledgement answer = intake.receive(new Arrival(Arrival.Kind.FRAME, message), "127.0.0.1");
        assertThat(answer.code()).isEqualTo("CE");
        assertThat(new String(answer.content(), StandardCharsets.UTF_8)).contains("INTAKE_FAILED");
    }

    private static final class BrokenClock extends Clock {
        @Override
        public Instant instant() {
            throw new StackOverflowError();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
