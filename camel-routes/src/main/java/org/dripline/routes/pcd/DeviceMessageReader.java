// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.pcd;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.Location;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.model.MessageVisitorSupport;
import ca.uhn.hl7v2.model.MessageVisitors;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.model.v26.datatype.CX;
import ca.uhn.hl7v2.model.v26.datatype.HD;
import ca.uhn.hl7v2.model.v26.datatype.PL;
import ca.uhn.hl7v2.model.v26.message.ORU_R01;
import ca.uhn.hl7v2.model.v26.segment.MSH;
import ca.uhn.hl7v2.model.v26.segment.OBR;
import ca.uhn.hl7v2.model.v26.segment.OBX;
import ca.uhn.hl7v2.model.v26.segment.PID;
import ca.uhn.hl7v2.model.v26.segment.PV1;
import ca.uhn.hl7v2.parser.CanonicalModelClassFactory;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.dripline.routes.MessageText;
import org.dripline.routes.RejectReason;
import org.jspecify.annotations.Nullable;

/**
 * Reads IHE PCD-01 (ORU^R01), PCD-04 (ORU^R40) and PCD-10 (ORU^R42) into a {@link DeviceReport}, segment by segment in
 * the order sent.
 *
 * <p>HAPI HL7v2 splits and types the message (always as v2.6, whatever MSH-12 says; ORU^R42 and ORU^R40 are taken as
 * structure ORU_R01, which has all segments we read); its validation is off because a single odd field must not cost
 * the whole message. Nothing here opens a socket or keeps a thread.
 *
 * <p>Safe for use by many threads.
 */
public final class DeviceMessageReader {

    private final Nomenclature nomenclature;
    private final Function<String, ZoneId> zoneOfSource;
    private final int maxObservations;
    private final HapiContext hapi;

    /**
     * @param nomenclature what codes mean
     * @param zoneOfSource time zone of a source's times that come without an offset
     * @param maxObservations OBX segments of a message at most
     */
    public DeviceMessageReader(Nomenclature nomenclature, Function<String, ZoneId> zoneOfSource, int maxObservations) {
        this.nomenclature = nomenclature;
        this.zoneOfSource = zoneOfSource;
        this.maxObservations = maxObservations;
        this.hapi = new DefaultHapiContext(new AlertsAsResults());
        hapi.setValidationContext(ValidationContextFactory.noValidation());
        // A value under a missing or unknown OBX-2 is text; OBX-3 decides how we read it.
        hapi.getParserConfiguration().setDefaultObx2Type("ST");
        hapi.getParserConfiguration().setInvalidObx2Type("ST");
    }

    /** HAPI knows no ORU_R40 before v2.8. */
    private static final class AlertsAsResults extends CanonicalModelClassFactory {
        private static final long serialVersionUID = 1;

        AlertsAsResults() {
            super("2.6");
        }

        @Override
        public Class<? extends Message> getMessageClass(String name, String version, boolean isExplicit)
                throws HL7Exception {
            return super.getMessageClass(name.equals("ORU_R40") ? "ORU_R01" : name, version, isExplicit);
        }
    }

    /** What reading gave: a report, or why there is none. */
    public sealed interface Outcome permits Read, Unreadable {}

    /** There is a report; it may hold withheld values only. */
    public record Read(DeviceReport report) implements Outcome {}

    /** There is none. */
    public record Unreadable(RejectReason reason) implements Outcome {}

    /**
     * Reads a message.
     *
     * @param bytes as received
     * @param source who sent it, as the journal keys it
     */
    public Outcome read(byte[] bytes, String source) {
        String text = MessageText.of(bytes);
        // Before they are parsed: a million of them would cost more memory than all other messages together.
        if (observations(text) > maxObservations) {
            return new Unreadable(RejectReason.TOO_MANY_OBSERVATIONS);
        }
        Message message;
        try {
            // New per message: cheap, and the class does not promise to be shared.
            message = new PipeParser(hapi).parse(text);
        } catch (HL7Exception | RuntimeException unparsable) {
            return new Unreadable(RejectReason.MESSAGE_UNPARSABLE);
        }
        if (!(message instanceof ORU_R01)) {
            return new Unreadable(RejectReason.MESSAGE_TYPE_UNSUPPORTED);
        }
        try {
            Walk walk = new Walk(zoneOfSource.apply(source));
            MessageVisitors.visit(message, MessageVisitors.visitPopulatedElements(walk));
            return walk.outcome();
        } catch (HL7Exception unreadable) {
            return new Unreadable(RejectReason.MESSAGE_UNPARSABLE);
        }
    }

