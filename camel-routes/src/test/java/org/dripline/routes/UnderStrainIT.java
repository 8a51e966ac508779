// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.dripline.routes.charting.ChartingWorkers;
import org.dripline.routes.journal.Claim;
import org.dripline.routes.journal.Journal;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What becomes of messages when something around them is unwell. Nothing acknowledged may be lost, or held for ever.
 */
class UnderStrainIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private RoutesFixture routes;

    @BeforeEach
    void fresh() {
        routes = RoutesFixture.fresh();
    }

    @Test
    void aValueFromTheFutureIsWithheldAndTheOthersAreCharted() throws IOException {
        routes.fhir.admit("SYN-0931", "pat-931");
        String ahead = DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx", Locale.ROOT)
                .format(Instant.now().plusSeconds(3_600).atOffset(ZoneOffset.UTC));
        try (MllpSocket socket = routes.socket()) {
            socket.send(Messages.monitor(
                    "s-1",
                    "SYN-0931",
                    "NM|147842^MDC_ECG_HEART_RATE^MDC|1.1.1.1|71|264864^MDC_DIM_BEAT_PER_MIN^MDC|||||R|||" + ahead,
                    "NM|150456^MDC_PULS_OXIM_SAT_O2^MDC|1.2.1.1|97|262688^MDC_DIM_PERCENT^MDC|||||R"));
        }
        awaitStates("charted");
        assertThat(routes.fhir.observations()).hasSize(1);
        assertThat(routes.column("select obx || ' ' || reason from journal.withheld"))
                .containsExactly("1 TIME_IN_FUTURE");
    }

    @Test
    void anUnknownPatientIsSearchedForOnceForAllThatWait() throws IOException {
        routes.fhir.admit("SYN-0932", "pat-932");
        routes.fhir.answerWith(503);
        try (MllpSocket socket = routes.socket()) {
            for (int i = 0; i < 40; i++) {
                socket.send(Messages.heartRate("s-2-" + i, i == 39 ? "SYN-0932" : "SYN-0933", "60"));
            }
            await().atMost(SOON)
                    .until(() -> routes.column("select name from journal.feed where attempts > 1")
                                    .size()
                            == 1);
            routes.fhir.answerWith(200);
            await().atMost(SOON).until(() -> routes.states().get(39).equals("charted"));
            await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
        }
        assertThat(routes.states().subList(0, 39)).containsOnly("parked/PATIENT_UNKNOWN");
        // Once as they came, then after 1 s, 2 s, 2 s …; not once each.
        assertThat(routes.fhir.searches().stream().filter(it -> it.contains("SYN-0933")))
                .hasSizeBetween(2, 6);
    }

    @Test
    void moreThanAPageOfParkedEntriesGoesBeforeWhatIsNewer() throws IOException {
        List<String> expected = new ArrayList<>();
        try (MllpSocket socket = routes.socket()) {
            for (int i = 0; i < 250; i++) {
                socket.send(Messages.heartRate("s-3-" + i, "SYN-0934", String.valueOf(1_000 + i)));
                expected.add(String.valueOf(1_000 + i));
            }
            await().atMost(SOON).until(() -> routes.states().stream().allMatch("parked/PATIENT_UNKNOWN"::equals));
            routes.update("update journal.hold set next_attempt_at = now() + interval '1 hour'");
            routes.fhir.admit("SYN-0934", "pat-934");
            // Another source finds the patient first.
            socket.send(Messages.heartRateFrom("SIM_OTHER", "s-3-other", "SYN-0934", "7"));
            await().atMost(SOON).until(() -> routes.states().get(250).equals("charted"));
            socket.send(Messages.heartRate("s-3-last", "SYN-0934", "2000"));
            expected.add("2000");
        }
        await().atMost(SOON).until(() -> routes.states().stream().allMatch("charted"::equals));
        assertThat(rates()).filteredOn(rate -> !rate.equals("7")).containsExactlyElementsOf(expected);
        assertThat(routes.column("select held_for from journal.hold")).isEmpty();
    }

    @Test
    void aServerThatBreaksOnEverythingCostsNoMessage() throws IOException {
        routes.fhir.admit("SYN-0935", "pat-935");
        routes.fhir.breakOn(bundle -> true);
        try (MllpSocket socket = routes.socket()) {
            for (int beats = 61; beats < 66; beats++) {
                socket.send(Messages.heartRate("s-4-" + beats, "SYN-0935", String.valueOf(beats)));
                socket.send(Messages.heartRateFrom("SIM_OTHER", "s-4-" + beats, "SYN-0935", String.valueOf(beats)));
            }
        }
        // Far more turns than dripline.routes.charting.server-failures.
        await().atMost(SOON)
                .until(() -> routes.column("select name from journal.feed where attempts > 8")
                                .size()
                        >= 2);
        assertThat(routes.states()).containsOnly("received");
        routes.fhir.breakOn(bundle -> false);
        await().atMost(SOON).until(() -> routes.states().stream().allMatch("charted"::equals));
    }

    @Test
    void aMessageTheServerBreaksOnIsQuarantinedWhileOthersAreTaken() throws IOException {
        routes.fhir.admit("SYN-0936", "pat-936");
        routes.fhir.breakOn(bundle -> holds(bundle, 72));
        try (MllpSocket socket = routes.socket()) {
            for (int beats = 71; beats < 80; beats++) {
                socket.send(Messages.heartRate("s-5-" + beats, "SYN-0936", String.valueOf(beats)));
            }
        }
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(routes.states())
                        .containsExactly(
                                "charted",
                                "quarantined/FHIR_FAILED",
                                "charted",
                                "charted",
                                "charted",
                                "charted",
                                "charted",
                                "charted",
                                "charted"));
    }

    @Test
    void aRefusedSearchParksItsMessageOnlyAndIsGivenUpInTheEnd() throws IOException {
        routes.fhir.admit("SYN-0937", "pat-937");
        routes.fhir.refuseSearch(query -> query.contains("SYN-0938"));
        try (MllpSocket socket = routes.socket()) {
            socket.send(Messages.heartRate("s-6a", "SYN-0938", "61"));
            socket.send(Messages.heartRate("s-6b", "SYN-0938", "62"));
            socket.send(Messages.heartRate("s-6c", "SYN-0937", "63"));
        }
        awaitStates("parked/PATIENT_SEARCH_REFUSED", "parked/PATIENT_SEARCH_REFUSED", "charted");
        awaitStates("quarantined/PATIENT_SEARCH_REFUSED", "quarantined/PATIENT_SEARCH_REFUSED", "charted");
        assertThat(routes.column("select held_for from journal.hold")).isEmpty();
        // As they came, in one turn or two, and twice again; not once for each.
        assertThat(routes.fhir.searches().stream().filter(it -> it.contains("SYN-0938")))
                .hasSizeBetween(3, 4);
    }

    @Test
    void aSearchTheServerBreaksOnHoldsNobodyElse() throws IOException {
        routes.fhir.admit("SYN-0945", "pat-945");
        routes.fhir.admit("SYN-0946", "pat-946");
        routes.fhir.breakOnSearch(query -> query.contains("SYN-0946"));
        try (MllpSocket socket = routes.socket()) {
            socket.send(Messages.heartRate("s-13a", "SYN-0946", "61"));
            for (int beats = 71; beats < 76; beats++) {
                socket.send(Messages.heartRate("s-13-" + beats, "SYN-0945", String.valueOf(beats)));
            }
            socket.send(Messages.heartRateFrom("SIM_OTHER", "s-13-other", "SYN-0945", "80"));
            awaitStates(
                    "parked/PATIENT_SEARCH_FAILED", "charted", "charted", "charted", "charted", "charted", "charted");
            // The next one of that patient waits at once.
            socket.send(Messages.heartRate("s-13b", "SYN-0946", "62"));
            socket.send(Messages.heartRate("s-13c", "SYN-0945", "77"));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(routes.states().subList(7, 9))
                            .containsExactly("parked/PATIENT_SEARCH_FAILED", "charted"));
            routes.fhir.breakOnSearch(query -> false);
        }
        await().atMost(SOON).until(() -> routes.states().stream().allMatch("charted"::equals));
        assertThat(rates()).containsSubsequence("61", "62").hasSize(9).doesNotHaveDuplicates();
    }

    @Test
    void searchesThatAllBreakHoldTheirSourceAndLoseNothing() throws IOException {
        routes.fhir.admit("SYN-0947", "pat-947");
        routes.fhir.breakOnSearch(query -> true);
        try (MllpSocket socket = routes.socket()) {
            for (int beats = 61; beats < 66; beats++) {
                socket.send(Messages.heartRate("s-14-" + beats, "SYN-0947", String.valueOf(beats)));
            }
        }
        await().atMost(SOON)
                .until(() -> !routes.column("select name from journal.feed where attempts > 6")
                        .isEmpty());
        assertThat(routes.states()).containsOnly("received");
        routes.fhir.breakOnSearch(query -> false);
        await().atMost(SOON).until(() -> routes.states().stream().allMatch("charted"::equals));
        assertThat(rates()).containsExactly("61", "62", "63", "64", "65");
    }

    @Test
    void anAuthorityThatIsNotConfiguredIsTriedAgainAtAStart() throws IOException {
        try (MllpSocket socket = routes.socket()) {
            socket.send(Messages.heartRate("s-7", "SYN-0939", "61").replace("^^^SYNHOSP^", "^^^OTHERHOSP^"));
        }
        awaitStates("parked/PATIENT_AUTHORITY_UNMAPPED");
        routes.update("update journal.hold set attempts = 9, next_attempt_at = now() + interval '1 hour'");
        ChartingWorkers workers = routes.context.getBean(ChartingWorkers.class);
        workers.stop();
        workers.start();
        await().atMost(SOON)
                .until(() -> routes.column("select attempts from journal.hold where next_attempt_at < now() +"
                                        + " interval '1 minute' and attempts between 1 and 8")
                                .size()
                        == 1);
    }

    @Test
    void anEntryOnWhichReadingNeverEndsIsQuarantinedAndTheNextGoesOn() throws IOException {
        routes.fhir.admit("SYN-0940", "pat-940");
        ChartingWorkers workers = routes.context.getBean(ChartingWorkers.class);
        workers.stop();
        try (MllpSocket socket = routes.socket()) {
            socket.send(Messages.heartRate("s-8a", "SYN-0940", "61"));
            socket.send(Messages.heartRate("s-8b", "SYN-0940", "62"));
        }
        Journal journal = routes.context.getBean(Journal.class);
        for (int i = 0; i < 5; i++) {
            // As a process does that dies while it reads.
            try (Claim claim = journal.claim(50, 1_000_000, Instant.now()).orElseThrow()) {
                long first = claim.entries().get(0).id();
                journal.reading(claim.source(), first, claim.entries().get(1).id());
            }
        }
        workers.start();
        awaitStates("quarantined/READER_FAILED", "charted");
        assertThat(routes.column("select source from journal.reading")).isEmpty();
    }

    @Test
    void tooManyRowsAreNotRead() throws IOException {
        String[] rows = IntStream.range(0, 5_001)
                .mapToObj(i -> "NM|147842^MDC_ECG_HEART_RATE^MDC|1.1.1." + i + "|71|||||||R")
                .toArray(String[]::new);
        try (MllpSocket socket = routes.socket()) {
            assertThat(socket.send(Messages.monitor("s-9", "SYN-0941", rows))).contains("MSA|CA|s-9");
        }
        awaitStates("quarantined/TOO_MANY_OBSERVATIONS");
    }

    @Test
    void whileTheJournalIsAwayNothingIsAccepted() throws IOException, SQLException {
        routes.fhir.admit("SYN-0942", "pat-942");
        String message = Messages.heartRate("s-10", "SYN-0942", "61");
        try (MllpSocket socket = routes.socket()) {
            letNobodyIn(true);
            try {
                assertThat(socket.send(message)).contains("MSA|CE|s-10").contains("JOURNAL_UNAVAILABLE");
                assertThat(socket.send(message.replace("|||AL|NE||", "|||||||")))
                        .contains("MSA|AE|s-10")
                        .contains("JOURNAL_UNAVAILABLE");
            } finally {
                letNobodyIn(false);
            }
            assertThat(routes.states()).isEmpty();
            // A sender that is told CE sends again; the pool may still hold a connection that was cut.
            await().atMost(SOON).until(() -> socket.send(message).contains("MSA|CA|s-10"));
        }
        awaitStates("charted");
    }

    @Test
    void wideTextPassesTheSocket() throws IOException {
        routes.fhir.admit("SYN-0943", "pat-943");
        for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            byte[] body = Messages.heartRate("s-11-" + charset.name(), "SYN-0943", "61")
                    .getBytes(charset);
            byte[] frame = new byte[body.length + 3];
            frame[0] = 0x0B;
            System.arraycopy(body, 0, frame, 1, body.length);
            frame[frame.length - 2] = 0x1C;
            frame[frame.length - 1] = '\r';
            try (MllpSocket socket = routes.socket()) {
                socket.write(frame);
                assertThat(socket.read().replace("\u0000", "")).contains("MSA|CA|s-11-" + charset.name());
            }
        }
        awaitStates("charted", "charted");
    }

    @Test
    void manySendersAtOnceKeepTheirOrderAndLoseNothing() throws Exception {
        sendAtOnce(4, 30);
    }

    @Test
    @Tag("long")
    void manyMoreSendersAtOnceKeepTheirOrderAndLoseNothing() throws Exception {
        sendAtOnce(16, 200);
    }

    private void sendAtOnce(int count, int messages) throws Exception {
        routes.fhir.admit("SYN-0944", "pat-944");
        ExecutorService senders = Executors.newFixedThreadPool(count);
        try {
            List<Future<?>> sending = new ArrayList<>();
            for (int sender = 0; sender < count; sender++) {
                String name = "SIM_" + sender;
                int base = 1_000 * (sender + 1);
                sending.add(senders.submit(() -> {
                    try (MllpSocket socket = routes.socket()) {
                        for (int i = 0; i < messages; i++) {
                            String beats = String.valueOf(base + i);
                            assertThat(socket.send(Messages.heartRateFrom(name, "s-12-" + i, "SYN-0944", beats)))
                                    .contains("MSA|CA|s-12-" + i + "\r");
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> each : sending) {
                each.get();
            }
        } finally {
            senders.shutdownNow();
        }
        await().atMost(Duration.ofMinutes(2))
                .until(() -> routes.states().stream().allMatch("charted"::equals));
        List<String> rates = rates();
        assertThat(rates).hasSize(count * messages).doesNotHaveDuplicates();
        for (int sender = 0; sender < count; sender++) {
            int base = 1_000 * (sender + 1);
            assertThat(rates.stream().map(Integer::valueOf).filter(rate -> rate / 1_000 * 1_000 == base))
                    .containsExactlyElementsOf(
                            IntStream.range(base, base + messages).boxed().toList());
        }
    }

    private void letNobodyIn(boolean nobody) throws SQLException {
        try (Connection other =
                        routes.postgres.getDatabase("postgres", "template1").getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("alter database postgres with allow_connections " + !nobody);
            if (nobody) {
                statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'postgres'");
            }
        }
    }

    private void awaitStates(String... states) {
        await().atMost(SOON).untilAsserted(() -> assertThat(routes.states()).containsExactly(states));
    }

    private List<String> rates() {
        return routes.fhir.observations().stream()
                .map(observation -> observation.getValueQuantity().getValue().toPlainString())
                .toList();
    }

    private static boolean holds(Bundle bundle, int beats) {
        return bundle.getEntry().stream()
                .anyMatch(entry -> entry.getResource() instanceof Observation observation
                        && observation.getValueQuantity().getValue().intValue() == beats);
    }
}
