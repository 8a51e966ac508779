// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.charting;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dripline.fhir.Canonicals;
import org.dripline.routes.RejectReason;
import org.dripline.routes.datatype.MessageProvenance;
import org.dripline.routes.pcd.DeviceIdentity;
import org.dripline.routes.pcd.DeviceReport;
import org.dripline.routes.pcd.Metric;
import org.dripline.routes.pcd.PumpEvent;
import org.dripline.routes.pcd.Reading;
import org.dripline.routes.pcd.UnmappedValue;
import org.dripline.terminology.Codes;
import org.dripline.terminology.Codes.Loinc;
import org.dripline.terminology.Codes.Mdc;
import org.dripline.terminology.Codes.Systems;
import org.dripline.terminology.Ucum;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * Device report → profiled resources. What belongs together stays together: both pressures of one inflation share an
 * Observation, all that a pump tells of a delivery channel at one time are the components of another, and so is what it
 * tells along with an event. Then the devices, and one Provenance that names the journal entry.
 *
 * <p>Pure, but for one question: with what an alert began. The same report and origin always give the same ids.
 */
final class Charting {

    private static final String UNMAPPED = "um";

    private Charting() {}

    /** Whether a reference is to a value charted under its sender's code only. */
    static boolean isUnmapped(String reference) {
        return reference.startsWith("Observation/" + UNMAPPED + "-");
    }

    /**
     * A message's resources, and which of its rows are in none.
     *
     * @param resources devices, observations, provenance
     * @param duplicates rows that say the same of the same place and time as an earlier one
     */
    record Charted(List<Resource> resources, List<DeviceReport.WithheldValue> duplicates) {}

    /** @param subject null for a report about nobody: what is charted then is about its devices */
    static Charted chart(
            DeviceReport report, MessageOrigin origin, @Nullable Subject subject, DeviceAlerts.Beginnings beginnings) {
        Map<String, Device> devices = new LinkedHashMap<>();
        report.readings().forEach(reading -> addDevice(devices, reading.device()));
        report.events().forEach(event -> addDevice(devices, event.device()));
        report.alerts().forEach(alert -> addDevice(devices, alert.device()));
        report.unmapped().forEach(value -> addDevice(devices, value.device()));
        List<Observation> observations = new ArrayList<>();
        Told told = new Told();
        if (subject != null) {
            observations.addAll(vitals(report, origin, subject, told));
            observations.addAll(pump(report, origin, subject, told));
            report.alerts().forEach(alert -> observations.add(DeviceAlerts.chart(alert, origin, subject, beginnings)));
        }
        observations.addAll(DeviceStates.chart(report, origin, told));
        report.unmapped()
                .forEach(value -> observations.add(unmapped(value, origin, report.ofDevice() ? null : subject)));
        List<Resource> resources = new ArrayList<>(devices.values());
        resources.addAll(observations);
        if (!observations.isEmpty()) {
            resources.add(MessageProvenance.of(origin.id("prov"), origin.entry(), origin.receivedAt(), observations));
        }
        return new Charted(resources, told.duplicates());
    }

    /** Which rows found their place, and which found it taken. */
    static final class Told {
        private final Set<Integer> charted = new HashSet<>();
        private final Map<Integer, Reading> refused = new TreeMap<>();

        void charted(Reading reading) {
            charted.add(reading.obx());
        }

        void taken(Reading reading) {
            refused.putIfAbsent(reading.obx(), reading);
        }

        /** An event may repeat what a status has, so a row counts only when it is nowhere. */
        List<DeviceReport.WithheldValue> duplicates() {
            return refused.values().stream()
                    .filter(reading -> !charted.contains(reading.obx()))
                    .map(reading ->
                            new DeviceReport.WithheldValue(reading.obx(), reading.path(), RejectReason.DUPLICATE_VALUE))
                    .toList();
        }
    }

    private static void addDevice(Map<String, Device> devices, DeviceIdentity identity) {
        Device device = DeviceResources.of(identity);
        devices.putIfAbsent(device.getId(), device);
    }

