// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.pcd;

import ca.uhn.hl7v2.model.Composite;
import ca.uhn.hl7v2.model.Primitive;
import ca.uhn.hl7v2.model.Type;
import ca.uhn.hl7v2.model.Varies;
import ca.uhn.hl7v2.model.v26.datatype.CWE;
import java.util.ArrayList;
import java.util.List;

/** HAPI fields as plain text: never null, trimmed, HL7's explicit null ({@code ""}) as nothing. */
final class Fields {

    private Fields() {}

    static String text(Primitive field) {
        return clean(field.getValue());
    }

    /** Component {@code number} (from 1) of a field of any type; a primitive is its own first component. */
    static String component(Type field, int number) {
        Type type = field instanceof Varies varies ? varies.getData() : field;
        if (type instanceof Composite composite) {
            Type[] components = composite.getComponents();
            return number <= components.length ? component(components[number - 1], 1) : "";
        }
        if (!(type instanceof Primitive primitive)) {
            return "";
        }
        if (number == 1) {
            return clean(primitive.getValue());
        }
        // HAPI keeps what follows a ^ in a primitive as extra components.
        return number - 2 < type.getExtraComponents().numComponents()
                ? component(type.getExtraComponents().getComponent(number - 2), 1)
                : "";
    }

    /**
     * A coded field's code, name and system: the MDC triplet wherever it stands, else the first.
     *
     * @param code a number, for MDC
     * @param system empty for MDC, and where none is said
     */
    record Coded(String code, String name, String system) {}

    static Coded mdc(CWE field) {
        String first = text(field.getCwe3_NameOfCodingSystem());
        String second = text(field.getCwe6_NameOfAlternateCodingSystem());
        if (second.equals("MDC") && !first.equals("MDC")) {
            return new Coded(text(field.getCwe4_AlternateIdentifier()), text(field.getCwe5_AlternateText()), "");
        }
        return new Coded(
                text(field.getCwe1_Identifier()), text(field.getCwe2_Text()), first.equals("MDC") ? "" : first);
    }

    /** All triplets of a coded field that say something, in the order sent. */
    static List<SenderCode> codes(Type field) {
        List<SenderCode> codes = new ArrayList<>();
        for (int first = 1; first <= 4; first += 3) {
            SenderCode code =
                    new SenderCode(component(field, first), component(field, first + 1), component(field, first + 2));
            if (!code.code().isEmpty() || !code.name().isEmpty()) {
                codes.add(code);
            }
        }
        return codes;
    }

    private static String clean(@org.jspecify.annotations.Nullable String value) {
        if (value == null || value.equals("\"\"")) {
            return "";
        }
        return value.strip();
    }
}
