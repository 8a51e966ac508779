// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.pcd;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.Primitive;
import ca.uhn.hl7v2.model.Varies;
import ca.uhn.hl7v2.model.v26.segment.OBR;
import ca.uhn.hl7v2.model.v26.segment.OBX;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.dripline.routes.RejectReason;
import org.jspecify.annotations.Nullable;

/**
 * The OBX rows of one message, one after the other. A row is a device row (MDS, VMD, channel), which says something of
 * all rows below it by OBX-4, or a value.
 *
 * <p>OBX-4 is MDS.VMD.CHANNEL.METRIC (IHE PCD TF-2, B.8); trailing zeros mark a device row. Paths are read as they
 * come, however many levels there are: {@code 1.0.1.2} lies below {@code 1.0.1} and {@code 1}.
 */
final class ObservationRows implements MessageRows {

    private static final Set<String> TEST_FLAGS = Set.of("TEST", "DEMO");
    static final Set<String> UNUSABLE_FLAGS = Set.of("INV", "CAL", "NI", "NAV", "OFF");
    /** The device doubts the value; it is charted with that mark. */
    private static final String QUESTIONABLE = "QUES";
    /** The sensor is off or has nothing to tell (IHE PCD TF-2, B.8.6). */
    private static final Set<String> NOT_AVAILABLE_FLAGS = Set.of("NI", "NAV", "OFF");

    private static final Set<Metric.Role> SINGLE_VITALS =
            Set.of(Metric.Role.HEART_RATE, Metric.Role.OXYGEN_SATURATION, Metric.Role.RESPIRATORY_RATE);
    /** Raw, preliminary, partial or unmarked: as the device measured it. */
    private static final Set<String> RAW_STATUS = Set.of("R", "P", "S", "");

    /** The row changes what was said, or takes it back: deleted, posted as wrong (HL7 table 0085). */
    static final Set<String> CORRECTS = Set.of("C", "D", "W");

