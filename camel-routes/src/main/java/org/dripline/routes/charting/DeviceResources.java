// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.charting;

import org.dripline.fhir.Canonicals;
import org.dripline.fhir.DerivedId;
import org.dripline.routes.pcd.DeviceIdentity;
import org.dripline.routes.pcd.DeviceKind;
import org.dripline.terminology.Codes.Mdc;
import org.dripline.terminology.Codes.Snomed;
import org.dripline.terminology.Codes.Systems;
import org.hl7.fhir.r4.model.Device;

/**
 * OBX-18 → Device, profile {@code dripline-infusion-pump} or {@code dripline-patient-monitor}.
 *
 * <p>EI.1 → identifier (serial number); EI.3 of type EUI-64 → identifier; the device row's MDC number → type.
 */
final class DeviceResources {

    private static final String SERIAL_TYPE_SYSTEM = "http://terminology.hl7.org/CodeSystem/v2-0203";
    /** EUI-64 identifiers, as the HL7 personal health device and point-of-care device guides write them. */
    private static final String EUI64_SYSTEM = "urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680";

    private DeviceResources() {}

    static String idOf(DeviceIdentity device) {
        return DerivedId.of("dev", device.entityId(), device.universalId());
    }

    static Device of(DeviceIdentity identity) {
        Device device = new Device();
        device.setId(idOf(identity));
        boolean pump = identity.kind() == DeviceKind.PUMP;
        device.getMeta().addProfile(pump ? Canonicals.INFUSION_PUMP : Canonicals.PATIENT_MONITOR);
        if (!identity.entityId().isEmpty()) {
            device.addIdentifier()
                    .setValue(identity.entityId())
                    .getType()
                    .addCoding()
                    .setSystem(SERIAL_TYPE_SYSTEM)
                    .setCode("SNO");
        }
        if (!identity.universalId().isEmpty()) {
            var identifier = device.addIdentifier().setValue(identity.universalId());
            if (identity.universalIdType().equals("EUI-64")) {
                identifier.setSystem(EUI64_SYSTEM);
            }
        }
        device.setStatus(Device.FHIRDeviceStatus.ACTIVE);
        String fallback = pump ? "69985" : Mdc.MONITOR;
        device.getType()
                .addCoding()
                .setSystem(Systems.MDC)
                .setCode(identity.typeCode().isEmpty() ? fallback : identity.typeCode());
        if (pump) {
            device.getType()
                    .addCoding()
                    .setSystem(Systems.SNOMED_CT)
                    .setCode(Snomed.INFUSION_PUMP)
                    .setDisplay("Infusion pump for intravenous fluids");
        }
        return device;
    }
}
