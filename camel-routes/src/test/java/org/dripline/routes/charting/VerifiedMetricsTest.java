// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.charting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dripline.routes.Messages;
import org.dripline.routes.pcd.DeviceMessageReader;
import org.dripline.routes.pcd.DeviceReport;
import org.dripline.routes.pcd.Nomenclature;
import org.dripline.routes.pcd.Senders;
import org.dripline.routes.vendor.Vendors;
import org.dripline.terminology.Codes.Systems;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of {@code verified-metrics.csv}: what a device sends under that number, and what it becomes. */
class VerifiedMetricsTest {

    private static final Path ROWS = Path.of("src/test/resources/org/dripline/routes/pcd/verified-metrics.csv");

    private static final Path METRICS = Path.of("src/main/resources/org/dripline/routes/pcd/metrics.csv");
    private static final Set<String> WITHOUT_A_ROW = Set.of("EVENT", "EVENT_SOURCE", "DEVICE_STATE", "JOURNAL_ONLY");
    /** A reason met in messages only, and the condition of an alarm. */
    private static final Set<String> NOT_VERIFIED_OR_NO_VALUE = Set.of("158006", "68012");

    private static final Senders SENDERS = Senders.of(Nomenclature.load(), Vendors.shipped());
    private static final DeviceMessageReader READER =
            new DeviceMessageReader(() -> SENDERS, (source, vendor) -> ZoneOffset.UTC, 5_000);

    record Row(
            String code,
            String name,
            String unit,
            String unitName,
            String sent,
            String charted,
            String in,
            Set<String> loinc) {}

    static Stream<Row> rows() throws IOException {
        return Files.readAllLines(ROWS).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(";", -1))
                .map(at -> new Row(
                        at[0],
                        at[1],
                        at[2],
                        at[3],
                        at[4],
                        at[5],
                        at[6],
                        at[7].isEmpty() ? Set.of() : Set.of(at[7].split(","))));
    }

    /** What is charted as a value; events, states and what a device says of itself have cases of their own. */
    @Test
    void everyMetricOfTheTableHasARow() throws IOException {
        Set<String> rows = rows().map(Row::code).collect(Collectors.toSet());
        try (Stream<String> table = Files.lines(METRICS)) {
            assertThat(table.filter(line -> !line.startsWith("#"))
                            .map(line -> line.split(";", -1))
                            .filter(metric -> !WITHOUT_A_ROW.contains(metric[2]))
                            .map(metric -> metric[0])
                            .filter(code -> !rows.contains(code)))
                    .containsExactlyInAnyOrderElementsOf(NOT_VERIFIED_OR_NO_VALUE);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isChartedAsTheTableSays(Row row) {
        DeviceReport report = read(row);
        assertThat(report.withheld()).isEmpty();
        assertThat(report.unmapped()).isEmpty();
        if (row.charted().equals("journal")) {
            assertThat(report.isForTheJournalOnly()).isTrue();
            return;
        }
        Observation observation = charted(report);
        boolean whole = observation.getCode().hasCoding(Systems.MDC, row.code());
        CodeableConcept code =
                whole ? observation.getCode() : component(observation, row).getCode();
        Type value =
                whole ? observation.getValue() : component(observation, row).getValue();

        assertThat(code.getCoding().stream()
                        .filter(coding -> coding.getSystem().equals(Systems.LOINC))
                        .map(Coding::getCode)
                        .collect(Collectors.toSet()))
                .isEqualTo(row.loinc());
        switch (row.in()) {
            case "text" -> assertThat(value.primitiveValue()).isEqualTo(row.charted());
            case "token" ->
                assertThat(((CodeableConcept) value).getCodingFirstRep().getCode())
                        .isEqualTo(row.charted());
            default -> {
                Quantity quantity = (Quantity) value;
                assertThat(quantity.getValue()).isEqualByComparingTo(row.charted());
                assertThat(quantity.getSystem()).isEqualTo(Systems.UCUM);
                assertThat(quantity.getCode()).isEqualTo(row.in());
            }
        }
    }

    private static DeviceReport read(Row row) {
        String type = row.in().equals("text") ? "ST" : row.in().equals("token") ? "CWE" : "NM";
        String unit = row.unit().isEmpty() ? "" : row.unit() + "^" + row.unitName() + "^MDC";
        String message = Messages.monitor(
                "v-1",
                "SYN-0980",
                type + "|" + row.code() + "^" + row.name() + "^MDC|1.1.2.1|" + row.sent() + "|" + unit + "|||||R");
        DeviceMessageReader.Outcome outcome = READER.read(message.getBytes(StandardCharsets.UTF_8), "SIM");
        return ((DeviceMessageReader.Read) outcome).report();
    }

    private static Observation charted(DeviceReport report) {
        MessageOrigin origin = new MessageOrigin(1, Instant.EPOCH, "SIM", "v-1", "payload-hash");
        Subject subject = new Subject("pat-980", at -> Optional.empty());
        List<Observation> observations =
                Charting.chart(report, origin, subject, update -> Optional.empty()).resources().stream()
                        .filter(Observation.class::isInstance)
                        .map(Observation.class::cast)
                        .toList();
        assertThat(observations).hasSize(1);
        return observations.get(0);
    }

    private static Observation.ObservationComponentComponent component(Observation observation, Row row) {
        return observation.getComponent().stream()
                .filter(each -> each.getCode().hasCoding(Systems.MDC, row.code()))
                .findFirst()
                .orElseThrow();
    }
}
