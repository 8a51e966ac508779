// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.Optional;
import org.dripline.conformance.Artefacts;
import org.dripline.protocol.Protocol;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Type;

/** The protocols that ship with the product, and a clinic's edits of them as data. */
public final class ShippedProtocols {

    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final List<PlanDefinition> ALL =
            Artefacts.load(FHIR, name -> name.startsWith("PlanDefinition-")).protocols();
    private static final ProtocolResources READER = ProtocolResources.shipped(FHIR);

    private ShippedProtocols() {}

    /** Every protocol as its resource. */
    public static List<PlanDefinition> all() {
        return ALL.stream().map(PlanDefinition::copy).toList();
    }

    /** One of them, to be edited. */
    public static PlanDefinition resource(String id) {
        return ALL.stream()
                .filter(protocol -> protocol.getIdElement().getIdPart().equals(id))
                .findFirst()
                .orElseThrow()
                .copy();
    }

    /** One of them with the limits it shares. */
    public static Protocol protocol(String id) {
        return protocol(resource(id));
    }

    /** A protocol, which must be without problems. */
    public static Protocol protocol(PlanDefinition resource) {
        ProtocolResources.Reading reading = read(resource);
        return reading.protocol()
                .orElseThrow(() -> new AssertionError(reading.problems().toString()));
    }

    public static ProtocolResources.Reading read(PlanDefinition resource) {
        return READER.read(resource, ShippedProtocols::at);
    }

    static Optional<PlanDefinition> at(String canonical) {
        return ALL.stream()
                .filter(protocol -> protocol.getUrl().equals(canonical))
                .findFirst();
    }

    /**
     * Gives a number of the protocol another value, as a clinic would in its JSON; adds the number when it has none.
     */
    public static PlanDefinition with(PlanDefinition protocol, String code, String value) {
        Quantity quantity = (Quantity) value(protocol, code, "Quantity");
        quantity.setValue(new java.math.BigDecimal(value));
        return protocol;
    }

    /** The same for a range. */
    public static PlanDefinition with(PlanDefinition protocol, String code, String low, String high) {
        Range range = (Range) value(protocol, code, "Range");
        range.getLow().setValue(new java.math.BigDecimal(low));
        range.getHigh().setValue(new java.math.BigDecimal(high));
        return protocol;
    }

    /** The extension that holds a number. */
    public static Extension number(PlanDefinition protocol, String code) {
        return protocol.getExtensionsByUrl(Canonicals.PROTOCOL_NUMBER).stream()
                .filter(number ->
                        code.equals(number.getExtensionByUrl("code").getValue().primitiveValue()))
                .findFirst()
                .orElseThrow();
    }

    private static Type value(PlanDefinition protocol, String code, String type) {
        Type value = number(protocol, code).getExtensionByUrl("value").getValue();
        if (!value.fhirType().equals(type)) {
            throw new AssertionError(code + " is a " + value.fhirType());
        }
        return value;
    }
}
