// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.dripline.nasal.NasalSession;
import org.dripline.nasal.NasalSession.Form;
import org.dripline.nasal.NasalSession.Given;
import org.dripline.nasal.NasalSession.Pressure;
import org.dripline.terminology.Codes;
import org.dripline.terminology.Ucum;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads a session of esketamine by nose out of its R4 resources. What was entered in error, or is in another unit than
 * mg and mm[Hg], stays out.
 */
public final class NasalResources {

    private static final String FORM = Canonicals.BASE + "/Questionnaire/dripline-esketamine-monitoring";
    private static final Set<ObservationStatus> USABLE =
            Set.of(ObservationStatus.FINAL, ObservationStatus.AMENDED, ObservationStatus.CORRECTED);

    private NasalResources() {}

    /** Whether a visit is one for esketamine by nose. */
    public static boolean isNasal(Encounter encounter) {
        return encounter.getType().stream()
                .anyMatch(type -> type.hasCoding(Codes.Systems.DRIPLINE_ENCOUNTER_TYPE, Codes.ESKETAMINE_SESSION));
    }

    /** The dose ordered, mg; empty when it cannot be read. */
    public static Optional<BigDecimal> dose(MedicationRequest order) {
        return order.getDosageInstruction().stream()
                .flatMap(dosage -> dosage.getDoseAndRate().stream())
                .map(each -> milligrams(each.getDose()))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** What the devices of an order hold together, mg; empty when it names none. */
    public static Optional<BigDecimal> inDevices(MedicationRequest order) {
        List<Extension> devices = order.getExtensionsByUrl(Canonicals.NASAL_DEVICES);
        BigDecimal sum = BigDecimal.ZERO;
        for (Extension each : devices) {
            BigDecimal one = milligrams(value(each, "each"));
            if (one == null) {
                return Optional.empty();
            }
            sum = sum.add(one.multiply(BigDecimal.valueOf(count(each))));
        }
        return devices.isEmpty() ? Optional.empty() : Optional.of(sum);
    }

    /**
     * The session.
     *
     * @param record its administrations, Observations and forms
     * @param zone in which days are counted
     */
    public static NasalSession read(Encounter encounter, Collection<? extends Resource> record, ZoneId zone) {
        return new NasalSession(
                References.of(encounter),
                zone,
                encounter.getStatus() == Encounter.EncounterStatus.FINISHED,
                encounter.getPeriod().hasEnd() ? encounter.getPeriod().getEnd().toInstant() : null,
                given(record),
                pressures(record),
                form(record));
    }

    private static List<Given> given(Collection<? extends Resource> record) {
        List<Given> all = new ArrayList<>();
        for (MedicationAdministration given : GateResources.of(record, MedicationAdministration.class)) {
            boolean taken = given.getStatus() == MedicationAdministrationStatus.COMPLETED
                    || given.getStatus() == MedicationAdministrationStatus.STOPPED
                    || given.getStatus() == MedicationAdministrationStatus.INPROGRESS;
            if (!taken || !GateMedicines.isEsketamine(GateMedicines.concept(record, given.getMedication()))) {
                continue;
            }
            if (!(given.getEffective() instanceof Period period) || !period.hasStart()) {
                continue;
            }
            List<Extension> devices = given.getExtensionsByUrl(Canonicals.NASAL_DEVICES);
            List<Extension> withLot =
                    devices.stream().filter(each -> value(each, "lot") != null).toList();
            all.add(new Given(
                    period.getStart().toInstant(),
                    period.hasEnd() ? period.getEnd().toInstant() : null,
                    milligrams(given.getDosage().getDose()),
                    devices.stream().mapToInt(NasalResources::count).sum(),
                    withLot.stream()
                            .map(each ->
                                    Objects.requireNonNull(value(each, "lot")).primitiveValue())
                            .toList(),
                    withLot.stream().mapToInt(NasalResources::count).sum(),
                    References.of(given)));
        }
        return all;
    }

    private static List<Pressure> pressures(Collection<? extends Resource> record) {
        List<Pressure> all = new ArrayList<>();
        for (Observation observation : GateResources.of(record, Observation.class)) {
            if (!USABLE.contains(observation.getStatus())
                    || !observation.getCode().hasCoding(Codes.Systems.LOINC, Codes.Loinc.BLOOD_PRESSURE)
                    || !(observation.getEffective() instanceof DateTimeType at)
                    || at.getValue() == null) {
                continue;
            }
            BigDecimal systolic = part(observation, Codes.Loinc.SYSTOLIC);
            BigDecimal diastolic = part(observation, Codes.Loinc.DIASTOLIC);
            if (systolic != null && diastolic != null) {
                all.add(new Pressure(at.getValue().toInstant(), systolic, diastolic, References.of(observation)));
            }
        }
        return all;
    }

    private static @Nullable BigDecimal part(Observation observation, String loinc) {
        return observation.getComponent().stream()
                .filter(component -> component.getCode().hasCoding(Codes.Systems.LOINC, loinc))
                .map(component -> in(component.getValue(), Ucum.MILLIMETRE_OF_MERCURY))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The newest that was not withdrawn. */
    private static @Nullable Form form(Collection<? extends Resource> record) {
        return GateResources.of(record, QuestionnaireResponse.class).stream()
                .filter(response -> Objects.toString(response.getQuestionnaire(), "")
                        .split("\\|", 2)[0]
                        .equals(FORM))
                .filter(response -> response.getStatus() != QuestionnaireResponseStatus.ENTEREDINERROR
                        && response.getStatus() != QuestionnaireResponseStatus.STOPPED)
                .max(Comparator.comparing((QuestionnaireResponse response) ->
                        response.hasAuthored() ? response.getAuthored().toInstant() : Instant.EPOCH))
                .map(response -> new Form(
                        response.getStatus() == QuestionnaireResponseStatus.COMPLETED
                                || response.getStatus() == QuestionnaireResponseStatus.AMENDED,
                        text(response, "prepared-by"),
                        day(response, "prepared-on"),
                        text(response, "sent-by"),
                        day(response, "sent-on"),
                        References.of(response)))
                .orElse(null);
    }

    private static String text(QuestionnaireResponse response, String link) {
        return answer(response.getItem(), link).map(Type::primitiveValue).orElse("");
    }

    private static @Nullable LocalDate day(QuestionnaireResponse response, String link) {
        String day = text(response, link);
        return day.matches("\\d{4}-\\d{2}-\\d{2}") ? LocalDate.parse(day) : null;
    }

    private static Optional<Type> answer(List<QuestionnaireResponseItemComponent> items, String link) {
        for (QuestionnaireResponseItemComponent item : items) {
            if (item.getLinkId().equals(link) && item.hasAnswer()) {
                return Optional.ofNullable(item.getAnswerFirstRep().getValue());
            }
            Optional<Type> below = answer(item.getItem(), link);
            if (below.isPresent()) {
                return below;
            }
        }
        return Optional.empty();
    }

    private static int count(Extension devices) {
        Type count = value(devices, "count");
        return count == null || count.primitiveValue() == null ? 0 : Integer.parseInt(count.primitiveValue());
    }

    private static @Nullable Type value(Extension extension, String part) {
        Extension found = extension.getExtensionByUrl(part);
        return found == null ? null : found.getValue();
    }

    private static @Nullable BigDecimal milligrams(@Nullable Type value) {
        return in(value, Ucum.MILLIGRAM);
    }

    private static @Nullable BigDecimal in(@Nullable Type value, String unit) {
        return value instanceof Quantity quantity
                        && Codes.Systems.UCUM.equals(quantity.getSystem())
                        && unit.equals(quantity.getCode())
                ? quantity.getValue()
                : null;
    }
}
