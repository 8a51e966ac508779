// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.pcd;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dripline.routes.vendor.Vendor;
import org.dripline.routes.vendor.WrongVendorFile;
import org.jspecify.annotations.Nullable;

/**
 * The device nomenclature as far as we chart it: {@code metrics.csv}, {@code units.csv}, {@code conversions.csv},
 * {@code events.csv}, {@code devices.csv}, {@code broader.csv} beside this class. The number is the key; names are
 * checked against it, never the other way round, except where no number is verified.
 *
 * <p>Immutable; safe for use by many threads.
 */
public final class Nomenclature {

    /** What a vendor's own code means of which nothing belongs on a chart. */
    private static final Metric LEFT_IN_THE_JOURNAL = new Metric(
            Vendor.Code.JOURNAL, "", Set.of(), Metric.Role.JOURNAL_ONLY, Metric.Kind.TEXT, Set.of(), List.of());

    /** What senders call LOINC in a coded field (HL7 table 0396: {@code LN}), or leave out. */
    private static final Set<String> LOINC = Set.of("LN", "LOINC", "");

    private final Map<String, Metric> metrics = new HashMap<>();
    private final Map<String, Metric> metricsByName = new HashMap<>();
    /** Codes of what a LOINC code is for, or may be. */
    private final Map<String, Set<String>> metricsByLoinc = new HashMap<>();

    private final Map<String, Unit> unitsByCode = new HashMap<>();
    private final Map<String, String> unitsByText = new HashMap<>();
    private final Map<String, Conversion> conversions = new HashMap<>();
    private final Map<String, Condition> conditionsByCode = new HashMap<>();
    private final Map<String, Condition> conditionsByName = new HashMap<>();
    private final Map<String, DeviceKind> deviceKinds = new HashMap<>();
    /** Whose codes and departures stand beside the tables. */
    private final Vendor vendor;

    private Nomenclature(Vendor vendor) {
        this.vendor = vendor;
    }

