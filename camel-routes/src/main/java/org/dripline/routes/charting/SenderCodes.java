// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.charting;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.dripline.fhir.Canonicals;
import org.dripline.routes.pcd.SenderCode;
import org.dripline.routes.pcd.UnmappedValue;
import org.dripline.terminology.Codes.Systems;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;

/** A sender's codes and values as they came, in FHIR's form. Coding system names are those of HL7 table 0396. */
final class SenderCodes {

    private SenderCodes() {}

    static Coding coding(SenderCode code) {
        return new Coding(
                code.system().isEmpty() ? null : system(code.system()),
                code.code().isEmpty() ? null : code.code(),
                code.name().isEmpty() ? null : code.name());
    }

    static Type value(UnmappedValue.Value value) {
        if (value instanceof UnmappedValue.Number number) {
            return quantity(number);
        }
        if (value instanceof UnmappedValue.Coded coded) {
            return new CodeableConcept().addCoding(coding(coded.code()));
        }
        return new StringType(((UnmappedValue.Text) value).text());
    }

    private static Quantity quantity(UnmappedValue.Number number) {
        SenderCode unit = number.unit();
        Quantity quantity =
                new Quantity().setValue(number.value()).setUnit(unit.name().isEmpty() ? unit.code() : unit.name());
        if (!number.ucum().isEmpty()) {
            return quantity.setSystem(Systems.UCUM).setCode(number.ucum());
        }
        if (!unit.system().isEmpty() && !unit.code().isEmpty()) {
            quantity.setSystem(system(unit.system())).setCode(unit.code());
        }
        return quantity;
    }

    private static String system(String name) {
        return switch (name) {
            case "MDC" -> Systems.MDC;
            case "LN" -> Systems.LOINC;
            case "SCT" -> Systems.SNOMED_CT;
            case "UCUM" -> Systems.UCUM;
            default -> Canonicals.SENDER_CODING + URLEncoder.encode(name, StandardCharsets.UTF_8);
        };
    }
}
