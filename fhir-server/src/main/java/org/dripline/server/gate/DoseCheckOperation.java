// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.gate;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dripline.dosing.Concentration;
import org.dripline.dosing.Dose;
import org.dripline.dosing.FlowRate;
import org.dripline.dosing.Volume;
import org.dripline.dosing.Weight;
import org.dripline.gate.DoseCheck;
import org.dripline.gate.DoseCheck.Difference;
import org.dripline.gate.Finding;
import org.dripline.server.protocol.ProtocolInForce;
import org.dripline.server.protocol.ProtocolsInForce;
import org.dripline.server.rest.FhirOperation;
import org.dripline.server.rest.Withholding;
import org.dripline.server.safety.PlanRules;
import org.dripline.server.safety.Refusals;
import org.dripline.session.InfusionOrder;
import org.dripline.session.SessionLimits;
import org.dripline.terminology.Codes;
import org.dripline.terminology.Ucum;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST $dose-check} and {@code POST MedicationRequest/[id]/$dose-check}: an order compared with its arithmetic,
 * the bag, the pump and the protocol. Nothing is stored.
 */
final class DoseCheckOperation implements FhirOperation {

    private static final String NAME = "$dose-check";
    private static final String CANONICAL = "https://dripline.health/fhir/OperationDefinition/dose-check";

    private final PatientRecord records;
    private final ProtocolsInForce protocols;
    private final Withholding withholding;

    DoseCheckOperation(PatientRecord records, ProtocolsInForce protocols, Withholding withholding) {
        this.withholding = withholding;
        this.records = records;
        this.protocols = protocols;
    }

    /**
     * Compares the order named.
     *
     * @param order the infusion order
     * @param protocol canonical address; absent takes that of the order's session, else the shared limits
     * @param weight kg
     * @param concentration mg/mL at the pump or on the bag
     * @param rate mL/h programmed
     * @param volume mL to be infused
     * @param bolus mg
     */
    @Operation(name = NAME, idempotent = true, canonicalUrl = CANONICAL)
    public Parameters check(
            @OperationParam(name = "order", min = 1, max = 1) @Nullable Reference order,
            @OperationParam(name = "protocol", max = 1) @Nullable CanonicalType protocol,
            @OperationParam(name = "weight", max = 1) @Nullable Quantity weight,
            @OperationParam(name = "concentration", max = 1) @Nullable Quantity concentration,
            @OperationParam(name = "rate", max = 1) @Nullable Quantity rate,
            @OperationParam(name = "volume", max = 1) @Nullable Quantity volume,
            @OperationParam(name = "bolus", max = 1) @Nullable Quantity bolus,
            RequestDetails request) {
        String id = order == null ? null : order.getReferenceElement().getIdPart();
        if (id == null) {
            throw Refusals.because("Name the infusion order to be compared, as “order”.");
        }
        return compare(stored(id, request), protocol, pump(weight, concentration, rate, volume, bolus));
    }

    /** The same, called on the order. */
    @Operation(name = NAME, type = MedicationRequest.class, idempotent = true, canonicalUrl = CANONICAL)
    public Parameters checkOne(
            @IdParam IdType id,
            @OperationParam(name = "protocol", max = 1) @Nullable CanonicalType protocol,
            @OperationParam(name = "weight", max = 1) @Nullable Quantity weight,
            @OperationParam(name = "concentration", max = 1) @Nullable Quantity concentration,
            @OperationParam(name = "rate", max = 1) @Nullable Quantity rate,
            @OperationParam(name = "volume", max = 1) @Nullable Quantity volume,
            @OperationParam(name = "bolus", max = 1) @Nullable Quantity bolus,
            RequestDetails request) {
        return compare(stored(id.getIdPart(), request), protocol, pump(weight, concentration, rate, volume, bolus));
    }