    private static List<Observation> vitals(DeviceReport report, MessageOrigin origin, Subject subject, Told told) {
        List<Observation> observations = new ArrayList<>();
        Map<Group, Map<Metric.Role, Reading>> pressures = new LinkedHashMap<>();
        for (Reading reading : report.readings()) {
            switch (reading.metric().role()) {
                case HEART_RATE ->
                    observations.add(vital(reading, origin, subject, "hr", Canonicals.SESSION_HEART_RATE));
                case OXYGEN_SATURATION ->
                    observations.add(vital(reading, origin, subject, "spo2", Canonicals.SESSION_SPO2));
                case RESPIRATORY_RATE ->
                    observations.add(vital(reading, origin, subject, "rr", Canonicals.SESSION_RESPIRATORY_RATE));
                case END_TIDAL_CO2 ->
                    observations.add(vital(reading, origin, subject, "etco2", endTidal(reading.value())));
                case VITAL -> observations.add(vital(reading, origin, subject, "vs", null));
                case MEASURED -> observations.add(measured(reading, origin, subject, "ms", null));
                case SYSTOLIC, DIASTOLIC, MEAN_PRESSURE -> {
                    // Two readings of one channel at one time are the same cuff inflation.
                    Group group = new Group(parent(reading.path()), "", reading.at(), reading.device());
                    Reading earlier = pressures
                            .computeIfAbsent(group, key -> new EnumMap<>(Metric.Role.class))
                            .putIfAbsent(reading.metric().role(), reading);
                    if (earlier != null) {
                        told.taken(reading);
                    }
                }
                case PUMP, DEVICE_STATE, EVENT, EVENT_SOURCE, JOURNAL_ONLY -> {}
            }
        }
        pressures.forEach((group, readings) -> observations.add(bloodPressure(group, readings, origin, subject)));
        return observations;
    }

    /**
     * A share of the volume is no partial pressure, and which one it is depends on the barometer: no profile takes it.
     */
    private static @Nullable String endTidal(Reading.Value value) {
        return value instanceof Reading.Quantity quantity && quantity.unit().equals(Ucum.MILLIMETRE_OF_MERCURY)
                ? Canonicals.SESSION_ETCO2
                : null;
    }

    private static Observation vital(
            Reading reading, MessageOrigin origin, Subject subject, String prefix, @Nullable String profile) {
        Observation observation = measured(reading, origin, subject, prefix, profile);
        observation
                .addCategory()
                .addCoding()
                .setSystem(Systems.OBSERVATION_CATEGORY)
                .setCode("vital-signs");
        return observation;
    }

    private static Observation measured(
            Reading reading, MessageOrigin origin, Subject subject, String prefix, @Nullable String profile) {
        Observation observation = observation(
                origin.id(prefix, reading.path(), reading.obx()),
                profile,
                new Said(reading.validated(), reading.questionable()),
                reading.at(),
                reading.device(),
                subject);
        for (String code : reading.metric().loinc()) {
            observation.getCode().addCoding().setSystem(Systems.LOINC).setCode(code);
        }
        addMetric(observation.getCode(), reading.metric());
        if (reading.value() instanceof Reading.NotAvailable) {
            observation.getDataAbsentReason().addCoding(absent("temp-unknown"));
            return observation;
        }
        observation.setValue(value(reading.value()));
        return observation;
    }

    /**
     * LOINC 85354-9 with systolic 8480-6 and diastolic 8462-4, always both: the FHIR profile wants them, and one that
     * was withheld says so. Mean 8478-0 when there is one.
     */
    private static Observation bloodPressure(
            Group group, Map<Metric.Role, Reading> readings, MessageOrigin origin, Subject subject) {
        Observation observation = observation(
                origin.id("bp", group.path(), group.at(), DeviceResources.idOf(group.device())),
                Canonicals.SESSION_BLOOD_PRESSURE,
                said(readings.values()),
                group.at(),
                group.device(),
                subject);
        observation
                .addCategory()
                .addCoding()
                .setSystem(Systems.OBSERVATION_CATEGORY)
                .setCode("vital-signs");
        observation.getCode().addCoding().setSystem(Systems.LOINC).setCode(Loinc.BLOOD_PRESSURE);
        observation.getCode().addCoding().setSystem(Systems.MDC).setCode(Mdc.BLOOD_PRESSURE);
        pressure(observation, Loinc.SYSTOLIC, Mdc.SYSTOLIC, readings.get(Metric.Role.SYSTOLIC));
        pressure(observation, Loinc.DIASTOLIC, Mdc.DIASTOLIC, readings.get(Metric.Role.DIASTOLIC));
        if (readings.containsKey(Metric.Role.MEAN_PRESSURE)) {
            pressure(observation, Loinc.MEAN_PRESSURE, Mdc.MEAN_PRESSURE, readings.get(Metric.Role.MEAN_PRESSURE));
        }
        return observation;
    }

