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
import ca.uhn.hl7v2.model.v26.datatype.EI;
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
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.dripline.routes.MessageText;
import org.dripline.routes.RejectReason;
import org.dripline.routes.vendor.Quirk;
import org.dripline.routes.vendor.Sender;
import org.dripline.routes.vendor.Transaction;
import org.dripline.routes.vendor.Vendor;
import org.jspecify.annotations.Nullable;

/**
 * Reads IHE PCD-01 and PCD-15 (ORU^R01), PCD-04 (ORU^R40) and PCD-10 (ORU^R42) into a {@link DeviceReport}, segment by
 * segment in the order sent.
 *
 * <p>HAPI HL7v2 splits and types the message (always as v2.6, whatever MSH-12 says; ORU^R42 and ORU^R40 are taken as
 * structure ORU_R01, which has all segments we read); its validation is off because a single odd field must not cost
 * the whole message. Nothing here opens a socket or keeps a thread.
 *
 * <p>Safe for use by many threads.
 */
public final class DeviceMessageReader {

    private final Supplier<Senders> senders;
    private final BiFunction<String, Vendor, ZoneId> zoneOfSource;
    private final int maxObservations;
    private final HapiContext hapi;

    /**
     * @param senders what codes mean, and how senders depart from the standard; asked anew for each message
     * @param zoneOfSource time zone of times that come without an offset, by the source as the journal keys it and what
     *     is known of its product
     * @param maxObservations OBX segments of a message at most
     */
    public DeviceMessageReader(
            Supplier<Senders> senders, BiFunction<String, Vendor, ZoneId> zoneOfSource, int maxObservations) {
        this.senders = senders;
        this.zoneOfSource = zoneOfSource;
        this.maxObservations = maxObservations;
        this.hapi = new DefaultHapiContext(new AlertsAsResults());
        hapi.setValidationContext(ValidationContextFactory.noValidation());
        // A value under a missing or unknown OBX-2 is text; OBX-3 decides how we read it.
        hapi.getParserConfiguration().setDefaultObx2Type("ST");
        hapi.getParserConfiguration().setInvalidObx2Type("ST");
    }

    /** OBR-4: MDC_OBS_MEM. */
    private static final String DEVICE_MANAGEMENT = "69135";
    /** OBR-4: MDC_OBS_ASSOCIATION_PATIENT_DEVICE. */
    private static final String ASSOCIATION = "69136";

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
    public sealed interface Outcome permits Read, Associated, Unreadable {}

    /**
     * There is a report; it may hold withheld values only.
     *
     * @param flag what somebody should know of the message as a whole; null normally
     * @param chartingInterval at most one number of a kind in that time is charted; zero: every one
     */
    public record Read(DeviceReport report, @Nullable RejectReason flag, Duration chartingInterval)
            implements Outcome {}

    /**
     * The message says which devices are at which patient, and nothing else (IHE PCIM).
     *
     * @param patient whom it names
     * @param claims never empty
     */
    public record Associated(PatientIdentity patient, List<AssociationClaim> claims) implements Outcome {
        public Associated {
            claims = List.copyOf(claims);
        }

        @Override
        public String toString() {
            return "Associated[" + claims.size() + " devices]";
        }
    }

    /** There is none. */
    public record Unreadable(RejectReason reason) implements Outcome {}