    /** An order that is withheld from the caller is not there. */
    private MedicationRequest stored(String id, RequestDetails request) {
        return records.byId(MedicationRequest.class, id)
                .filter(order -> !withholding.shown(request, List.of(order)).isEmpty())
                .orElseThrow(() -> new ResourceNotFoundException(new IdType("MedicationRequest", id)));
    }

    private Parameters compare(MedicationRequest stored, @Nullable CanonicalType protocol, DoseCheck.Pump pump) {
        ProtocolInForce inForce = protocol == null ? ofOrder(stored) : protocols.of(Optional.of(protocol.getValue()));
        List<Difference> differences = PlanRules.isEsketamineOrder(stored)
                ? OrderReview.byNose(stored, inForce.protocol())
                        .orElseThrow(() -> Refusals.because("This esketamine order has no dose in mg, in UCUM."))
                : DoseCheck.of(order(stored), pump, inForce.protocol(), SessionLimits.examples());
        Parameters answer = new Parameters();
        answer.addParameter("result", new CodeType(result(differences)));
        for (Difference difference : differences) {
            ParametersParameterComponent finding = answer.addParameter().setName("finding");
            finding.addPart().setName("check").setValue(new CodeType(difference.check()));
            finding.addPart()
                    .setName("severity")
                    .setValue(new CodeType(difference.weight().code()));
            finding.addPart().setName("detail").setValue(new StringType(difference.words()));
            finding.addPart()
                    .setName("source")
                    .setValue(new StringType(difference.source().citation()));
            finding.addPart()
                    .setName("mark")
                    .setValue(new CodeType(difference.mark().code()));
        }
        return answer;
    }

    private static String result(List<Difference> differences) {
        if (differences.isEmpty()) {
            return "agrees";
        }
        return differences.stream().allMatch(each -> each.weight() == Finding.Weight.INFO) ? "attention" : "refused";
    }

    private static InfusionOrder order(MedicationRequest stored) {
        return OrderReview.dose(stored)
                .orElseThrow(() -> Refusals.because("This is no infusion order whose dose, rate and weight can be read:"
                        + " they are in mg, mL/h, mg/kg and kg, in UCUM, and above zero."));
    }

    private ProtocolInForce ofOrder(MedicationRequest order) {
        Optional<Encounter> session = Optional.ofNullable(
                        order.getEncounter().getReferenceElement().getIdPart())
                .flatMap(id -> records.byId(Encounter.class, id));
        return protocols.ofOrder(
                order, session, order.getSubject().getReferenceElement().getIdPart());
    }

    private static DoseCheck.Pump pump(
            @Nullable Quantity weight,
            @Nullable Quantity concentration,
            @Nullable Quantity rate,
            @Nullable Quantity volume,
            @Nullable Quantity bolus) {
        return new DoseCheck.Pump(
                in(weight, Ucum.KILOGRAM, "weight", Weight::new),
                in(concentration, Ucum.MILLIGRAM_PER_MILLILITRE, "concentration", Concentration::new),
                in(rate, Ucum.MILLILITRE_PER_HOUR, "rate", FlowRate::new),
                in(volume, Ucum.MILLILITRE, "volume", Volume::new),
                in(bolus, Ucum.MILLIGRAM, "bolus", Dose::new));
    }

    /**
     * A value in exactly this unit: one in another is not converted but refused, since a pump's screen has no other.
     */
    private static <T> @Nullable T in(
            @Nullable Quantity quantity, String unit, String name, Function<BigDecimal, T> make) {
        if (quantity == null) {
            return null;
        }
        if (!unit.equals(quantity.getCode())
                || !Codes.Systems.UCUM.equals(quantity.getSystem())
                || !quantity.hasValue()) {
            throw Refusals.because("The " + name + " needs a value in the UCUM unit " + unit + ".");
        }
        try {
            return make.apply(quantity.getValue());
        } catch (IllegalArgumentException impossible) {
            throw Refusals.because("The " + name + " cannot be: it is zero, negative or of another unit.");
        }
    }
}
