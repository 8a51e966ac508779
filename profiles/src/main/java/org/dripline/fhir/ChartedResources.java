// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.dripline.dosing.Dose;
import org.dripline.dosing.Weight;
import org.dripline.session.Bolus;
import org.dripline.session.Charted;
import org.dripline.session.Charted.Arrival;
import org.dripline.session.Charted.SaidReason;
import org.dripline.session.Charted.Symptom;
import org.dripline.session.Episode;
import org.dripline.session.MedicineGiven;
import org.dripline.session.MedicineGiven.Purpose;
import org.dripline.session.PumpReport;
import org.dripline.terminology.Codes;
import org.dripline.terminology.Ucum;
import org.hl7.fhir.r4.model.AdverseEvent;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads what people charted of a session: MedicationAdministration (profiles dripline-ketamine-administration and
 * dripline-adjunct-administration), the onset of an AdverseEvent one of them names, arrival and discharge out of the
 * Encounter; and, out of Provenance, when what a device sent was received.
 */
final class ChartedResources {

    private static final Map<String, Episode.Sign> SIGN_OF_REASON = Map.of(
            "hypertension", Episode.Sign.PRESSURE,
            "hypoxaemia", Episode.Sign.OXYGEN,
            "sedation", Episode.Sign.SEDATION);

    private static final Map<String, Episode.Sign> SIGN_OF_MEDICINE = Map.of(
            Codes.RxNorm.LABETALOL, Episode.Sign.PRESSURE,
            Codes.OXYGEN, Episode.Sign.OXYGEN);

    private static final String RATE_SEGMENT = Canonicals.BASE + "/StructureDefinition/dripline-rate-segment";
    private static final String HEADACHE = Codes.Systems.SNOMED_CT + "|25064002";
    private static final String SEVERE_HEADACHE = Canonicals.BASE + "/CodeSystem/dripline-symptom|severe-headache";

    private final Map<String, Instant> onsets = new HashMap<>();
    private final Map<String, Observation> observations = new HashMap<>();
    private final List<Bolus> boluses = new ArrayList<>();
    private final List<MedicineGiven> medicines = new ArrayList<>();
    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<Symptom> symptoms = new ArrayList<>();
    private final List<SaidReason> pauseReasons = new ArrayList<>();
    private @Nullable String stopReason;

    private ChartedResources() {}

    /**
     * @param resources of one session
     * @param weightToday the last weight before the infusion
     * @param otherDrugs reports of pumps with another drug
     */
    static Charted read(
            List<Resource> resources,
            @Nullable Encounter encounter,
            @Nullable Weight weightToday,
            List<PumpReport> otherDrugs) {
        ChartedResources charted = new ChartedResources();
        for (Resource resource : resources) {
            if (resource instanceof AdverseEvent event) {
                charted.onset(event, encounter);
            } else if (resource instanceof Observation observation) {
                charted.observations.put(
                        "Observation/" + observation.getIdElement().getIdPart(), observation);
            }
        }
        for (Resource resource : resources) {
            if (resource instanceof MedicationAdministration given && of(encounter, given.getContext())) {
                charted.given(given);
            } else if (resource instanceof Provenance provenance) {
                charted.received(provenance);
            }
        }
        return new Charted(
                encounter == null ? null : instant(encounter.getPeriod().getStartElement()),
                encounter == null || encounter.getStatus() != Encounter.EncounterStatus.FINISHED
                        ? null
                        : instant(encounter.getPeriod().getEndElement()),
                weightToday,
                charted.boluses,
                charted.medicines,
                charted.stopReason,
                otherDrugs,
                charted.arrivals,
                charted.symptoms,
                charted.pauseReasons);
    }

    private static boolean of(@Nullable Encounter encounter, Reference context) {
        String id = context.getReferenceElement().getIdPart();
        return encounter == null
                || id == null
                || id.equals(encounter.getIdElement().getIdPart());
    }

    private void onset(AdverseEvent event, @Nullable Encounter encounter) {
        Extension extension = event.getExtensionByUrl(Canonicals.EVENT_PERIOD);
        Period period = extension != null && extension.getValue() instanceof Period time ? time : new Period();
        Instant onset = period.hasStart() ? instant(period.getStartElement()) : instant(event.getDateElement());
        if (onset == null) {
            return;
        }
        onsets.put(source(event), onset);
        if (of(encounter, event.getEncounter())
                && event.getActuality() != AdverseEvent.AdverseEventActuality.POTENTIAL) {
            symptoms.add(new Symptom(onset, instant(period.getEndElement()), codes(event), source(event)));
        }
    }

    /** A headache charted as severe is a severe headache. */
    private static Set<String> codes(AdverseEvent event) {
        Set<String> codes = new HashSet<>();
        event.getEvent().getCoding().forEach(coding -> codes.add(coding.getSystem() + "|" + coding.getCode()));
        if (GateResources.has(event.getSeverity(), "severe") && codes.contains(HEADACHE)) {
            codes.add(SEVERE_HEADACHE);
        }
        return codes;
    }

    private void given(MedicationAdministration given) {
        MedicationAdministrationStatus status = given.getStatus();
        if (status != MedicationAdministrationStatus.COMPLETED
                && status != MedicationAdministrationStatus.INPROGRESS
                && status != MedicationAdministrationStatus.ONHOLD
                && status != MedicationAdministrationStatus.STOPPED) {
            return;
        }
        if (given.getMedication() instanceof CodeableConcept drug
                && drug.hasCoding(Codes.Systems.RXNORM, Codes.RxNorm.KETAMINE)) {
            ketamine(given);
            return;
        }
        medicine(given);
    }