    private static void pressure(Observation observation, String loinc, String mdc, @Nullable Reading reading) {
        Observation.ObservationComponentComponent component = observation.addComponent();
        component.getCode().addCoding().setSystem(Systems.LOINC).setCode(loinc);
        component
                .getCode()
                .addCoding()
                .setSystem(Systems.MDC)
                .setCode(reading == null ? mdc : reading.metric().code());
        if (reading == null) {
            component.getDataAbsentReason().addCoding(absent("unknown"));
            return;
        }
        component.setValue(value(reading.value()));
        mark(component, reading);
    }

    /** Which of several values it is that the device doubts; the Observation says that there is one. */
    private static void mark(Observation.ObservationComponentComponent component, Reading reading) {
        if (reading.questionable()) {
            component.addInterpretation(questionable());
        }
    }

    /**
     * Each event takes what the pump said at that time of the channel it happened to; the rest are status reports, one
     * per delivery channel and time. What a pump says of itself joins its channel when it has one only, and is a report
     * of its own beside several: which of them it means, it does not say.
     */
    private static List<Observation> pump(DeviceReport report, MessageOrigin origin, Subject subject, Told told) {
        Map<Group, List<Reading>> groups = new LinkedHashMap<>();
        for (Reading reading : report.readings()) {
            if (reading.metric().role() == Metric.Role.PUMP) {
                Group group = new Group(upTo(reading.path(), 2), reading.channel(), reading.at(), reading.device());
                groups.computeIfAbsent(group, key -> new ArrayList<>()).add(reading);
            }
        }
        Map<Group, List<Reading>> reports = joined(groups);
        List<Observation> observations = new ArrayList<>();
        List<Group> taken = new ArrayList<>();
        for (PumpEvent event : report.events()) {
            List<Reading> beside = new ArrayList<>();
            reports.forEach((group, readings) -> {
                if (belongs(group, event) && !speaksOfSeveral(group, event, reports.keySet())) {
                    beside.addAll(readings);
                    taken.add(group);
                }
            });
            observations.add(event(event, beside, origin, subject, told));
        }
        reports.keySet().removeAll(taken);
        reports.forEach((group, readings) -> observations.add(status(group, readings, origin, subject, told)));
        return observations;
    }

    /** Puts together what stands in the only delivery channel of a place and time with what stands outside of one. */
    private static Map<Group, List<Reading>> joined(Map<Group, List<Reading>> groups) {
        Map<Group, Set<String>> channels = new LinkedHashMap<>();
        groups.keySet().forEach(group -> {
            Set<String> named = channels.computeIfAbsent(group.withoutChannel(), key -> new HashSet<>());
            if (!group.channel().isEmpty()) {
                named.add(group.channel());
            }
        });
        Map<Group, List<Reading>> joined = new LinkedHashMap<>();
        groups.forEach((group, readings) -> {
            boolean several =
                    channels.getOrDefault(group.withoutChannel(), Set.of()).size() > 1;
            Group to = onlyChannelBelow(group, groups.keySet())
                    .map(Group::withoutChannel)
                    .orElse(several ? group : group.withoutChannel());
            joined.computeIfAbsent(to, key -> new ArrayList<>()).addAll(readings);
        });
        joined.values().forEach(readings -> readings.sort(Comparator.comparingInt(Reading::obx)));
        return joined;
    }

    /**
     * Of what stands on the device row itself (1.0): the only channel the device has in this message, if it says
     * something of the same time.
     */
    private static Optional<Group> onlyChannelBelow(Group group, Set<Group> all) {
        if (!group.path().equals(upTo(group.path(), 1) + ".0")) {
            return Optional.empty();
        }
        List<Group> below = all.stream()
                .filter(other -> !other.path().equals(group.path()))
                .filter(other -> upTo(other.path(), 1).equals(upTo(group.path(), 1)))
                .filter(other -> other.device().equals(group.device()))
                .toList();
        Set<String> places = below.stream()
                .filter(other -> below.stream().noneMatch(it -> it.isChannelOf(other)))
                .map(Group::place)
                .collect(Collectors.toSet());
        return places.size() == 1
                ? below.stream().filter(other -> other.at().equals(group.at())).findFirst()
                : Optional.empty();
    }

