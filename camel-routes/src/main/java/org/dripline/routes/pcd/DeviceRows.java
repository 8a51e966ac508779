// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.pcd;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.Varies;
import ca.uhn.hl7v2.model.v26.datatype.EI;
import ca.uhn.hl7v2.model.v26.segment.OBX;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The device rows (MDS, VMD, channel) of one message, as far as it was read, and what they say of the rows below. */
final class DeviceRows {

    /**
     * MDC_DEV_PUMP_DELIVERY_INFO and MDC_DEV_PUMP_SYRINGE_INFO: channels by their place, but about the pump as a whole
     * (IHE PCD TF-2, infusion pump).
     */
    private static final Set<String> PUMP_INFORMATION = Set.of("70067", "70091");

    private final Nomenclature nomenclature;
    private final DeviceIdentity sender;
    private final Map<String, Device> devices = new HashMap<>();
    private String requestTime = "";

    /** @param sender the device of values that name none */
    DeviceRows(Nomenclature nomenclature, DeviceIdentity sender) {
        this.nomenclature = nomenclature;
        this.sender = sender;
    }

    /** What a device row says of the rows below it. Times hold within their OBR only. */
    private record Device(
            String code, String time, @Nullable EI identity) {
        Device withoutTime() {
            return new Device(code, "", identity);
        }
    }

    /** A new OBR begins. */
    void nextRequest(String observationTime) {
        requestTime = observationTime;
        devices.replaceAll((path, device) -> device.withoutTime());
    }

    /** @param code MDC number of the device or channel */
    void add(OBX row, String path, String code) {
        devices.put(
                withoutTrailingZeros(path),
                new Device(code, Fields.text(row.getDateTimeOfTheObservation()), identity(row)));
    }

    /** OBX-14 of the row, else of the nearest device row above, else OBR-7. */
    String timeOf(OBX row, String path) {
        String own = Fields.text(row.getDateTimeOfTheObservation());
        if (!own.isEmpty()) {
            return own;
        }
        for (String above : ancestors(path)) {
            Device device = devices.get(above);
            if (device != null && !device.time().isEmpty()) {
                return device.time();
            }
        }
        return requestTime;
    }

    /** OBX-18 of the row, else of the nearest device row above, else MSH-3; its kind by the rows above. */
    DeviceIdentity deviceOf(OBX row, String path, DeviceKind fallback) {
        EI identity = identity(row);
        DeviceKind kind = fallback;
        String typeCode = "";
        for (String above : ancestors(path)) {
            Device device = devices.get(above);
            if (device == null) {
                continue;
            }
            if (identity == null) {
                identity = device.identity();
            }
            Optional<DeviceKind> known = nomenclature.deviceKind(device.code());
            if (known.isPresent()) {
                kind = known.get();
                typeCode = device.code();
            }
        }
        if (identity == null) {
            return new DeviceIdentity(
                    sender.entityId(), "", sender.universalId(), sender.universalIdType(), kind, typeCode);
        }
        return new DeviceIdentity(
                nomenclature.vendor().serial(Fields.text(identity.getEntityIdentifier()), typeCode),
                Fields.text(identity.getNamespaceID()),
                Fields.text(identity.getUniversalID()),
                Fields.text(identity.getUniversalIDType()),
                kind,
                typeCode);
    }

    /** MDS.VMD.CHANNEL above the row, if the message has a device row of it that is not the pump's information. */
    String channelOf(String path) {
        for (String above : ancestors(path)) {
            Device device = devices.get(above);
            if (device != null && above.chars().filter(each -> each == '.').count() == 2) {
                return PUMP_INFORMATION.contains(device.code()) ? "" : above;
            }
        }
        return "";
    }

    /** The first repetition of OBX-18 that says something. */
    private static @Nullable EI identity(OBX row) {
        for (EI each : row.getEquipmentInstanceIdentifier()) {
            if (!Fields.text(each.getEntityIdentifier()).isEmpty()
                    || !Fields.text(each.getUniversalID()).isEmpty()) {
                return each;
            }
        }
        return null;
    }

    /** Paths of the device rows above, nearest first: {@code 1.1.2.4} → {@code 1.1.2}, {@code 1.1}, {@code 1}. */
    private static List<String> ancestors(String path) {
        List<String> above = new ArrayList<>();
        String rest = path;
        while (rest.lastIndexOf('.') > 0) {
            rest = withoutTrailingZeros(rest.substring(0, rest.lastIndexOf('.')));
            above.add(rest);
        }
        return above;
    }

    private static String withoutTrailingZeros(String path) {
        String rest = path;
        while (rest.endsWith(".0")) {
            rest = rest.substring(0, rest.length() - 2);
        }
        return rest;
    }

    /** Whether OBX-5 says nothing. */
    static boolean isEmpty(OBX row) {
        try {
            for (Varies value : row.getObservationValue()) {
                if (value.getData() != null && !value.getData().isEmpty()) {
                    return false;
                }
            }
            return true;
        } catch (HL7Exception unreadable) {
            return false;
        }
    }
}