    private void ketamine(MedicationAdministration given) {
        for (Extension bolus : given.getExtensionsByUrl(Canonicals.BOLUS)) {
            Type time = part(bolus, "time");
            Type dose = part(bolus, "dose");
            Instant at = time instanceof DateTimeType dateTime ? instant(dateTime) : null;
            BigDecimal milligrams = dose instanceof Quantity quantity ? milligrams(quantity) : null;
            if (at != null && milligrams != null) {
                boluses.add(new Bolus(at, new Dose(milligrams), source(given)));
            }
        }
        pauses(given);
        if (given.getStatus() == MedicationAdministrationStatus.STOPPED) {
            for (CodeableConcept reason : given.getStatusReason()) {
                String words = words(reason);
                boolean pending = reason.hasCoding(Codes.Systems.DRIPLINE_INTERRUPTION_REASON, Codes.REASON_PENDING);
                stopReason = pending || words.isEmpty() ? stopReason : words;
            }
        }
    }

    /** An administration on hold says why and since when; so does a segment that a person charted. */
    private void pauses(MedicationAdministration given) {
        if (given.getStatus() == MedicationAdministrationStatus.ONHOLD) {
            Period period = given.getEffective() instanceof Period time ? time : new Period();
            Instant from = given.getEffective() instanceof DateTimeType time
                    ? instant(time)
                    : instant(period.getStartElement());
            given.getStatusReason()
                    .forEach(reason -> said(from, instant(period.getEndElement()), reason, source(given)));
        }
        for (Extension segment : given.getExtensionsByUrl(RATE_SEGMENT)) {
            if (part(segment, "reason") instanceof CodeableConcept reason
                    && part(segment, "from") instanceof DateTimeType from
                    && part(segment, "to") instanceof DateTimeType to) {
                said(instant(from), instant(to), reason, source(given));
            }
        }
    }

    private void said(@Nullable Instant from, @Nullable Instant to, CodeableConcept reason, String source) {
        String code = reason.getCoding().stream()
                .filter(coding -> Codes.Systems.DRIPLINE_INTERRUPTION_REASON.equals(coding.getSystem()))
                .map(Coding::getCode)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(words(reason));
        if (from != null && !code.isEmpty() && !code.equals(Codes.REASON_PENDING)) {
            pauseReasons.add(new SaidReason(from, to, code, source));
        }
    }

    private void medicine(MedicationAdministration given) {
        Instant at = given.getEffective() instanceof Period period
                ? instant(period.getStartElement())
                : given.getEffective() instanceof DateTimeType dateTime ? instant(dateTime) : null;
        if (at == null || !(given.getMedication() instanceof CodeableConcept drug)) {
            return;
        }
        Instant onset = given.getExtensionsByUrl(Canonicals.TREATED_EVENT).stream()
                .map(Extension::getValue)
                .filter(Reference.class::isInstance)
                .map(value -> "AdverseEvent/"
                        + ((Reference) value).getReferenceElement().getIdPart())
                .map(onsets::get)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
        medicines.add(new MedicineGiven(at, words(drug), purpose(given), sign(given, drug), onset, source(given)));
    }

    private static Purpose purpose(MedicationAdministration given) {
        Extension purpose = given.getExtensionByUrl(Canonicals.ADJUNCT_PURPOSE);
        return switch (purpose == null ? "" : purpose.getValue().primitiveValue()) {
            case "rescue" -> Purpose.RESCUE;
            case "prophylaxis" -> Purpose.PREVENTION;
            default -> Purpose.OTHER;
        };
    }

    private static Episode.@Nullable Sign sign(MedicationAdministration given, CodeableConcept drug) {
        for (CodeableConcept reason : given.getReasonCode()) {
            for (Coding coding : reason.getCoding()) {
                Episode.Sign sign = SIGN_OF_REASON.get(Objects.toString(coding.getCode(), ""));
                if (sign != null) {
                    return sign;
                }
            }
        }
        return drug.getCoding().stream()
                .map(coding -> SIGN_OF_MEDICINE.get(Objects.toString(coding.getCode(), "")))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** What a message brought was received when its Provenance was recorded. */
    private void received(Provenance provenance) {
        Instant at = instant(provenance.getRecordedElement());
        if (at == null) {
            return;
        }
        for (Reference target : provenance.getTarget()) {
            Observation observation = observations.get(
                    target.getReferenceElement().toUnqualifiedVersionless().getValue());
            if (observation == null || !observation.hasDevice()) {
                continue;
            }
            Instant measured = observation.getEffective() instanceof DateTimeType time ? instant(time) : null;
            String device = observation.getDevice().getReferenceElement().getIdPart();
            if (measured != null && device != null) {
                arrivals.add(new Arrival("Device/" + device, measured, at));
            }
        }
    }

    private static @Nullable Type part(Extension extension, String url) {
        Extension part = extension.getExtensionByUrl(url);
        return part == null ? null : part.getValue();
    }

    private static @Nullable BigDecimal milligrams(Quantity quantity) {
        return Codes.Systems.UCUM.equals(quantity.getSystem())
                        && Ucum.MILLIGRAM.equals(quantity.getCode())
                        && quantity.getValue() != null
                        && quantity.getValue().signum() >= 0
                ? quantity.getValue()
                : null;
    }

    private static String words(CodeableConcept concept) {
        if (concept.hasText()) {
            return concept.getText();
        }
        Coding coding = concept.getCodingFirstRep();
        return Objects.toString(coding.hasDisplay() ? coding.getDisplay() : coding.getCode(), "");
    }

    private static @Nullable Instant instant(BaseDateTimeType time) {
        return time.getValue() == null ? null : time.getValue().toInstant();
    }

    private static String source(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }
}
