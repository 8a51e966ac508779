// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.charting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dripline.routes.journal.AlertUpdate;
import org.dripline.routes.pcd.DeviceMessageReader;
import org.dripline.routes.pcd.DeviceReport;
import org.dripline.routes.pcd.Nomenclature;
import org.dripline.routes.pcd.Senders;
import org.dripline.routes.vendor.Vendors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A case is a pair of files: a message {@code *.hl7} and what it becomes {@code *.json}, withheld values first, then
 * the FHIR transaction. Adding a case adds no code; {@code -Dfixtures.update} writes what is now, for review in the
 * diff. Cases stand in this module, and for each vendor in a folder of its name among the fixtures; a {@code *.yaml}
 * there is a site's own file.
 */
class FixturesTest {

    private static final Path FOLDER = Path.of("src/test/resources/org/dripline/routes/charting");
    private static final boolean UPDATE = System.getProperty("fixtures.update") != null;

    @TestFactory
    List<DynamicTest> everyMessageBecomesWhatIsExpected() throws IOException {
        List<DynamicTest> cases = new ArrayList<>(cases(FOLDER));
        for (Path folder : VendorFixtures.folders()) {
            cases.addAll(cases(folder));
        }
        return cases;
    }

    private static List<DynamicTest> cases(Path folder) throws IOException {
        Senders senders = Senders.of(Nomenclature.load(), Vendors.with(folder));
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".hl7"))
                    .sorted()
                    .map(file -> DynamicTest.dynamicTest(
                            folder.getFileName() + "/" + file.getFileName(), () -> check(file, senders)))
                    .toList();
        }
    }

    private static void check(Path message, Senders senders) throws IOException {
        String actual = becomes(Files.readAllBytes(message), senders);
        Path expected = Path.of(message.toString().replace(".hl7", ".json"));
        if (UPDATE) {
            Files.writeString(expected, actual);
            return;
        }
        if (!Files.exists(expected)) {
            fail("no expected file; write it with -Dfixtures.update and review it: " + expected);
        }
        assertThat(actual).isEqualTo(Files.readString(expected));
    }

    /** As the journal answers when it saw the alert begin. */
    private static Optional<String> beginning(AlertUpdate update) {
        return Set.of("continue", "end").contains(update.phase())
                ? Optional.of("Observation/da-beginning-of-" + update.about())
                : Optional.empty();
    }

    private static String becomes(byte[] message, Senders senders) {
        DeviceMessageReader reader = new DeviceMessageReader(
                () -> senders, (source, vendor) -> vendor.zone() == null ? ZoneOffset.UTC : vendor.zone(), 5_000);
        DeviceMessageReader.Outcome outcome = reader.read(message, "SIM");
        if (outcome instanceof DeviceMessageReader.Unreadable unreadable) {
            return "{ \"unreadable\": \"" + unreadable.reason() + "\" }\n";
        }
        DeviceMessageReader.Read read = (DeviceMessageReader.Read) outcome;
        DeviceReport report = read.report();
        MessageOrigin origin =
                new MessageOrigin(134_418, Instant.parse("2026-01-05T10:00:02Z"), "SIM", "c-134418", "payload-hash");
        Subject subject = new Subject("pat-134418", at -> Optional.of("enc-134418"));
        String flag = read.flag() == null ? "" : "\"flag\": \"" + read.flag() + "\",\n";
        StringBuilder json = new StringBuilder("{\n" + flag + "\"withheld\": [");
        String comma = "";
        Charting.Charted charted = Charting.chart(report, origin, subject, FixturesTest::beginning);
        List<DeviceReport.WithheldValue> withheld = new ArrayList<>(report.withheld());
        withheld.addAll(charted.duplicates());
        for (DeviceReport.WithheldValue value : withheld) {
            json.append(comma)
                    .append("\n  \"OBX ")
                    .append(value.obx())
                    .append(" at ")
                    .append(value.path())
                    .append(": ")
                    .append(value.reason())
                    .append('"');
            comma = ",";
        }
        return json.append("\n],\n\"bundle\": ")
                .append(FhirContext.forR4Cached()
                        .newJsonParser()
                        .setPrettyPrint(true)
                        .encodeResourceToString(FhirServer.transaction(charted.resources())))
                .append("\n}\n")
                .toString();
    }
}
