// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.dripline.routes.charting.ChartingWorkers;
import org.dripline.routes.mllp.FrameBudget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More large messages at once than memory is meant for. The fixture has places for three frames of up to 8 MB. */
class LargeFramesIT {

    private static final int PLACES = 3;
    private static final int SENDERS = 20;
    private static final String FILLER = "x".repeat(3 * 1024 * 1024);

    private RoutesFixture routes;
    private FrameBudget budget;
    private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);

    @BeforeEach
    void fresh() {
        routes = RoutesFixture.fresh();
        budget = routes.context.getBean(FrameBudget.class);
        // What they become is not the question.
        routes.context.getBean(ChartingWorkers.class).stop();
    }

    @AfterEach
    void stop() {
        senders.shutdownNow();
    }

    @Test
    void allAreAcknowledgedInTheirTurnAndSmallOnesAtOnce() throws Exception {
        AtomicInteger most = new AtomicInteger();
        List<Future<String>> answers = new ArrayList<>();
        // Three that begin and go on slowly hold every place until they are given up.
        List<MllpSocket> silent = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            MllpSocket socket = routes.socket();
            socket.write(MllpSocket.bytes("\u000b" + message("l-silent-" + i)));
            silent.add(socket);
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> budget.taken() == PLACES);
        for (int i = 0; i < SENDERS; i++) {
            String controlId = "l-" + i;
            answers.add(senders.submit(() -> {
                try (MllpSocket socket = routes.socket()) {
                    socket.write(MllpSocket.frame(message(controlId)));
                    return socket.read();
                }
            }));
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            for (MllpSocket each : silent) {
                // Slow, not silent yet.
                each.write(MllpSocket.bytes("x"));
            }
            return budget.waiting() == SENDERS;
        });
        try (MllpSocket socket = routes.socket()) {
            assertThat(socket.send(Messages.heartRate("l-small", "SYN-0960", "61")))
                    .contains("MSA|CA|l-small");
        }
        assertThat(budget.waiting()).isEqualTo(SENDERS);
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    most.accumulateAndGet(budget.taken(), Math::max);
                    return answers.stream().allMatch(Future::isDone);
                });
        for (int i = 0; i < SENDERS; i++) {
            assertThat(answers.get(i).get()).contains("MSA|CA|l-" + i + "\r");
        }
        for (MllpSocket each : silent) {
            assertThat(each.read()).contains("FRAME_INCOMPLETE");
            each.close();
        }
        assertThat(most).hasValue(PLACES);
        await().atMost(Duration.ofSeconds(10)).until(() -> budget.taken() == 0);
        assertThat(routes.column("select state || count(*) from journal.entry group by state order by state"))
                .containsExactly("quarantined" + PLACES, "received" + (SENDERS + 1));
    }

    @Test
    void whoLeavesInTheMiddleKeepsNoPlace() throws IOException {
        for (int i = 0; i < 2 * PLACES; i++) {
            try (MllpSocket socket = routes.socket()) {
                socket.write(MllpSocket.bytes("\u000b" + message("l-gone-" + i)));
            }
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> routes.states().size() == 2 * PLACES && budget.taken() == 0 && budget.waiting() == 0);
        assertThat(routes.states()).containsOnly("quarantined/FRAME_INCOMPLETE");
    }

    private static String message(String controlId) {
        return Messages.monitor(controlId, "SYN-0960", "ST|999001^SIM_FILLER^99SIM|1.1.1.1|" + FILLER + "||||||R");
    }
}
