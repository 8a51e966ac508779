// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dripline.fhir.GateResources.Moment;
import org.dripline.gate.GateFacts.Medicine;
import org.dripline.protocol.Criterion.Concept;
import org.dripline.terminology.Codes;
import org.dripline.terminology.Ucum;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** Medicines beside ketamine and esketamine: on the list, ordered, or given in the session. */
final class GateMedicines {

    private static final Set<MedicationStatement.MedicationStatementStatus> TAKEN = Set.of(
            MedicationStatement.MedicationStatementStatus.ACTIVE,
            MedicationStatement.MedicationStatementStatus.INTENDED,
            MedicationStatement.MedicationStatementStatus.ONHOLD,
            MedicationStatement.MedicationStatementStatus.UNKNOWN);
    private static final Set<String> KETAMINE_SUBSTANCES = Set.of("373464007");
    private static final Set<String> KETAMINE_PRODUCTS = Set.of(Codes.RxNorm.KETAMINE, "238082", "238083", "238084");

    private static final Set<String> ESKETAMINE_PRODUCTS =
            Set.of(Codes.RxNorm.ESKETAMINE, "2119381", "2119390", "2119388");

    private GateMedicines() {}

    static List<Medicine> read(Collection<? extends Resource> resources, Moment moment) {
        List<Medicine> medicines = new ArrayList<>();
        for (MedicationStatement statement : GateResources.of(resources, MedicationStatement.class)) {
            if (TAKEN.contains(statement.getStatus()) && !hasEnded(statement.getEffective(), moment.at())) {
                add(
                        medicines,
                        resources,
                        statement.getMedication(),
                        taken(statement.getEffective()),
                        perDay(statement.getDosage()),
                        statement);
            }
        }
        for (MedicationRequest request : GateResources.of(resources, MedicationRequest.class)) {
            if (request.getStatus() == MedicationRequest.MedicationRequestStatus.ACTIVE
                    && (moment.encounter() == null
                            || isOf(request.getEncounter(), moment.encounter())
                            || !request.hasEncounter())) {
                add(
                        medicines,
                        resources,
                        request.getMedication(),
                        null,
                        perDay(request.getDosageInstruction()),
                        request);
            }
        }
        for (MedicationAdministration given : GateResources.of(resources, MedicationAdministration.class)) {
            if (moment.encounter() != null
                    && isOf(given.getContext(), moment.encounter())
                    && given.getStatus() != MedicationAdministration.MedicationAdministrationStatus.NOTDONE
                    && given.getStatus() != MedicationAdministration.MedicationAdministrationStatus.ENTEREDINERROR) {
                // What is given in the session is not taken before it: its time raises nothing further.
                add(medicines, resources, given.getMedication(), null, null, given);
            }
        }
        return medicines;
    }

    static boolean isKetamine(CodeableConcept medication) {
        return isCoded(medication, KETAMINE_PRODUCTS, KETAMINE_SUBSTANCES)
                || (isWritten(medication, "ketamin") && !isWritten(medication, "esketamin"));
    }

    /** Another medicine, and never taken for the first. */
    static boolean isEsketamine(CodeableConcept medication) {
        return isCoded(medication, ESKETAMINE_PRODUCTS, Set.of()) || isWritten(medication, "esketamin");
    }

    private static boolean isCoded(CodeableConcept medication, Set<String> products, Set<String> substances) {
        return medication.getCoding().stream()
                .anyMatch(coding ->
                        (Codes.Systems.RXNORM.equals(coding.getSystem()) && products.contains(coding.getCode()))
                                || (Codes.Systems.SNOMED_CT.equals(coding.getSystem())
                                        && substances.contains(coding.getCode())));
    }

    /** Where there is no code, by its name. */
    private static boolean isWritten(CodeableConcept medication, String name) {
        return !medication.hasCoding()
                && medication.hasText()
                && medication.getText().toLowerCase(java.util.Locale.ROOT).contains(name);
    }

    private static void add(
            List<Medicine> medicines,
            Collection<? extends Resource> resources,
            Type medication,
            @Nullable Instant taken,
            @Nullable BigDecimal perDay,
            Resource source) {
        CodeableConcept concept = concept(resources, medication);
        if (!isKetamine(concept) && !isEsketamine(concept)) {
            medicines.add(
                    new Medicine(codes(concept), GateResources.words(concept), taken, perDay, References.of(source)));
        }
    }

    static CodeableConcept concept(Collection<? extends Resource> resources, Type medication) {
        if (medication instanceof CodeableConcept concept) {
            return concept;
        }
        if (medication instanceof Reference reference) {
            if (reference.getResource() instanceof Medication contained) {
                return contained.getCode();
            }
            return GateResources.of(resources, Medication.class).stream()
                    .filter(each -> References.of(each).equals(References.of(reference)))
                    .map(Medication::getCode)
                    .findFirst()
                    .orElse(new CodeableConcept().setText(reference.getDisplay()));
        }
        return new CodeableConcept();
    }

    private static Set<Concept> codes(CodeableConcept concept) {
        return new HashSet<>(GateResources.concepts(concept));
    }

    private static boolean isOf(Reference reference, String encounter) {
        return encounter.equals(reference.getReferenceElement().getIdPart());
    }

    private static boolean hasEnded(@Nullable Type effective, Instant at) {
        return effective instanceof Period period
                && period.getEnd() != null
                && period.getEnd().toInstant().isBefore(at);
    }

    /** When it was last taken, told to the second; a date alone says when it was asked. */
    private static @Nullable Instant taken(@Nullable Type effective) {
        return effective instanceof DateTimeType time
                        && time.getValue() != null
                        && time.getPrecision().ordinal() >= ca.uhn.fhir.model.api.TemporalPrecisionEnum.MINUTE.ordinal()
                ? time.getValue().toInstant()
                : null;
    }

    /** mg a day, where a dosage says mg and how often a day; null otherwise. */
    private static @Nullable BigDecimal perDay(List<Dosage> dosages) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Dosage dosage : dosages) {
            if (!dosage.hasTiming()
                    || !dosage.getTiming().getRepeat().hasFrequency()
                    || !"d"
                            .equals(
                                    dosage.getTiming().getRepeat().getPeriodUnit() == null
                                            ? ""
                                            : dosage.getTiming()
                                                    .getRepeat()
                                                    .getPeriodUnit()
                                                    .toCode())
                    || dosage.getTiming().getRepeat().getPeriod() == null
                    || dosage.getTiming().getRepeat().getPeriod().compareTo(BigDecimal.ONE) != 0
                    || !(dosage.getDoseAndRateFirstRep().getDose() instanceof Quantity dose)
                    || !Ucum.MILLIGRAM.equals(dose.getCode())
                    || dose.getValue() == null) {
                return null;
            }
            sum = sum.add(dose.getValue()
                    .multiply(BigDecimal.valueOf(dosage.getTiming().getRepeat().getFrequency())));
        }
        return dosages.isEmpty() ? null : sum;
    }
}
