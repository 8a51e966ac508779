// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.pcd;

import ca.uhn.hl7v2.model.Primitive;
import ca.uhn.hl7v2.model.Varies;
import ca.uhn.hl7v2.model.v26.segment.OBR;
import ca.uhn.hl7v2.model.v26.segment.OBX;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dripline.routes.RejectReason;
import org.dripline.routes.pcd.DeviceAlert.Facet;
import org.jspecify.annotations.Nullable;

/**
 * The OBX rows of an alert message (IHE PCD-04, TF-2 appendix B.8 and 3.4): below one OBR and one place of OBX-4, an
 * event row and the facets of the alert. Facets are known by their code, since devices number them differently.
 */
final class AlertRows implements MessageRows {

    /** MDC_EVT_ALARM: the condition is the value of the row. */
    private static final String GENERIC = "196616";
    /** MDC_EVT_ACTIVE: the sender is alive, every few seconds. About no patient. */
    private static final String WATCHDOG = "196614";

    private static final Set<String> JOURNAL_ONLY = Set.of("67860");
    private static final String ALERT_TEXT = "68546";
    private static final Set<String> PRIORITIES = Set.of("PN", "PL", "PM", "PH");
    private static final Set<String> TYPES = Set.of("SP", "ST", "SA");
    private static final Set<String> TEST_FLAGS = Set.of("TEST", "DEMO");
    /** Where CWE has the words the sender saw. */
    private static final int ORIGINAL_TEXT = 9;

    private final Nomenclature nomenclature;
    private final ZoneId zone;
    private final boolean allTest;
    private final DeviceRows devices;
    private final Map<Place, Told> places = new LinkedHashMap<>();
    private final List<DeviceReport.WithheldValue> withheld = new ArrayList<>();
    private int journalOnly;
    private Request request = new Request(0, "", "");
    private int count;

    /**
     * @param zone for times without an offset
     * @param allTest MSH-11 says that nothing here is real
     * @param devices the device rows of the message
     */
    AlertRows(Nomenclature nomenclature, ZoneId zone, boolean allTest, DeviceRows devices) {
        this.nomenclature = nomenclature;
        this.zone = zone;
        this.allTest = allTest;
        this.devices = devices;
    }

    /**
     * An OBR.
     *
     * @param number from 1
     * @param instance OBR-3.1
     * @param parent OBR-29.2.1
     */
    private record Request(int number, String instance, String parent) {}

    private record Place(Request request, String path) {}

    /** What was read of one alert so far. */
    private static final class Told {
        private @Nullable OBX event;
        private int obx;
        private @Nullable Instant at;
        private @Nullable DeviceIdentity device;
        private String text = "";
        private final Map<Facet, DeviceAlert.Part> parts = new EnumMap<>(Facet.class);
        private final List<DeviceAlert.Cause> causes = new ArrayList<>();
    }

    @Override
    public void nextRequest(OBR segment) {
        devices.nextRequest(Fields.text(segment.getObservationDateTime()));
        request = new Request(
                request.number() + 1,
                Fields.text(segment.getFillerOrderNumber().getEntityIdentifier()),
                Fields.text(segment.getOBRParent().getFillerAssignedIdentifier().getEntityIdentifier()));
    }

    @Override
    public void row(OBX row) {
        count++;
        String path = Fields.text(row.getObservationSubID());
        Fields.Coded coded = nomenclature.meant(Fields.mdc(row.getObservationIdentifier()));
        Optional<Facet> facet = Arrays.stream(Facet.values())
                .filter(each -> each.goesBy(coded.code()))
                .findFirst();
        if (DeviceRows.isEmpty(row)) {
            if (facet.isEmpty()) {
                devices.add(row, path, coded.code());
            }
            return;
        }
        boolean known = nomenclature
                .metric(coded)
                .filter(metric -> metric.role() == Metric.Role.JOURNAL_ONLY)
                .isPresent();
        if (known || JOURNAL_ONLY.contains(coded.code())) {
            journalOnly++;
            return;
        }
        Told told = places.computeIfAbsent(new Place(request, above(path)), key -> new Told());
        RejectReason reason =
                facet.isPresent() ? facet(row, told, facet.get(), coded.code()) : other(row, path, coded, told);
        if (reason != null) {
            withheld.add(new DeviceReport.WithheldValue(count, path, reason));
        }
    }

    private static @Nullable RejectReason facet(OBX row, Told told, Facet facet, String code) {
        Varies value = row.getObservationValue(0);
        String second = Fields.component(value, 2);
        SenderCode said = facet == Facet.SOURCE
                ? new SenderCode(Fields.component(value, 1), second, Fields.component(value, 3))
                : new SenderCode(second.isEmpty() ? Fields.component(value, 1) : second, "", "");
        return told.parts.putIfAbsent(facet, new DeviceAlert.Part(facet, code, said)) == null
                ? null
                : RejectReason.DUPLICATE_VALUE;
    }

    private @Nullable RejectReason other(OBX row, String path, Fields.Coded coded, Told told) {
        if (coded.code().equals(ALERT_TEXT)) {
            told.text = Fields.component(row.getObservationValue(0), 1);
            return null;
        }
        return Nomenclature.isEvent(coded.code(), coded.name()) ? event(row, path, told) : cause(row, coded, told);
    }

