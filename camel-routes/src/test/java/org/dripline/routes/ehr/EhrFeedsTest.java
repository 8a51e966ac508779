// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.ehr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dripline.routes.pcd.DeviceMessageReader;
import org.dripline.routes.pcd.Nomenclature;
import org.dripline.routes.pcd.Senders;
import org.dripline.routes.vendor.Vendors;
import org.junit.jupiter.api.Test;

/** Which messages are an EHR's and which a device's, over every message there is. */
class EhrFeedsTest {

    private static final Path FIXTURES = Path.of("../fixtures/src/main/resources/org/dripline/fixtures/hl7v2");
    private static final Path DEVICES = Path.of("src/test/resources/org/dripline/routes/charting");

    private static final Senders SENDERS = Senders.of(Nomenclature.load(), Vendors.shipped());
    private static final DeviceMessageReader READER =
            new DeviceMessageReader(() -> SENDERS, (source, vendor) -> ZoneOffset.UTC, 50);

    @Test
    void noMessageOfADeviceIsTakenForAnEhrs() throws IOException {
        for (Path folder : devices()) {
            for (Path file : messages(folder)) {
                byte[] bytes = Files.readAllBytes(file);
                boolean result =
                        MessageType.of(bytes).equals("ORU") && EhrFeeds.takes(bytes, READER.knowsSenderOf(bytes));
                assertThat(result).as(file.toString()).isFalse();
            }
        }
    }

    @Test
    void everyMessageOfAnEhrIsTaken() throws IOException {
        for (String family : List.of("ehr-adt", "ehr-siu", "ehr-orders", "ehr-results")) {
            for (Path file : messages(FIXTURES.resolve(family))) {
                for (String message : Hospital.messages(Files.readString(file))) {
                    assertThat(EhrFeeds.takes(message.getBytes(StandardCharsets.UTF_8), false))
                            .as(file.toString())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void theTypeIsReadWhateverTheDelimiters() {
        assertThat(MessageType.of("MSH#*~\\&#A#B#C#D#2026##ADT*A04#1#P#2.3\r".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("ADT");
        assertThat(MessageType.of("MSH".getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    /** Every folder of messages but those of an EHR. */
    private static List<Path> devices() throws IOException {
        List<Path> folders = new ArrayList<>(List.of(DEVICES));
        try (Stream<Path> all = Files.list(FIXTURES)) {
            all.filter(folder -> !folder.getFileName().toString().startsWith("ehr-"))
                    .forEach(folders::add);
        }
        return folders;
    }

    private static List<Path> messages(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> messages =
                    files.filter(file -> file.toString().endsWith(".hl7")).toList();
            assertThat(messages).isNotEmpty();
            return messages;
        }
    }
}
