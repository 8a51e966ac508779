// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.pcd;

import ca.uhn.hl7v2.model.v26.datatype.CWE;
import java.util.Optional;
import org.dripline.routes.RejectReason;
import org.jspecify.annotations.Nullable;

/**
 * OBX-6 in UCUM. Seen: MDC ({@code 266016^MDC_DIM_MMHG^MDC}), UCUM ({@code mm[Hg]^mm[Hg]^UCUM}), both (MDC first, UCUM
 * as the alternate), or a bare {@code mmHg}. Two codings that disagree are worth as much as none.
 */
final class UnitField {

    private UnitField() {}

    /** @param ucum empty when there is a reason */
    record Outcome(String ucum, @Nullable RejectReason reason) {}

    static Outcome read(CWE field, Nomenclature nomenclature) {
        String first = Fields.text(field.getCwe1_Identifier());
        String firstName = Fields.text(field.getCwe2_Text());
        String firstSystem = Fields.text(field.getCwe3_NameOfCodingSystem());
        String second = Fields.text(field.getCwe4_AlternateIdentifier());
        String secondName = Fields.text(field.getCwe5_AlternateText());
        String secondSystem = Fields.text(field.getCwe6_NameOfAlternateCodingSystem());
        boolean hasFirst = !first.isEmpty() || !firstName.isEmpty();
        boolean hasSecond = !second.isEmpty() || !secondName.isEmpty();
        if (!hasFirst && !hasSecond) {
            return new Outcome("", RejectReason.UNIT_MISSING);
        }
        Optional<String> one = hasFirst ? ucum(first, firstName, firstSystem, nomenclature) : Optional.empty();
        Optional<String> other = hasSecond ? ucum(second, secondName, secondSystem, nomenclature) : Optional.empty();
        if (hasFirst && contradicts(first, firstName, nomenclature)
                || hasSecond && contradicts(second, secondName, nomenclature)
                || one.isPresent() && other.isPresent() && !one.equals(other)) {
            return new Outcome("", RejectReason.UNIT_CONTRADICTS_CODE);
        }
        if (hasFirst && one.isEmpty() || hasSecond && other.isEmpty()) {
            return new Outcome("", RejectReason.UNIT_UNKNOWN);
        }
        return new Outcome(one.or(() -> other).orElseThrow(), null);
    }

    /** A known number with the name of another. */
    private static boolean contradicts(String code, String name, Nomenclature nomenclature) {
        return name.startsWith("MDC")
                && nomenclature
                        .unit(code)
                        .filter(numbered -> !numbered.name().equals(name))
                        .isPresent();
    }

    private static Optional<String> ucum(String code, String name, String system, Nomenclature nomenclature) {
        Optional<Nomenclature.Unit> numbered = nomenclature.unit(code);
        if (numbered.isPresent()) {
            return numbered.map(Nomenclature.Unit::ucum);
        }
        if (system.equals("MDC") && !code.isEmpty()) {
            return Optional.empty();
        }
        return nomenclature.ucum(code.isEmpty() ? name : code);
    }
}