    private @Nullable RejectReason event(OBX row, String path, Told told) {
        if (told.event != null) {
            return RejectReason.DUPLICATE_VALUE;
        }
        if (isTest(row)) {
            return RejectReason.TEST_OR_DEMO;
        }
        // An update of an alert is said by another update; what a taken back one would mean, no transaction says.
        if (ObservationRows.CORRECTS.contains(Fields.text(row.getObservationResultStatus()))) {
            return RejectReason.STATUS_WITHOUT_RESULT;
        }
        Optional<Instant> at = HL7Time.read(devices.timeOf(row, path), zone);
        if (at.isEmpty()) {
            return RejectReason.TIME_UNREADABLE;
        }
        SenderCode condition = condition(row);
        if (nomenclature.contradicts(condition.code(), condition.name())) {
            return RejectReason.REFID_CONTRADICTS_CODE;
        }
        told.event = row;
        told.obx = count;
        told.at = at.get();
        told.device = devices.deviceOf(row, path, DeviceKind.MONITOR);
        return null;
    }

    private @Nullable RejectReason cause(OBX row, Fields.Coded coded, Told told) {
        Optional<Metric> metric = nomenclature.metric(coded);
        if (metric.isPresent()
                && coded.name().startsWith("MDC")
                && !metric.get().names().contains(coded.name())) {
            return RejectReason.REFID_CONTRADICTS_CODE;
        }
        if (nomenclature.namesSeveral(Fields.codes(row.getObservationIdentifier()))) {
            return RejectReason.CODINGS_CONTRADICT;
        }
        if (isTest(row)) {
            return RejectReason.TEST_OR_DEMO;
        }
        if (Arrays.stream(row.getAbnormalFlags())
                .map(Fields::text)
                .anyMatch(ObservationRows.UNUSABLE_FLAGS::contains)) {
            return RejectReason.FLAGGED_BY_DEVICE;
        }
        UnmappedRow.Outcome read = UnmappedRow.read(row, nomenclature);
        if (read.value() == null) {
            return read.reason();
        }
        told.causes.add(new DeviceAlert.Cause(Fields.codes(row.getObservationIdentifier()), read.value()));
        return null;
    }

    private boolean isTest(OBX row) {
        return allTest
                || Arrays.stream(row.getAbnormalFlags()).map(Fields::text).anyMatch(TEST_FLAGS::contains);
    }

    /** OBX-5 under the generic code, else OBX-3. */
    private SenderCode condition(OBX row) {
        Fields.Coded coded = nomenclature.meant(Fields.mdc(row.getObservationIdentifier()));
        if (!coded.code().equals(GENERIC)) {
            return new SenderCode(coded.code(), coded.name(), "MDC");
        }
        Varies value = row.getObservationValue(0);
        String second = Fields.component(value, 2);
        // One component alone is words, not a code.
        if (second.isEmpty()) {
            return new SenderCode("", "", "");
        }
        String system = Fields.component(value, 3);
        Fields.Coded meant = nomenclature.meant(
                new Fields.Coded(Fields.component(value, 1), second, system.equals("MDC") ? "" : system));
        String number = nomenclature.vendor().alarmNumber(meant.code());
        String byName = nomenclature
                .conditionNamed(meant.name())
                .map(Nomenclature.Condition::code)
                .orElse("");
        return new SenderCode(number.isEmpty() ? byName : number, meant.name(), system);
    }

    private static String words(OBX row) {
        Varies value = row.getObservationValue(0);
        String original = Fields.component(value, ORIGINAL_TEXT);
        if (!original.isEmpty()) {
            return original;
        }
        return Fields.component(value, 2).isEmpty() ? Fields.component(value, 1) : "";
    }

    @Override
    public DeviceReport report(PatientIdentity patient) {
        List<DeviceAlert> alerts = new ArrayList<>();
        places.forEach((place, told) -> {
            if (told.event == null || told.at == null || told.device == null) {
                return;
            }
            SenderCode condition = condition(told.event);
            if (condition.code().equals(WATCHDOG)) {
                journalOnly++;
                return;
            }
            flags(told);
            alerts.add(new DeviceAlert(
                    told.obx,
                    place.path(),
                    condition,
                    told.text.isEmpty() ? words(told.event) : told.text,
                    List.copyOf(told.parts.values()),
                    told.causes,
                    told.at,
                    asItsSourceSays(told.device, told.parts.get(Facet.SOURCE)),
                    Fields.text(told.event.getObservationResultStatus()).equals("F"),
                    place.request().instance(),
                    place.request().parent()));
        });
        return new DeviceReport(
                patient, List.of(), List.of(), alerts, List.of(), List.of(), withheld, journalOnly, false);
    }

    /** A message without a device row tells the kind of device in the alert's source, if at all. */
    private DeviceIdentity asItsSourceSays(DeviceIdentity device, DeviceAlert.@Nullable Part source) {
        if (source == null || !device.typeCode().isEmpty()) {
            return device;
        }
        return nomenclature
                .deviceKind(source.value().code())
                .map(kind -> new DeviceIdentity(
                        device.entityId(),
                        device.namespace(),
                        device.universalId(),
                        device.universalIdType(),
                        kind,
                        source.value().code()))
                .orElse(device);
    }

    /** Priority and type of devices that say them in OBX-8 of the event row instead. */
    private static void flags(Told told) {
        if (told.event == null) {
            return;
        }
        for (Primitive each : told.event.getAbnormalFlags()) {
            String flag = Fields.text(each);
            if (PRIORITIES.contains(flag)) {
                told.parts.putIfAbsent(Facet.PRIORITY, part(Facet.PRIORITY, flag));
            }
            if (TYPES.contains(flag)) {
                told.parts.putIfAbsent(Facet.TYPE, part(Facet.TYPE, flag));
            }
        }
    }

    private static DeviceAlert.Part part(Facet facet, String token) {
        return new DeviceAlert.Part(facet, facet.code(), new SenderCode(token, "", ""));
    }

    private static String above(String path) {
        int last = path.lastIndexOf('.');
        return last < 0 ? path : path.substring(0, last);
    }
}
