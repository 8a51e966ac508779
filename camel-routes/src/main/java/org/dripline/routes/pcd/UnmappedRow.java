// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.pcd;

import ca.uhn.hl7v2.model.Varies;
import ca.uhn.hl7v2.model.v26.segment.OBX;
import java.math.BigDecimal;
import java.util.List;
import org.dripline.routes.RejectReason;
import org.jspecify.annotations.Nullable;

/**
 * OBX-5 and OBX-6 of a row whose code is not in our table, by OBX-2 alone. A number needs a unit: without one it may be
 * a rate or a dose.
 */
final class UnmappedRow {

    /** Longer texts are reports or waveforms, which nobody looks for among values. */
    private static final int LONGEST_TEXT = 1_000;

    private UnmappedRow() {}

    /** A value or a reason; never both. */
    record Outcome(
            UnmappedValue.@Nullable Value value, @Nullable RejectReason reason) {

        private static Outcome as(UnmappedValue.Value value) {
            return new Outcome(value, null);
        }

        private static Outcome not(RejectReason reason) {
            return new Outcome(null, reason);
        }
    }

    static Outcome read(OBX row, Nomenclature nomenclature) {
        Varies value = row.getObservationValue(0);
        return switch (Fields.text(row.getValueType())) {
            case "NM" -> number(row, Fields.component(value, 1), nomenclature);
            case "CWE", "CE", "CNE" -> coded(Fields.codes(value));
            case "ST", "TX", "FT", "IS" -> text(Fields.component(value, 1));
            default -> Outcome.not(RejectReason.UNMAPPED);
        };
    }

    private static Outcome number(OBX row, String text, Nomenclature nomenclature) {
        if (text.isEmpty()) {
            return Outcome.not(RejectReason.VALUE_MISSING);
        }
        if (!ObservationRows.isNumber(text)) {
            return Outcome.not(RejectReason.NOT_A_NUMBER);
        }
        BigDecimal number = new BigDecimal(text);
        if (ObservationRows.isSentinel(number)) {
            return Outcome.not(RejectReason.SENTINEL);
        }
        UnitField.Outcome unit = UnitField.read(row.getUnits(), nomenclature);
        if (unit.reason() != null && unit.reason() != RejectReason.UNIT_UNKNOWN) {
            return Outcome.not(unit.reason());
        }
        SenderCode asSent = Fields.codes(row.getUnits()).get(0);
        return Outcome.as(new UnmappedValue.Number(number, asSent, unit.ucum()));
    }

    private static Outcome coded(List<SenderCode> codes) {
        return codes.isEmpty()
                ? Outcome.not(RejectReason.VALUE_MISSING)
                : Outcome.as(new UnmappedValue.Coded(codes.get(0)));
    }

    private static Outcome text(String text) {
        if (text.isEmpty()) {
            return Outcome.not(RejectReason.VALUE_MISSING);
        }
        return text.length() > LONGEST_TEXT
                ? Outcome.not(RejectReason.UNMAPPED)
                : Outcome.as(new UnmappedValue.Text(text));
    }
}
