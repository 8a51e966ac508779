// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.charting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dripline.routes.pcd.DeviceMessageReader;
import org.dripline.routes.pcd.Nomenclature;
import org.dripline.routes.pcd.Senders;
import org.dripline.routes.vendor.Vendors;
import org.dripline.terminology.Codes.Systems;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Follows "Adding a vendor" of this module's README: writes the files it shows where it says, and reads the message.
 */
class VendorRecipeTest {

    /** A path in a line of its own, then a fenced block; both are indented as part of a list. */
    private static final Pattern STEP =
            Pattern.compile("(?m)^ {3}`([^`\\s]+)`\\n\\n {3}```\\w+\\n((?: {3}.*\\n|\\n)*?) {3}```$");

    @Test
    void whoeverFollowsItHasAVendorThatIsReadWithoutABuild(@TempDir Path copy) throws IOException {
        Map<String, String> files = follow(copy);
        assertThat(files.keySet())
                .containsExactly(
                        "camel-routes/src/main/resources/org/dripline/routes/vendor/syn-drop.yaml",
                        "fixtures/src/main/resources/org/dripline/fixtures/hl7v2/syn-drop/pulse.hl7");
        assertThat(Path.of("..", "camel-routes/src/main/resources/org/dripline/routes/vendor"))
                .exists();
        assertThat(Path.of("..", "fixtures/src/main/resources/org/dripline/fixtures/hl7v2"))
                .exists();

        Senders senders = Senders.of(
                Nomenclature.load(),
                Vendors.with(copy.resolve("camel-routes/src/main/resources/org/dripline/routes/vendor")));
        byte[] message = shown(files, "pulse.hl7").getBytes(StandardCharsets.UTF_8);
        DeviceMessageReader reader = new DeviceMessageReader(() -> senders, (source, vendor) -> ZoneOffset.UTC, 5_000);
        DeviceMessageReader.Read read = (DeviceMessageReader.Read) reader.read(message, "SYN_DROP_7");
        assertThat(read.report().withheld()).isEmpty();
        Observation pulse = Charting.chart(
                        read.report(),
                        new MessageOrigin(1, Instant.EPOCH, "SYN_DROP_7", "DROP-1", "payload-hash"),
                        new Subject("pat-1", at -> Optional.empty()),
                        update -> Optional.empty())
                .resources()
                .stream()
                .filter(Observation.class::isInstance)
                .map(Observation.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(pulse.getCode().hasCoding(Systems.MDC, "149530")).isTrue();
        assertThat(pulse.getValueQuantity().getValue()).isEqualByComparingTo("66");
    }

    private static Map<String, String> follow(Path copy) throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        int begin = readme.indexOf("## Adding a vendor");
        String recipe = readme.substring(begin, readme.indexOf("\n## ", begin + 1));
        Map<String, String> files = new LinkedHashMap<>();
        Matcher step = STEP.matcher(recipe);
        while (step.find()) {
            String text = step.group(2).replaceAll("(?m)^ {3}", "");
            Path file = copy.resolve(step.group(1));
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, text);
            files.put(step.group(1), text);
        }
        return files;
    }

    private static String shown(Map<String, String> files, String ending) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().endsWith(ending))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }
}