    private static int observations(String text) {
        int count = 0;
        for (int at = text.indexOf("\rOBX"); at >= 0; at = text.indexOf("\rOBX", at + 4)) {
            count++;
        }
        return count;
    }

    /** One pass over one message. */
    private final class Walk extends MessageVisitorSupport {

        private final ZoneId zone;
        private @Nullable MessageRows rows;
        private @Nullable RejectReason refused;
        private final List<PatientIdentity.Identifier> identifiers = new ArrayList<>();
        private PatientIdentity.Identifier visit = PatientIdentity.NO_VISIT;
        private String bed = "";
        private boolean patientSeen;

        Walk(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public boolean start(Segment segment, Location location) throws HL7Exception {
            if (segment instanceof MSH header) {
                header(header);
            } else if (segment instanceof PID patient) {
                patient(patient);
            } else if (segment instanceof PV1 stay) {
                visit = identifier(stay.getVisitNumber());
                bed = bed(stay.getAssignedPatientLocation());
            } else if (segment instanceof OBR request && rows != null) {
                rows.nextRequest(request);
            } else if (segment instanceof OBX observation && rows != null) {
                rows.row(observation);
            }
            // Fields are read where they are needed, not visited.
            return false;
        }

        Outcome outcome() {
            if (refused != null) {
                return new Unreadable(refused);
            }
            if (rows == null) {
                return new Unreadable(RejectReason.MESSAGE_UNPARSABLE);
            }
            return new Read(rows.report(new PatientIdentity(identifiers, visit, bed)));
        }

        /**
         * MSH-9.2 must be R01, R40 or R42; MSH-11 T or D marks everything as test; MSH-3 names a device that does not
         * name itself.
         */
        private void header(MSH header) {
            String trigger = Fields.text(header.getMessageType().getTriggerEvent());
            String processing = Fields.text(header.getProcessingID().getProcessingID());
            boolean test = processing.equals("T") || processing.equals("D");
            HD application = header.getSendingApplication();
            DeviceRows devices = new DeviceRows(
                    nomenclature,
                    new DeviceIdentity(
                            Fields.text(application.getNamespaceID()),
                            "",
                            Fields.text(application.getUniversalID()),
                            Fields.text(application.getUniversalIDType()),
                            DeviceKind.MONITOR,
                            ""));
            switch (trigger) {
                case "R01", "R42" -> rows = new ObservationRows(nomenclature, zone, test, devices);
                case "R40" -> rows = new AlertRows(nomenclature, zone, test, devices);
                default -> {
                    rows = new ObservationRows(nomenclature, zone, test, devices);
                    refused = RejectReason.MESSAGE_TYPE_UNSUPPORTED;
                }
            }
        }

        /** PID-3 identifiers; PID-31 = Y says that the identity is not known, whatever PID-3 holds. */
        private void patient(PID patient) {
            List<PatientIdentity.Identifier> named = new ArrayList<>();
            if (!Fields.text(patient.getIdentityUnknownIndicator()).equals("Y")) {
                for (CX each : patient.getPatientIdentifierList()) {
                    PatientIdentity.Identifier identifier = identifier(each);
                    if (!identifier.value().isEmpty()) {
                        named.add(identifier);
                    }
                }
            }
            if (patientSeen && !named.equals(identifiers)) {
                refused = RejectReason.SEVERAL_PATIENTS;
            }
            patientSeen = true;
            identifiers.clear();
            identifiers.addAll(named);
        }

        private static String bed(PL place) {
            String bed = Fields.text(place.getPointOfCare())
                    + '^'
                    + Fields.text(place.getRoom())
                    + '^'
                    + Fields.text(place.getBed());
            return bed.equals("^^") ? "" : bed;
        }

        private PatientIdentity.Identifier identifier(CX identifier) {
            HD authority = identifier.getAssigningAuthority();
            return new PatientIdentity.Identifier(
                    Fields.text(identifier.getIDNumber()),
                    Fields.text(authority.getNamespaceID()),
                    Fields.text(authority.getUniversalID()));
        }
    }
}