    /** Reads the tables from the class path; a mistake in them stops the start. */
    public static Nomenclature load() {
        Nomenclature tables = new Nomenclature(Vendor.STANDARD);
        for (Table table : Table.values()) {
            try (InputStream in = Nomenclature.class.getResourceAsStream(table.file())) {
                if (in == null) {
                    throw new IllegalStateException("missing on the class path: " + table.file());
                }
                tables.add(table, in, table.file());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return tables;
    }

    /**
     * Ours and a clinic's own: rows of the same form, in files of the same names, for numbers ours do not have.
     *
     * @param folder with one or more of the files
     * @throws IllegalStateException naming file and line, when a row is not one, or is about what ours have
     */
    public static Nomenclature loadWith(Path folder) {
        Nomenclature tables = load();
        for (Table table : Table.values()) {
            Path file = folder.resolve(table.file());
            if (!Files.exists(file)) {
                continue;
            }
            try (InputStream in = Files.newInputStream(file)) {
                tables.add(table, in, file.toString());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return tables;
    }

    /**
     * The same as a vendor uses it: with codes and units of its own, which mean some of ours.
     *
     * @throws WrongVendorFile when one means what our tables do not have
     */
    Nomenclature as(Vendor speaker) {
        Nomenclature tables = new Nomenclature(speaker);
        tables.metrics.putAll(metrics);
        tables.metricsByName.putAll(metricsByName);
        tables.unitsByCode.putAll(unitsByCode);
        tables.unitsByText.putAll(unitsByText);
        tables.conversions.putAll(conversions);
        tables.conditionsByCode.putAll(conditionsByCode);
        tables.conditionsByName.putAll(conditionsByName);
        tables.deviceKinds.putAll(deviceKinds);
        tables.metricsByLoinc.putAll(metricsByLoinc);
        tables.metrics.put(Vendor.Code.JOURNAL, LEFT_IN_THE_JOURNAL);
        for (Vendor.Code code : speaker.codes()) {
            if (!tables.metrics.containsKey(code.means()) && !conditionsByCode.containsKey(code.means())) {
                throw new WrongVendorFile(
                        speaker.name() + ".yaml",
                        code.line(),
                        "Our tables have no " + code.means()
                                + ". Add it to metrics.csv first, or correct the number, or write "
                                + Vendor.Code.JOURNAL + ".");
            }
        }
        speaker.units().forEach((sent, unit) -> {
            String known = unitsByText.get(sent);
            if (!unitsByText.containsValue(unit.ucum())) {
                throw new WrongVendorFile(
                        speaker.name() + ".yaml",
                        unit.line(),
                        "Our tables have no unit " + unit.ucum() + ". Add it to units.csv first, or correct it.");
            }
            if (known != null && !known.equals(unit.ucum())) {
                throw new WrongVendorFile(
                        speaker.name() + ".yaml",
                        unit.line(),
                        "\"" + sent + "\" is " + known + " already, for every sender. Delete this line.");
            }
            tables.unitsByText.put(sent, unit.ucum());
        });
        return tables;
    }

    /** Whose it is. */
    Vendor vendor() {
        return vendor;
    }

    /**
     * OBX-3 as the sender means it: its own codes as ours, and number 0 as none where that is its way. A code of
     * another system than MDC that is in no table stays what it is.
     */
    Fields.Coded meant(Fields.Coded sent) {
        for (Vendor.Code code : vendor.codes()) {
            if (code.isMeantBy(sent.code(), sent.name(), sent.system())) {
                Metric metric = metrics.get(code.means());
                Condition condition = conditionsByCode.get(code.means());
                String name = metric != null ? metric.referenceId() : condition == null ? "" : condition.name();
                return new Fields.Coded(code.means(), name, "");
            }
        }
        return new Fields.Coded(vendor.number(sent.code()), sent.name(), sent.system());
    }

    /** The files, in the order they are read. */
    private enum Table {
        METRICS(6),
        UNITS(4),
        CONVERSIONS(4),
        EVENTS(3),
        DEVICES(3),
        BROADER(2);

        private final int columns;

        Table(int columns) {
            this.columns = columns;
        }

        private String file() {
            return name().toLowerCase(Locale.ROOT) + ".csv";
        }
    }

    private void add(Table table, InputStream in, String name) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            List<String> row = List.of(line.split(";", -1));
            try {
                if (row.size() != table.columns) {
                    throw new IllegalArgumentException(table.columns + " columns expected");
                }
                add(table, row);
            } catch (IllegalArgumentException | IllegalStateException wrong) {
                throw new IllegalStateException(name + ":" + number + ": " + wrong.getMessage(), wrong);
            }
        }
    }

    private void add(Table table, List<String> row) {
        switch (table) {
            case METRICS -> addMetric(row);
            case UNITS -> addUnit(row);
            case CONVERSIONS -> addConversion(row);
            case EVENTS -> addCondition(row);
            case BROADER -> addBroader(row);
            case DEVICES -> once(deviceKinds.put(row.get(0), DeviceKind.valueOf(row.get(2))), row.get(0));
        }
    }

    /**
     * An MDC unit and what it is in UCUM.
     *
     * @param name MDC reference id
     */
    record Unit(String name, String ucum) {}

    /** Into another unit: value × multiplier / divisor. */
    private record Conversion(String ucum, BigDecimal multiplier, BigDecimal divisor) {
        Reading.Quantity of(BigDecimal value) {
            BigDecimal product = value.multiply(multiplier);
            try {
                return new Reading.Quantity(product.divide(divisor), ucum);
            } catch (ArithmeticException endless) {
                int digits = Math.max(1, value.scale());
                return new Reading.Quantity(product.divide(divisor, digits, RoundingMode.HALF_EVEN), ucum);
            }
        }
    }

    /**
     * An MDC event or alarm condition.
     *
     * @param code empty where no number is verified
     * @param event null for an alarm condition or a notice
     * @param notice whether it is an event that changes no delivery
     */
    record Condition(String code, String name, PumpEvent.@Nullable Kind event, boolean notice) {}

    /** None for a code of another system than MDC: its number may be one of ours by chance. */
    Optional<Metric> metric(Fields.Coded coded) {
        return coded.system().isEmpty() ? metric(coded.code(), coded.name()) : Optional.empty();
    }

    /** By number; by name only when the number is empty. */
    Optional<Metric> metric(String code, String name) {
        return Optional.ofNullable(code.isEmpty() ? metricsByName.get(name) : metrics.get(code));
    }

    /**
     * Whether the codings of one OBX-3, in whatever order, are of different things in our tables. What is in none of
     * them says nothing.
     */
    boolean namesSeveral(List<SenderCode> codings) {
        Set<String> common = null;
        for (SenderCode coding : codings) {
            Set<String> named = named(coding);
            if (named.isEmpty()) {
                continue;
            }
            if (common == null) {
                common = new HashSet<>(named);
            }
            common.retainAll(named);
        }
        return common != null && common.isEmpty();
    }

    private Set<String> named(SenderCode coding) {
        String system = coding.system().equals("MDC") ? "" : coding.system();
        Set<String> metric = metric(meant(new Fields.Coded(coding.code(), coding.name(), system)))
                .map(known -> Set.of(known.code()))
                .orElse(Set.of());
        return metric.isEmpty() && LOINC.contains(system)
                ? metricsByLoinc.getOrDefault(coding.code(), Set.of())
                : metric;
    }

    Optional<Unit> unit(String code) {
        return Optional.ofNullable(unitsByCode.get(code));
    }

    /** UCUM for a UCUM code or another spelling of it. */
    Optional<String> ucum(String text) {
        return Optional.ofNullable(unitsByText.get(text));
    }

    /** A value as its metric is charted; empty when the unit is none of the metric's and becomes none. */
    Optional<Reading.Quantity> charted(BigDecimal value, String ucum, Metric metric) {
        if (metric.units().contains(ucum)) {
            return Optional.of(new Reading.Quantity(value, ucum));
        }
        return Optional.ofNullable(conversions.get(ucum))
                .filter(conversion -> metric.units().contains(conversion.ucum()))
                .map(conversion -> conversion.of(value));
    }

    Optional<Condition> condition(String code, String name) {
        return Optional.ofNullable(code.isEmpty() ? conditionsByName.get(name) : conditionsByCode.get(code));
    }

    /** The condition of that name, whatever number came with it. */
    Optional<Condition> conditionNamed(String name) {
        return Optional.ofNullable(conditionsByName.get(name));
    }

    /** Whether number and name of an event or alarm condition are those of two different ones. */
    boolean contradicts(String code, String name) {
        if (code.isEmpty() || !name.startsWith("MDC")) {
            return false;
        }
        boolean otherName =
                condition(code, "").filter(known -> !known.name().equals(name)).isPresent();
        boolean otherCode = conditionNamed(name)
                .filter(known -> !known.code().isEmpty() && !known.code().equals(code))
                .isPresent();
        return otherName || otherCode;
    }

    /** Whether a code is of partition 3 of ISO/IEEE 11073-10101, alerts and events: its upper half is 3. */
    static boolean isEvent(String code, String name) {
        if (code.matches("\\d{1,9}")) {
            return Integer.parseInt(code) >> 16 == 3;
        }
        return name.startsWith("MDC_EVT");
    }

    Optional<DeviceKind> deviceKind(String code) {
        return Optional.ofNullable(deviceKinds.get(code));
    }

    private void addMetric(List<String> row) {
        List<String> names = List.of(row.get(1).split(","));
        Metric metric = new Metric(
                row.get(0),
                names.get(0),
                Set.copyOf(names),
                Metric.Role.valueOf(row.get(2)),
                Metric.Kind.valueOf(row.get(3)),
                row.get(4).isEmpty() ? Set.of() : Set.of(row.get(4).split(",")),
                row.get(5).isEmpty() ? List.of() : List.of(row.get(5).split(",")));
        once(metrics.put(metric.code(), metric), metric.code());
        names.forEach(name -> once(metricsByName.put(name, metric), name));
        metric.loinc().forEach(loinc -> isNamedBy(metric.code(), loinc));
    }

    private void addBroader(List<String> row) {
        if (!metrics.containsKey(row.get(0))) {
            throw new IllegalArgumentException("metrics.csv has no " + row.get(0));
        }
        for (String loinc : row.get(1).split(",")) {
            isNamedBy(row.get(0), loinc);
        }
    }

    private void isNamedBy(String metric, String loinc) {
        metricsByLoinc.computeIfAbsent(loinc, key -> new HashSet<>()).add(metric);
    }

    private void addUnit(List<String> row) {
        String ucum = row.get(2);
        once(unitsByCode.put(row.get(0), new Unit(row.get(1), ucum)), row.get(0));
        unitsByText.put(ucum, ucum);
        unitsByText.put(row.get(1), ucum);
        for (String other : row.get(3).split(",")) {
            if (!other.isEmpty()) {
                once(unitsByText.put(other, ucum), other);
            }
        }
    }

    private void addConversion(List<String> row) {
        Conversion conversion = new Conversion(row.get(1), new BigDecimal(row.get(2)), new BigDecimal(row.get(3)));
        once(conversions.put(row.get(0), conversion), row.get(0));
    }

    private void addCondition(List<String> row) {
        boolean notice = row.get(2).equals("NOTICE");
        PumpEvent.Kind event = row.get(2).isEmpty() || notice ? null : PumpEvent.Kind.valueOf(row.get(2));
        Condition condition = new Condition(row.get(0), row.get(1), event, notice);
        if (!condition.code().isEmpty()) {
            once(conditionsByCode.put(condition.code(), condition), condition.code());
        }
        once(conditionsByName.put(condition.name(), condition), condition.name());
    }

    private static void once(@Nullable Object before, String key) {
        if (before != null) {
            throw new IllegalStateException("listed twice: " + key);
        }
    }
}