    /** What a pump says of itself is about its active channel, which need not be the one the event names. */
    private static boolean speaksOfSeveral(Group group, PumpEvent event, Set<Group> all) {
        return group.channel().isEmpty()
                && !event.source().isEmpty()
                && !upTo(event.source(), 3).endsWith(".0")
                && all.stream()
                        .anyMatch(it ->
                                !it.channel().isEmpty() && it.withoutChannel().equals(group));
    }

    private static boolean belongs(Group group, PumpEvent event) {
        String where = event.source().isEmpty() ? upTo(event.path(), 1) : upTo(event.source(), 2);
        boolean below = group.path().equals(where) || group.path().startsWith(where + ".");
        // What stands on the device itself (1.0) holds for all of its channels.
        boolean above = group.path().equals(upTo(where, 1) + ".0");
        String channel = upTo(event.source(), 3);
        boolean elsewhere = !group.channel().isEmpty()
                && !channel.endsWith(".0")
                && !group.channel().equals(channel);
        return (below || above)
                && !(elsewhere && !event.source().isEmpty())
                && group.at().equals(event.at())
                && group.device().equals(event.device());
    }

    private static Observation event(
            PumpEvent event, List<Reading> beside, MessageOrigin origin, Subject subject, Told told) {
        Observation observation = observation(
                origin.id("pe", event.path(), event.obx()),
                Canonicals.PUMP_EVENT,
                new Said(
                        event.validated(),
                        event.questionable() || beside.stream().anyMatch(Reading::questionable)),
                event.at(),
                event.device(),
                subject);
        asDeviceReport(observation, Codes.Observed.PUMP_EVENT, beside, told);
        observation.setValue(what(event));
        return observation;
    }

    static CodeableConcept what(PumpEvent event) {
        CodeableConcept what = new CodeableConcept();
        what.addCoding()
                .setSystem(Systems.DRIPLINE_PUMP_EVENT)
                .setCode(
                        switch (event.kind()) {
                            case DELIVERY_START -> Codes.PumpEvent.START;
                            case DELIVERY_STOP -> Codes.PumpEvent.STOP;
                            case DELIVERY_COMPLETE -> Codes.PumpEvent.COMPLETE;
                        });
        if (!event.code().isEmpty()) {
            what.addCoding().setSystem(Systems.MDC).setCode(event.code());
        }
        return what.setText(event.name());
    }

    private static Observation status(
            Group group, List<Reading> readings, MessageOrigin origin, Subject subject, Told told) {
        Observation observation = observation(
                origin.id("ps", group.place(), group.at(), DeviceResources.idOf(group.device())),
                Canonicals.PUMP_STATUS,
                said(readings),
                group.at(),
                group.device(),
                subject);
        asDeviceReport(observation, Codes.Observed.PUMP_STATUS, readings, told);
        return observation;
    }

    /**
     * Category, code and components shared by {@code dripline-pump-status}, {@code dripline-pump-event} and
     * {@code dripline-device-state}. One component per code, so the first row wins and others are told apart; alarms
     * may be many.
     */
    static void asDeviceReport(Observation observation, String code, List<Reading> readings, Told told) {
        observation
                .addCategory()
                .addCoding()
                .setSystem(Systems.DRIPLINE_OBSERVATION)
                .setCode(Codes.Observed.DEVICE_CATEGORY);
        observation
                .getCode()
                .addCoding()
                .setSystem(Systems.DRIPLINE_OBSERVATION)
                .setCode(code);
        List<String> said = new ArrayList<>();
        for (Reading reading : readings) {
            boolean alarm = reading.metric().kind() == Metric.Kind.CONDITION;
            if (!alarm && said.contains(reading.metric().code())) {
                told.taken(reading);
                continue;
            }
            told.charted(reading);
            said.add(reading.metric().code());
            Observation.ObservationComponentComponent component = observation.addComponent();
            addMetric(component.getCode(), reading.metric());
            component.setValue(value(reading.value()));
            mark(component, reading);
        }
    }

    /** The sender's own code beside ours that says so; no category, so that no screen takes it for a vital sign. */
    private static Observation unmapped(UnmappedValue value, MessageOrigin origin, @Nullable Subject subject) {
        Observation observation = observation(
                origin.id(UNMAPPED, value.path(), value.obx()),
                null,
                new Said(value.validated(), value.questionable()),
                value.at(),
                value.device(),
                subject);
        observation
                .getCode()
                .addCoding()
                .setSystem(Systems.DRIPLINE_OBSERVATION)
                .setCode(Codes.Observed.UNMAPPED);
        value.codes().forEach(code -> observation.getCode().addCoding(SenderCodes.coding(code)));
        observation.setValue(SenderCodes.value(value.value()));
        return observation;
    }

