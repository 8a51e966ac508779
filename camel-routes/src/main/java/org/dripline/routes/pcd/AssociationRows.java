// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.pcd;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.model.Type;
import ca.uhn.hl7v2.model.v26.segment.OBR;
import ca.uhn.hl7v2.model.v26.segment.OBX;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows of an association message (IHE DEV supplement PCIM): below one OBR an event row, and the devices as
 * participations. PRT is of v2.7, so HAPI's v2.6 gives it without types.
 */
final class AssociationRows {

    /** MDC_ATTR_EVT_COND. */
    private static final String EVENT = "68487";

    private static final String ASSOCIATED = "198332";
    private static final String NO_LONGER = "198334";

    private static final int ROLE = 4;
    private static final int DEVICE = 10;
    private static final int BEGIN = 11;
    private static final int END = 12;

    private final ZoneId zone;
    private final List<AssociationClaim> claims = new ArrayList<>();
    private Optional<Instant> began = Optional.empty();
    private Optional<Instant> ended = Optional.empty();
    private String event = "";

    /** @param zone for times without an offset */
    AssociationRows(ZoneId zone) {
        this.zone = zone;
    }

    void nextRequest(OBR request) {
        began = HL7Time.read(Fields.text(request.getObservationDateTime()), zone);
        ended = HL7Time.read(Fields.text(request.getObservationEndDateTime()), zone);
        event = "";
    }

    void row(OBX row) {
        if (Fields.mdc(row.getObservationIdentifier()).code().equals(EVENT)) {
            event = Fields.component(row.getObservationValue(0), 1);
        }
    }

    /** PRT: of those who take part, the devices; who asserts it is in the journal. */
    void participation(Segment participation) throws HL7Exception {
        boolean known = event.equals(ASSOCIATED) || event.equals(NO_LONGER);
        Optional<Instant> recorded = ended.or(() -> began);
        if (!known || recorded.isEmpty() || !text(participation, ROLE, 1).equals("EQUIP")) {
            return;
        }
        Optional<Instant> from = HL7Time.read(text(participation, BEGIN, 1), zone);
        Optional<Instant> until = HL7Time.read(text(participation, END, 1), zone);
        boolean associated = event.equals(ASSOCIATED);
        for (Type device : participation.getField(DEVICE)) {
            DeviceIdentity identity = new DeviceIdentity(
                    Fields.component(device, 1),
                    Fields.component(device, 2),
                    Fields.component(device, 3),
                    Fields.component(device, 4),
                    DeviceKind.MONITOR,
                    "");
            if (!identity.entityId().isEmpty() || !identity.universalId().isEmpty()) {
                claims.add(new AssociationClaim(
                        identity,
                        associated,
                        associated ? from.or(() -> began) : from,
                        associated ? until : until.or(() -> began),
                        recorded.get()));
            }
        }
    }

    List<AssociationClaim> claims() {
        return claims;
    }

    private static String text(Segment segment, int field, int component) throws HL7Exception {
        Type[] repetitions = segment.getField(field);
        return repetitions.length == 0 ? "" : Fields.component(repetitions[0], component);
    }
}