    private static final Set<BigDecimal> SENTINELS =
            Set.of(new BigDecimal("-1"), new BigDecimal("-100"), new BigDecimal("-999"), new BigDecimal("-99.9"));
    private static final BigDecimal WHOLE = new BigDecimal(100);
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d{1,12}(\\.\\d{0,12})?|\\.\\d{1,12})");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z][A-Za-z0-9-]{1,79}");

    private final Nomenclature nomenclature;
    private final ZoneId zone;
    private final boolean allTest;
    private final DeviceRows devices;
    private final boolean ofDevice;
    private final List<Reading> readings = new ArrayList<>();
    private final List<PumpEvent> events = new ArrayList<>();
    private final List<UnmappedValue> unmapped = new ArrayList<>();
    private final List<CorrectedValue> corrections = new ArrayList<>();
    private final List<DeviceReport.WithheldValue> withheld = new ArrayList<>();
    private int journalOnly;
    private String eventSource = "";
    private int count;

    /**
     * @param zone for times without an offset
     * @param allTest MSH-11 says that nothing here is real
     * @param devices the device rows of the message
     * @param ofDevice all of it is about the device
     */
    ObservationRows(Nomenclature nomenclature, ZoneId zone, boolean allTest, DeviceRows devices, boolean ofDevice) {
        this.nomenclature = nomenclature;
        this.zone = zone;
        this.allTest = allTest;
        this.devices = devices;
        this.ofDevice = ofDevice;
    }

    @Override
    public void nextRequest(OBR request) {
        devices.nextRequest(Fields.text(request.getObservationDateTime()));
    }

    @Override
    public void row(OBX row) throws HL7Exception {
        count++;
        String path = Fields.text(row.getObservationSubID());
        Fields.Coded coded = nomenclature.meant(Fields.mdc(row.getObservationIdentifier()));
        Optional<Metric> metric = nomenclature.metric(coded);
        if (DeviceRows.isEmpty(row) && (path.endsWith(".0") || metric.isEmpty())) {
            devices.add(row, path, coded.code());
            return;
        }
        RejectReason reason;
        if (corrects(row)) {
            reason = correction(row, path, coded, metric);
        } else {
            reason = metric.isEmpty() ? unmapped(row, path, coded) : value(row, path, coded, metric.get());
        }
        if (reason != null) {
            withheld.add(new DeviceReport.WithheldValue(count, path, reason));
        }
    }

    private boolean corrects(OBX row) {
        return CORRECTS.contains(status(row));
    }

    private String status(OBX row) {
        return nomenclature.vendor().status(Fields.text(row.getObservationResultStatus()), !DeviceRows.isEmpty(row));
    }

    /** C is read like any value, and then is no value of its own; D and W need none. */
    private @Nullable RejectReason correction(OBX row, String path, Fields.Coded coded, Optional<Metric> metric)
            throws HL7Exception {
        if (coded.code().isEmpty() && metric.isEmpty()) {
            return RejectReason.UNMAPPED;
        }
        Optional<Metric.Role> role = metric.map(Metric::role);
        if (role.equals(Optional.of(Metric.Role.JOURNAL_ONLY)) || role.equals(Optional.of(Metric.Role.EVENT_SOURCE))) {
            journalOnly++;
            return null;
        }
        if (allTest || Arrays.stream(row.getAbnormalFlags()).map(Fields::text).anyMatch(TEST_FLAGS::contains)) {
            return RejectReason.TEST_OR_DEMO;
        }
        Optional<ReportedRow> now = Optional.empty();
        if (status(row).equals("C")) {
            int[] before = {readings.size(), events.size(), unmapped.size()};
            RejectReason reason = metric.isEmpty() ? unmapped(row, path, coded) : value(row, path, coded, metric.get());
            if (reason != null) {
                return reason;
            }
            now = taken(readings, before[0]).or(() -> taken(events, before[1])).or(() -> taken(unmapped, before[2]));
        }
        Optional<Instant> at = HL7Time.read(devices.timeOf(row, path), zone);
        if (at.isEmpty()) {
            return RejectReason.TIME_UNREADABLE;
        }
        boolean event = role.equals(Optional.of(Metric.Role.EVENT));
        corrections.add(new CorrectedValue(
                count,
                path,
                event ? "" : metric.map(Metric::code).orElse(coded.code()),
                at.get(),
                devices.deviceOf(row, path, DeviceKind.MONITOR),
                ofDevice || role.equals(Optional.of(Metric.Role.DEVICE_STATE)),
                now));
        return null;
    }

    private static <T extends ReportedRow> Optional<ReportedRow> taken(List<T> rows, int before) {
        return rows.size() > before ? Optional.of(rows.remove(before)) : Optional.empty();
    }

    @Override
    public DeviceReport report(PatientIdentity patient) {
        List<PumpEvent> placed =
                events.stream().map(event -> event.at(eventSource)).toList();
        return new DeviceReport(
                patient, readings, placed, List.of(), unmapped, corrections, withheld, journalOnly, ofDevice);
    }

    /** Takes the row's value, or says why not. */
    private @Nullable RejectReason value(OBX row, String path, Fields.Coded coded, Metric metric) {
        if (metric.role() == Metric.Role.JOURNAL_ONLY) {
            journalOnly++;
            return null;
        }
        if (coded.name().startsWith("MDC") && !metric.names().contains(coded.name())) {
            return RejectReason.REFID_CONTRADICTS_CODE;
        }
        if (nomenclature.namesSeveral(Fields.codes(row.getObservationIdentifier()))) {
            return RejectReason.CODINGS_CONTRADICT;
        }
        if (saysNotAvailable(row, metric)) {
            return notAvailable(row, path, metric);
        }
        RejectReason marked = marked(row);
        if (marked != null) {
            return marked;
        }
        if (DeviceRows.isEmpty(row)) {
            return RejectReason.VALUE_MISSING;
        }
        if (row.getObservationValueReps() > 1) {
            return RejectReason.VALUE_REPEATS;
        }
        Optional<Instant> at = HL7Time.read(devices.timeOf(row, path), zone);
        if (at.isEmpty()) {
            return RejectReason.TIME_UNREADABLE;
        }
        Varies value = row.getObservationValue(0);
        if (metric.role() == Metric.Role.EVENT_SOURCE) {
            eventSource = Fields.component(value, 1);
            return null;
        }
        if (metric.role() == Metric.Role.EVENT) {
            return event(row, path, at.get());
        }
        DeviceKind kind = metric.role() == Metric.Role.PUMP ? DeviceKind.PUMP : DeviceKind.MONITOR;
        Understood understood = understand(row, value, metric);
        if (understood.reason() != null) {
            return understood.reason();
        }
        if (understood.value() != null) {
            readings.add(new Reading(
                    count,
                    path,
                    devices.channelOf(path),
                    metric,
                    at.get(),
                    devices.deviceOf(row, path, kind),
                    validated(row),
                    questionable(row),
                    understood.value()));
        }
        return null;
    }

    private boolean saysNotAvailable(OBX row, Metric metric) {
        return !allTest
                && DeviceRows.isEmpty(row)
                && SINGLE_VITALS.contains(metric.role())
                && Arrays.stream(row.getAbnormalFlags()).map(Fields::text).anyMatch(NOT_AVAILABLE_FLAGS::contains)
                && Arrays.stream(row.getAbnormalFlags()).map(Fields::text).noneMatch(TEST_FLAGS::contains);
    }

    private @Nullable RejectReason notAvailable(OBX row, String path, Metric metric) {
        Optional<Instant> at = HL7Time.read(devices.timeOf(row, path), zone);
        if (at.isEmpty()) {
            return RejectReason.TIME_UNREADABLE;
        }
        readings.add(new Reading(
                count,
                path,
                devices.channelOf(path),
                metric,
                at.get(),
                devices.deviceOf(row, path, DeviceKind.MONITOR),
                validated(row),
                false,
                new Reading.NotAvailable()));
        return null;
    }

    private static boolean validated(OBX row) {
        return Set.of("F", "C").contains(Fields.text(row.getObservationResultStatus()));
    }

    private static boolean questionable(OBX row) {
        return Arrays.stream(row.getAbnormalFlags()).map(Fields::text).anyMatch(QUESTIONABLE::equals);
    }

    /** Takes a value whose code we do not know as it came, or says why not. */
    private @Nullable RejectReason unmapped(OBX row, String path, Fields.Coded coded) {
        if (coded.code().isEmpty() && coded.name().isEmpty()) {
            return RejectReason.UNMAPPED;
        }
        if (coded.system().isEmpty() && nomenclature.metric("", coded.name()).isPresent()) {
            return RejectReason.REFID_CONTRADICTS_CODE;
        }
        if (nomenclature.namesSeveral(Fields.codes(row.getObservationIdentifier()))) {
            return RejectReason.CODINGS_CONTRADICT;
        }
        RejectReason marked = marked(row);
        if (marked != null) {
            return marked;
        }
        if (row.getObservationValueReps() > 1) {
            return RejectReason.VALUE_REPEATS;
        }
        Optional<Instant> at = HL7Time.read(devices.timeOf(row, path), zone);
        if (at.isEmpty()) {
            return RejectReason.TIME_UNREADABLE;
        }
        UnmappedRow.Outcome read = UnmappedRow.read(row, nomenclature);
        if (read.value() == null) {
            return read.reason();
        }
        unmapped.add(new UnmappedValue(
                count,
                path,
                Fields.codes(row.getObservationIdentifier()),
                at.get(),
                devices.deviceOf(row, path, DeviceKind.MONITOR),
                validated(row),
                questionable(row),
                read.value()));
        return null;
    }

    /** OBX-8 and OBX-11: what the device itself says of its value. */
    private @Nullable RejectReason marked(OBX row) {
        boolean unusable = false;
        boolean test = allTest;
        for (Primitive flag : row.getAbnormalFlags()) {
            unusable |= UNUSABLE_FLAGS.contains(Fields.text(flag));
            test |= TEST_FLAGS.contains(Fields.text(flag));
        }
        if (test) {
            return RejectReason.TEST_OR_DEMO;
        }
        if (unusable) {
            return RejectReason.FLAGGED_BY_DEVICE;
        }
        String status = status(row);
        return status.equals("F") || status.equals("C") || RAW_STATUS.contains(status)
                ? null
                : RejectReason.STATUS_WITHOUT_RESULT;
    }

    /** A value or a reason; never both. */
    private record Understood(
            Reading.@Nullable Value value, @Nullable RejectReason reason) {
        static Understood as(Reading.Value value) {
            return new Understood(value, null);
        }

        static Understood not(RejectReason reason) {
            return new Understood(null, reason);
        }
    }

    private Understood understand(OBX row, Varies value, Metric metric) {
        return switch (metric.kind()) {
            case QUANTITY, SIGNED_QUANTITY -> quantity(row, value, metric);
            case TOKEN -> {
                String second = Fields.component(value, 2);
                String token = second.isEmpty() ? Fields.component(value, 1) : second;
                yield TOKEN.matcher(token).matches()
                        ? Understood.as(new Reading.Token(token))
                        : Understood.not(RejectReason.TOKEN_UNKNOWN);
            }
            case TEXT -> Understood.as(new Reading.Text(Fields.component(value, 1)));
            case CONDITION -> condition(value);
        };
    }

    private Understood quantity(OBX row, Varies value, Metric metric) {
        String text = Fields.component(value, 1);
        if (text.isEmpty() && Fields.component(value, 2).isEmpty()) {
            return Understood.not(RejectReason.VALUE_MISSING);
        }
        if (!isNumber(text) || !Fields.component(value, 2).isEmpty()) {
            return Understood.not(RejectReason.NOT_A_NUMBER);
        }
        BigDecimal number = new BigDecimal(text);
        if (isSentinel(number)) {
            return Understood.not(RejectReason.SENTINEL);
        }
        UnitField.Outcome unit = UnitField.read(row.getUnits(), nomenclature);
        if (unit.reason() != null) {
            return Understood.not(unit.reason());
        }
        Optional<Reading.Quantity> charted = nomenclature.charted(number, unit.ucum(), metric);
        if (charted.isEmpty()) {
            return Understood.not(RejectReason.UNIT_CONTRADICTS_CODE);
        }
        // No share can exceed the whole.
        boolean below = number.signum() < 0 && metric.kind() != Metric.Kind.SIGNED_QUANTITY;
        if (below || unit.ucum().equals("%") && number.compareTo(WHOLE) > 0) {
            return Understood.not(RejectReason.IMPOSSIBLE);
        }
        return Understood.as(charted.get());
    }

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /** A number by which devices say that they have none. */
    static boolean isSentinel(BigDecimal number) {
        return SENTINELS.stream().anyMatch(sentinel -> sentinel.compareTo(number) == 0);
    }

    /** An alarm condition is kept as it came, known to us or not; only a contradiction within it is withheld. */
    private Understood condition(Varies value) {
        String code = Fields.component(value, 1);
        String name = Fields.component(value, 2);
        if (code.isEmpty() && name.isEmpty()) {
            return Understood.not(RejectReason.VALUE_MISSING);
        }
        if (nomenclature.contradicts(code, name)) {
            return Understood.not(RejectReason.REFID_CONTRADICTS_CODE);
        }
        return Understood.as(new Reading.Condition(code, name));
    }

    /** An event that changes no delivery is part of what the pump says of itself at that time. */
    private @Nullable RejectReason notice(OBX row, String path, Instant at, Reading.Condition condition) {
        readings.add(new Reading(
                count,
                path,
                devices.channelOf(path),
                Metric.EVENT_AS_STATUS,
                at,
                devices.deviceOf(row, path, DeviceKind.PUMP),
                validated(row),
                questionable(row),
                condition));
        return null;
    }

    private @Nullable RejectReason event(OBX row, String path, Instant at) {
        Varies value = row.getObservationValue(0);
        String code = Fields.component(value, 1);
        String name = Fields.component(value, 2);
        if (nomenclature.contradicts(code, name)) {
            return RejectReason.REFID_CONTRADICTS_CODE;
        }
        Optional<Nomenclature.Condition> known = nomenclature.condition(code, name);
        if (known.isEmpty()) {
            // The number of some events is not verified; then the name decides, if we know it as one without a number.
            known = nomenclature
                    .conditionNamed(name)
                    .filter(condition -> condition.code().isEmpty());
        }
        if (known.map(Nomenclature.Condition::notice).orElse(false)) {
            return notice(row, path, at, new Reading.Condition(code, known.get().name()));
        }
        PumpEvent.Kind kind = known.map(Nomenclature.Condition::event).orElse(null);
        if (kind == null) {
            return RejectReason.TOKEN_UNKNOWN;
        }
        events.add(new PumpEvent(
                count,
                path,
                "",
                kind,
                code,
                known.get().name(),
                at,
                devices.deviceOf(row, path, DeviceKind.PUMP),
                validated(row),
                questionable(row)));
        return null;
    }
}
