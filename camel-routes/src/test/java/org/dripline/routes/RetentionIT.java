// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.dripline.routes.journal.JournalPruning;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the journal forgets, and what it never does. The fixture keeps 90 days and prunes two entries at a time. */
class RetentionIT {

    private RoutesFixture routes;
    private JournalPruning pruning;

    @BeforeEach
    void fresh() {
        routes = RoutesFixture.fresh();
        pruning = routes.context.getBean(JournalPruning.class);
        routes.fhir.admit("SYN-0950", "pat-950");
    }

    @Test
    void whatIsResolvedGoesAndWhatIsNotStays() throws Exception {
        try (MllpSocket socket = routes.socket()) {
            for (int beats = 61; beats < 66; beats++) {
                socket.send(Messages.heartRate("r-1-" + beats, "SYN-0950", String.valueOf(beats)));
            }
            socket.send(Messages.heartRate("r-1-61", "SYN-0950", "61"));
            socket.send(Messages.heartRate("r-1-parked", "SYN-0951", "61"));
            socket.send(Messages.heartRate("r-1-bad", "SYN-0950", "no number"));
            socket.send(Messages.monitor(
                    "r-1-half",
                    "SYN-0950",
                    "NM|147842^MDC_ECG_HEART_RATE^MDC|1.1.1.1|71|264864^MDC_DIM_BEAT_PER_MIN^MDC|||||R",
                    "NM|150456^MDC_PULS_OXIM_SAT_O2^MDC|1.2.1.1|-100|262688^MDC_DIM_PERCENT^MDC|||||R"));
        }
        awaitSettled(9);

        assertThat(pruning.prune()).isEqualTo(new JournalPruning.Pruned(0, 0));
        routes.update("update journal.entry set received_at = received_at - interval '91 days',"
                + " charted_at = charted_at - interval '91 days'");
        routes.update("update journal.entry set charted_at = now() where control_id = 'r-1-65'");

        assertThat(pruning.prune()).isEqualTo(new JournalPruning.Pruned(4, 1));
        assertThat(routes.column("select control_id || ' ' || state from journal.entry order by control_id"))
                .containsExactly("r-1-65 charted", "r-1-bad quarantined", "r-1-half charted", "r-1-parked parked");
        assertThat(routes.column("select distinct entry::text from journal.resource"))
                .hasSize(2);

        routes.update("update journal.withheld set resolved_at = now()");
        assertThat(pruning.prune()).isEqualTo(new JournalPruning.Pruned(1, 0));
    }

    @Test
    void anEntryOutlivesItsRepeatsAndComesAnewAfterThem() throws Exception {
        String message = Messages.heartRate("r-2", "SYN-0950", "61");
        try (MllpSocket socket = routes.socket()) {
            socket.send(message);
            socket.send(message);
            awaitSettled(2);
            routes.update("update journal.entry set received_at = received_at - interval '91 days',"
                    + " charted_at = charted_at - interval '91 days' where state = 'charted'");
            assertThat(pruning.prune()).isEqualTo(new JournalPruning.Pruned(0, 0));
            routes.update("update journal.entry set received_at = received_at - interval '91 days'");
            assertThat(pruning.prune()).isEqualTo(new JournalPruning.Pruned(1, 1));
            assertThat(socket.send(message)).contains("MSA|CA|r-2");
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(routes.states()).containsExactly("charted"));
        // The same ids: on the chart it is still one.
        assertThat(routes.fhir.stored().keySet().stream().filter(key -> key.startsWith("Observation/")))
                .hasSize(1);
    }

    private void awaitSettled(int entries) throws IOException {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> routes.states().size() == entries
                        && routes.states().stream().noneMatch("received"::equals));
    }
}
