// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.association;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.dripline.fhir.Canonicals;
import org.dripline.fhir.DerivedId;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DeviceUseStatement;
import org.hl7.fhir.r4.model.DeviceUseStatement.DeviceUseStatementStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;

/**
 * That a device is on a patient, as a message says (IHE PCIM, DEV-51 and DEV-52): what its reader hands over.
 *
 * @param deviceId id on the FHIR server
 * @param patientId likewise
 * @param from since when
 * @param until until when; empty while it is
 * @param recorded when it was said
 */
public record DeviceAssociation(
        String deviceId, String patientId, Instant from, Optional<Instant> until, Instant recorded) {

    /**
     * As profile {@code dripline-device-association}. The same device, patient and beginning is the same statement, so
     * that its end, said later, ends it.
     */
    public DeviceUseStatement statement() {
        DeviceUseStatement statement = new DeviceUseStatement();
        statement.setId(DerivedId.of("use", deviceId, patientId, from.toString()));
        statement.getMeta().addProfile(Canonicals.DEVICE_ASSOCIATION);
        statement.addExtension(Canonicals.ASSOCIATION_BASIS, new CodeType("message"));
        statement.setStatus(until.isPresent() ? DeviceUseStatementStatus.COMPLETED : DeviceUseStatementStatus.ACTIVE);
        statement.setSubject(new Reference("Patient/" + patientId));
        statement.setDevice(new Reference("Device/" + deviceId));
        Period period = new Period().setStartElement(time(from));
        until.ifPresent(end -> period.setEndElement(time(end)));
        statement.setTiming(period);
        statement.setRecordedOnElement(time(recorded));
        return statement;
    }

    /** In UTC. */
    public static DateTimeType time(Instant at) {
        DateTimeType time = new DateTimeType(Date.from(at));
        time.setTimeZoneZulu(true);
        return time;
    }

    @Override
    public String toString() {
        return "DeviceAssociation[of " + deviceId + "]";
    }
}
