// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.pcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.dripline.routes.vendor.Sender;
import org.dripline.routes.vendor.Vendor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A changed file is in use without a restart; a wrong one changes nothing, and says why. */
class LiveSendersTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-05T10:00:00Z"), ZoneOffset.UTC);
    private static final String OURS = """
            name: ours
            title: Ours
            basis: { site: { kind: site, what: A test } }
            identity: [{ application: SYN, basis: site }]
            codes: [{ sent: "7", name: PULSE, means: "149530", basis: site }]
            """;

    @TempDir
    Path folder;

    private LiveSenders live() {
        return new LiveSenders(null, folder, Duration.ofSeconds(5), CLOCK);
    }

    private static Vendor of(LiveSenders senders) {
        return senders.get().vendors().of(Sender.of("SYN", "", ""));
    }

    @Test
    void aNewFileIsInUseAtTheNextLook() throws IOException {
        LiveSenders senders = live();
        assertThat(of(senders).name()).isEqualTo("generic");
        write("ours.yaml", OURS);
        senders.lookForChanges();
        assertThat(of(senders).name()).isEqualTo("ours");
        Files.delete(folder.resolve("ours.yaml"));
        senders.lookForChanges();
        assertThat(of(senders).name()).isEqualTo("generic");
    }

    @Test
    void aWrongFileIsToldAndTheLastGoodOneStays() throws IOException {
        write("ours.yaml", OURS);
        LiveSenders senders = live();
        write("ours.yaml", OURS.replace("title: Ours", "title: Better\nzone: here"));
        senders.lookForChanges();
        assertThat(of(senders).title()).isEqualTo("Ours");
        assertThat(senders.problem()).startsWith("ours.yaml:3: \"zone\" means nothing here");
        write("ours.yaml", OURS.replace("title: Ours", "title: Better, and right again"));
        senders.lookForChanges();
        assertThat(of(senders).title()).isEqualTo("Better, and right again");
        assertThat(senders.problem()).isNull();
    }

    @Test
    void aCodeThatMeansNothingOfOursIsRefusedWithItsLine() throws IOException {
        LiveSenders senders = live();
        write("ours.yaml", OURS.replace("149530", "999530"));
        senders.lookForChanges();
        assertThat(senders.problem()).startsWith("ours.yaml:5: Our tables have no 999530");
        write("ours.yaml", OURS + "units: [{ sent: bpm, ucum: '%', basis: site }]\n");
        senders.lookForChanges();
        assertThat(senders.problem()).startsWith("ours.yaml:6: \"bpm\" is /min already");
        write("ours.yaml", OURS + "units: [{ sent: slaps, ucum: slaps, basis: site }]\n");
        senders.reload();
        assertThat(senders.problem()).startsWith("ours.yaml:6: Our tables have no unit slaps");
        assertThat(new VendorsEndpoint(senders).vendors().problem()).isEqualTo(senders.problem());
    }

    @Test
    void aTableOfTheSitesOwnIsReadAgainToo() throws IOException {
        LiveSenders senders = new LiveSenders(folder, null, Duration.ofSeconds(5), CLOCK);
        write("metrics.csv", "999021;MDC_SIM_PRESSURE;VITAL;QUANTITY;mm[Hg];\n");
        senders.lookForChanges();
        assertThat(senders.get().of(Sender.NOBODY).metric("999021", "")).isPresent();
        write("metrics.csv", "no row\n");
        senders.lookForChanges();
        assertThat(senders.problem()).contains("metrics.csv:1: 6 columns expected");
        assertThat(senders.get().of(Sender.NOBODY).metric("999021", "")).isPresent();
    }

    @Test
    void atTheStartAWrongFileStopsIt() throws IOException {
        write("ours.yaml", "name: other\n");
        assertThatThrownBy(this::live).hasMessageStartingWith("ours.yaml:1: Give the file the name other.yaml");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