    /** @param subject null when it is about the device itself */
    static Observation observation(
            String id,
            @Nullable String profile,
            Said said,
            Instant at,
            DeviceIdentity device,
            @Nullable Subject subject) {
        Observation observation = new Observation();
        observation.setId(id);
        if (profile != null) {
            observation.getMeta().addProfile(profile);
        }
        // OBX-11 = R has no counterpart in the v2-to-FHIR guide; preliminary is what the point-of-care device guide
        // says.
        observation.setStatus(
                said.validated() ? Observation.ObservationStatus.FINAL : Observation.ObservationStatus.PRELIMINARY);
        if (said.questionable()) {
            observation.addInterpretation(questionable());
        }
        Reference itself = new Reference("Device/" + DeviceResources.idOf(device));
        observation.setSubject(subject == null ? itself.copy() : new Reference("Patient/" + subject.patientId()));
        if (subject != null) {
            subject.encounterAt()
                    .apply(at)
                    .ifPresent(encounter -> observation.setEncounter(new Reference("Encounter/" + encounter)));
        }
        DateTimeType effective = new DateTimeType(Date.from(at), TemporalPrecisionEnum.MILLI);
        effective.setTimeZoneZulu(true);
        observation.setEffective(effective);
        observation.setDevice(itself);
        return observation;
    }

    /** What the device says of the whole: validated when all of it is, questionable when anything of it is. */
    record Said(boolean validated, boolean questionable) {}

    static Said said(Collection<Reading> readings) {
        return new Said(
                readings.stream().allMatch(Reading::validated),
                readings.stream().anyMatch(Reading::questionable));
    }

    static CodeableConcept questionable() {
        return new CodeableConcept()
                .addCoding(new Coding(Systems.DRIPLINE_DEVICE_MARK, Codes.QUESTIONABLE, "Questionable"));
    }

    private static void addMetric(CodeableConcept code, Metric metric) {
        code.addCoding().setSystem(Systems.MDC).setCode(metric.code()).setDisplay(metric.referenceId());
    }

    static Coding absent(String code) {
        return new Coding("http://terminology.hl7.org/CodeSystem/data-absent-reason", code, null);
    }

    static Type value(Reading.Value value) {
        if (value instanceof Reading.Quantity quantity) {
            return new Quantity()
                    .setValue(quantity.value())
                    .setUnit(quantity.unit().equals("mm[Hg]") ? "mmHg" : quantity.unit())
                    .setSystem(Systems.UCUM)
                    .setCode(quantity.unit());
        }
        if (value instanceof Reading.Token token) {
            CodeableConcept concept = new CodeableConcept();
            concept.addCoding().setSystem(Systems.DRIPLINE_PUMP_TOKEN).setCode(token.token());
            return concept;
        }
        if (value instanceof Reading.Condition condition) {
            CodeableConcept concept = new CodeableConcept();
            if (!condition.code().isEmpty()) {
                concept.addCoding().setSystem(Systems.MDC).setCode(condition.code());
            }
            return concept.setText(condition.name().isEmpty() ? null : condition.name());
        }
        return new StringType(((Reading.Text) value).text());
    }

    /**
     * What belongs into one Observation: one place, one time, one device.
     *
     * @param channel a delivery channel below the path; empty for none in particular
     */
    private record Group(String path, String channel, Instant at, DeviceIdentity device) {
        Group withoutChannel() {
            return new Group(path, "", at, device);
        }

        String place() {
            return channel.isEmpty() ? path : channel;
        }

        /** Whether this is one of the channels of what the other says of the pump as a whole. */
        boolean isChannelOf(Group whole) {
            return !channel.isEmpty() && whole.channel.isEmpty() && path.equals(whole.path);
        }
    }

    private static String parent(String path) {
        int last = path.lastIndexOf('.');
        return last < 0 ? path : path.substring(0, last);
    }

    /** The first {@code levels} parts of an OBX-4. */
    private static String upTo(String path, int levels) {
        int end = -1;
        for (int level = 0; level < levels; level++) {
            end = path.indexOf('.', end + 1);
            if (end < 0) {
                return path;
            }
        }
        return path.substring(0, end);
    }
}