    /**
     * Reads a message.
     *
     * @param bytes as received
     * @param source who sent it, as the journal keys it
     */
    public Outcome read(byte[] bytes, String source) {
        Nomenclature nomenclature = senders.get().of(Sender.read(MessageText.firstSegment(bytes)));
        Vendor vendor = nomenclature.vendor();
        MessageText.Decoded decoded = MessageText.decode(
                bytes, vendor.charset().whenEmpty(), vendor.charset().insteadOfDeclared());
        String text = vendor.message(decoded.text());
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
            Walk walk = new Walk(nomenclature, zoneOfSource.apply(source, vendor));
            MessageVisitors.visit(message, MessageVisitors.visitPopulatedElements(walk));
            return walk.outcome(decoded.contradicted() ? RejectReason.CHARACTER_SET_CONTRADICTED : null);
        } catch (HL7Exception unreadable) {
            return new Unreadable(RejectReason.MESSAGE_UNPARSABLE);
        }
    }

    /** Whether a vendor's file names the sender: then what it sends is a device's, however it looks. */
    public boolean knowsSenderOf(byte[] bytes) {
        Vendor vendor =
                senders.get().of(Sender.read(MessageText.firstSegment(bytes))).vendor();
        return !vendor.name().equals(Vendor.STANDARD.name());
    }

    private static int observations(String text) {
        int count = 0;
        for (int at = text.indexOf("\rOBX"); at >= 0; at = text.indexOf("\rOBX", at + 4)) {
            count++;
        }
        return count;
    }

    /** One pass over one message. */
    private static final class Walk extends MessageVisitorSupport {

        private final Nomenclature nomenclature;
        private final ZoneId zone;
        private @Nullable MSH header;
        private @Nullable MessageRows rows;
        private @Nullable RejectReason refused;
        private final List<PatientIdentity.Identifier> identifiers = new ArrayList<>();
        private PatientIdentity.Identifier visit = PatientIdentity.NO_VISIT;
        private String address = "";
        private String bed = "";
        private boolean patientSeen;
        private final AssociationRows associations;
        private boolean isAssociation;

        Walk(Nomenclature nomenclature, ZoneId zone) {
            this.nomenclature = nomenclature;
            this.zone = zone;
            this.associations = new AssociationRows(zone);
        }

        @Override
        public boolean start(Segment segment, Location location) throws HL7Exception {
            if (segment instanceof MSH first) {
                header = first;
            } else if (segment instanceof PID patient) {
                patient(patient);
            } else if (segment instanceof PV1 stay) {
                visit = identifier(stay.getVisitNumber(), "");
                address = Fields.component(stay.getAssignedPatientLocation(), 4);
                bed = bed(stay.getAssignedPatientLocation());
            } else if (segment instanceof OBR request) {
                MessageRows about =
                        rows(Fields.mdc(request.getUniversalServiceIdentifier()).code());
                about.nextRequest(request);
                associations.nextRequest(request);
            } else if (segment instanceof OBX observation) {
                if (isAssociation) {
                    associations.row(observation);
                } else {
                    rows("").row(observation);
                }
            } else if (isAssociation && segment.getName().equals("PRT")) {
                associations.participation(segment);
            }
            // Fields are read where they are needed, not visited.
            return false;
        }

        Outcome outcome(@Nullable RejectReason flag) {
            if (refused != null) {
                return new Unreadable(refused);
            }
            if (header == null) {
                return new Unreadable(RejectReason.MESSAGE_UNPARSABLE);
            }
            if (isAssociation && isTest()) {
                // A device that is put onto a patient in training would be on a patient.
                return new Unreadable(RejectReason.TEST_MESSAGE);
            }
            if (isAssociation) {
                return associations.claims().isEmpty()
                        ? new Unreadable(RejectReason.NOTHING_READABLE)
                        : new Associated(new PatientIdentity(identifiers, visit, bed), associations.claims());
            }
            return new Read(
                    rows("").report(new PatientIdentity(identifiers, visit, bed)),
                    flag,
                    nomenclature.vendor().chartingInterval());
        }

        /** MSH-11 T or D marks everything as test. */
        private boolean isTest() {
            String processing =
                    header == null ? "" : Fields.text(header.getProcessingID().getProcessingID());
            return processing.equals("T") || processing.equals("D");
        }

        private MessageRows rows(String requested) {
            if (rows == null) {
                boolean test = isTest();
                DeviceRows devices = new DeviceRows(nomenclature, sender());
                rows = switch (transaction(requested)) {
                    case PCD_01, PCD_10 -> new ObservationRows(nomenclature, zone, test, devices, false);
                    case PCD_15 -> new ObservationRows(nomenclature, zone, test, devices, true);
                    case PCD_04 -> new AlertRows(nomenclature, zone, test, devices);
                    case DEV_51, DEV_52 -> {
                        isAssociation = true;
                        yield new ObservationRows(nomenclature, zone, test, devices, false);
                    }
                };
            }
            return rows;
        }

        /** By the OID of MSH-21 alone where that is known, else by MSH-9.2 and OBR-4. */
        private Transaction transaction(String requested) {
            if (header == null) {
                return Transaction.PCD_01;
            }
            for (EI profile : header.getMessageProfileIdentifier()) {
                Optional<Transaction> named = nomenclature.vendor().transaction(Fields.text(profile.getUniversalID()));
                if (named.isPresent()) {
                    return named.get();
                }
            }
            String trigger = Fields.text(header.getMessageType().getTriggerEvent());
            return switch (trigger) {
                case "R40" -> Transaction.PCD_04;
                case "R42" -> Transaction.PCD_10;
                case "R01" ->
                    switch (requested) {
                        case DEVICE_MANAGEMENT -> Transaction.PCD_15;
                        case ASSOCIATION -> Transaction.DEV_51;
                        default -> Transaction.PCD_01;
                    };
                default -> {
                    refused = RejectReason.MESSAGE_TYPE_UNSUPPORTED;
                    yield Transaction.PCD_01;
                }
            };
        }

        /** MSH-3 names a device that does not name itself, or PV1-3.4 where MSH is the same for all. */
        private DeviceIdentity sender() {
            if (nomenclature.vendor().has(Quirk.DEVICE_BY_ADDRESS_IN_LOCATION) && !address.isEmpty()) {
                return new DeviceIdentity(address, "", "", "", DeviceKind.MONITOR, "");
            }
            if (header == null) {
                return new DeviceIdentity("", "", "", "", DeviceKind.MONITOR, "");
            }
            HD application = header.getSendingApplication();
            return new DeviceIdentity(
                    Fields.text(application.getNamespaceID()),
                    "",
                    Fields.text(application.getUniversalID()),
                    Fields.text(application.getUniversalIDType()),
                    DeviceKind.MONITOR,
                    "");
        }

        /** PID-3 identifiers; PID-31 = Y says that the identity is not known, whatever PID-3 holds. */
        private void patient(PID patient) {
            List<PatientIdentity.Identifier> named = new ArrayList<>();
            if (!Fields.text(patient.getIdentityUnknownIndicator()).equals("Y")) {
                for (CX each : patient.getPatientIdentifierList()) {
                    PatientIdentity.Identifier identifier =
                            identifier(each, nomenclature.vendor().authorityWhenEmpty());
                    if (!identifier.value().isEmpty()
                            && !nomenclature.vendor().nobody().contains(identifier.value())) {
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

        private static PatientIdentity.Identifier identifier(CX identifier, String authorityWhenEmpty) {
            HD authority = identifier.getAssigningAuthority();
            String name = Fields.text(authority.getNamespaceID());
            String universal = Fields.text(authority.getUniversalID());
            return new PatientIdentity.Identifier(
                    Fields.text(identifier.getIDNumber()),
                    name.isEmpty() && universal.isEmpty() ? authorityWhenEmpty : name,
                    universal);
        }
    }
}
