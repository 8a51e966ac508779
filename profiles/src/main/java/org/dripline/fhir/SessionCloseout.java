// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dripline.conformance.Artefacts;
import org.dripline.dosing.Dose;
import org.dripline.dosing.Rounding;
import org.dripline.gate.GateFacts.Answer;
import org.dripline.protocol.Protocol;
import org.dripline.session.DoseFigures;
import org.dripline.session.InfusionOrder;
import org.dripline.session.InfusionSession;
import org.dripline.session.RateSegment;
import org.dripline.session.SessionSummary;
import org.dripline.session.TimeFigures;
import org.dripline.terminology.Codes;
import org.dripline.terminology.Ucum;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * What a finished session leaves: Procedure, MedicationAdministration, scores and Provenance, worked out from what was
 * charted. Every id follows from the session, so that closing twice writes once. An incomplete record gives no
 * resources and the list of what is missing.
 */
public final class SessionCloseout {

    private static final String PARTICIPANT = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";
    private static final String CATEGORY_SURVEY = "survey";
    private static final String FORMS = Canonicals.BASE + "/Questionnaire/";
    private static final String PCL_5_TOTAL = "PCL5-total";

    private static final Set<String> INTERRUPTIONS = Artefacts.load(
                    FhirContext.forR4Cached(), "CodeSystem-dripline-interruption-reason.json"::equals)
            .codeSystems()
            .get(0)
            .getConcept()
            .stream()
            .map(CodeSystem.ConceptDefinitionComponent::getCode)
            .collect(Collectors.toSet());

    /** Items of forms that are a score, with the code of the score; PCL-5 by its form. */
    private static final Map<String, Coding> SCORES = Map.of(
            "44261-6", new Coding(Codes.Systems.LOINC, "44261-6", null),
            "70274-6", new Coding(Codes.Systems.LOINC, "70274-6", null),
            "91147-9", new Coding(Codes.Systems.LOINC, "91147-9", null),
            "72514-3", new Coding(Codes.Systems.LOINC, "72514-3", null));

    private static final Map<String, Coding> PCL_5 = Map.of(
            FORMS + "dripline-pcl-5", new Coding(Codes.Systems.LOINC, "101698-9", null),
            FORMS + "dripline-pcl-5-weekly", new Coding(Codes.Systems.DRIPLINE_SCORE, "pcl-5-weekly-total", null));

    /**
     * Who closes, and what only a person can say.
     *
     * @param practitioner such as {@code Practitioner/…}
     * @param witness who saw the rest discarded; null when nobody is named
     * @param stopReason why the infusion ended early; null when it did not, or when an administration on record says it
     * @param at when it is closed
     * @param asksForWitness whether the clinic has a second person see what is discarded; where not, the record says so
     */
    public record Closing(
            String practitioner,
            @Nullable String witness,
            @Nullable CodeableConcept stopReason,
            Instant at,
            boolean asksForWitness) {

        /** In a clinic that asks for a witness. */
        public Closing(
                String practitioner, @Nullable String witness, @Nullable CodeableConcept stopReason, Instant at) {
            this(practitioner, witness, stopReason, at, true);
        }

        private boolean isUnwitnessed() {
            return witness == null && !asksForWitness;
        }
    }

    /**
     * What comes of closing.
     *
     * @param resources to be stored, in this order; empty exactly when something is missing
     * @param missing what the record lacks, in words for whoever closes
     */
    public record Outcome(List<Resource> resources, List<String> missing) {
        public Outcome {
            resources = List.copyOf(resources);
            missing = List.copyOf(missing);
        }
    }

    private final Encounter encounter;
    private final Collection<? extends Resource> record;
    private final Protocol protocol;
    private final Closing closing;
    private final InfusionSession session;
    private final SessionSummary summary;
    private final Map<String, Answer> room;
    private final List<String> missing = new ArrayList<>();

    private SessionCloseout(
            Encounter encounter, Collection<? extends Resource> record, Protocol protocol, Closing closing) {
        this.encounter = encounter;
        this.record = record;
        this.protocol = protocol;
        this.closing = closing;
        this.session = SessionResources.read(record).session();
        this.summary = session.summaryAt(closing.at());
        this.room = new GateForms(
                        GateResources.of(record, QuestionnaireResponse.class),
                        response -> id().equals(response.getEncounter()
                                .getReferenceElement()
                                .getIdPart()))
                .room();
    }

    /**
     * Closes a session.
     *
     * @param record the encounter, its order and Observations, its forms, its administrations and the patient's issues
     * @param protocol whose limits say when a session ended early and how long recovery lasts
     */
    public static Outcome of(
            Encounter encounter, Collection<? extends Resource> record, Protocol protocol, Closing closing) {
        SessionCloseout closeout = new SessionCloseout(encounter, record, protocol, closing);
        closeout.lookForWhatIsMissing();
        return closeout.missing.isEmpty()
                ? new Outcome(closeout.resources(), List.of())
                : new Outcome(List.of(), closeout.missing);
    }

    /**
     * What is left over of a session's drug: drawn less given, by the record as it is.
     *
     * @param record as for {@link #of}
     * @return mg to one decimal; empty when nothing is, or when it cannot be told because the infusion has not ended on
     *     record, or what was drawn or given is not known
     */
    public static Optional<BigDecimal> rest(
            Encounter encounter, Collection<? extends Resource> record, Protocol protocol, Instant at) {
        SessionCloseout closeout = new SessionCloseout(encounter, record, protocol, new Closing("", null, null, at));
        return closeout.summary.time().end() == null ? Optional.empty() : closeout.waste();
    }

    // What is missing

    private void lookForWhatIsMissing() {
        DoseFigures dose = summary.dose();
        TimeFigures time = summary.time();
        need(encounter.getSubject().hasReference(), "the patient of the session");
        need(
                encounter.getStatus() == Encounter.EncounterStatus.FINISHED
                        && encounter.getPeriod().hasEnd(),
                "when the patient left: the Encounter is not finished with an end");
        need(session.order() != null, "the infusion order");
        need(time.start() != null, "the start of the infusion");
        need(time.end() != null, "the end of the infusion");
        need(dose.delivered() != null, "the strength of the bag, without which no dose is known");
        need(dose.drawn() != null, "what was drawn into the bag");
        need(dose.weight() != null, "the weight");
        need(summary.vitals().baselineText() != null, "a blood pressure before the infusion");
        need(written("vial-lot"), "the lot of the vial");
        need(
                !waste().isPresent() || closing.witness() != null || closing.isUnwitnessed(),
                "who saw the rest discarded");
        need(
                !endedEarly() || stopReason() != null,
                "why the infusion ended early: less was given than the protocol counts as whole");
        recovery(time);
        need(
                GateResources.of(record, MedicationAdministration.class).stream()
                        .noneMatch(given -> given.getStatusReason().stream()
                                .anyMatch(reason -> reason.hasCoding(
                                        Codes.Systems.DRIPLINE_INTERRUPTION_REASON, Codes.REASON_PENDING))),
                "the reason of a stop that is pending");
        need(
                GateResources.of(record, DetectedIssue.class).stream()
                        .filter(issue -> issue.getImplicated().stream()
                                .anyMatch(
                                        implicated -> References.of(implicated).equals("Encounter/" + id())))
                        .filter(issue -> issue.getSeverity() == DetectedIssue.DetectedIssueSeverity.HIGH)
                        .allMatch(DetectedIssue::hasMitigation),
                "what was made of an issue of high severity in this session");
    }

    private void recovery(TimeFigures time) {
        if (time.end() == null || !encounter.getPeriod().hasEnd()) {
            return;
        }
        long minutes = java.time.Duration.between(
                        time.end(), encounter.getPeriod().getEnd().toInstant())
                .toMinutes();
        boolean longEnough = protocol.amount("recovery-least")
                .map(least -> BigDecimal.valueOf(minutes).compareTo(least.low()) >= 0)
                .orElse(true);
        need(
                longEnough || wasHandedOver(),
                "a recovery as long as the protocol says: " + minutes + " min are on record");
    }

    /** Whoever was handed over to another place of care did not recover here. */
    private boolean wasHandedOver() {
        return List.of("emergency", "transferred").contains(SessionStates.of(encounter));
    }

    private void need(boolean there, String what) {
        if (!there) {
            missing.add(what);
        }
    }

    private boolean written(String link) {
        return room.containsKey(link);
    }

    private boolean endedEarly() {
        BigDecimal percent = summary.dose().percentDelivered();
        return percent != null
                && protocol.amount("delivered-least")
                        .map(least -> percent.compareTo(least.low()) < 0)
                        .orElse(false);
    }

    private @Nullable CodeableConcept stopReason() {
        if (closing.stopReason() != null) {
            return closing.stopReason();
        }
        return GateResources.of(record, MedicationAdministration.class).stream()
                .filter(given -> GateMedicines.isKetamine(medication(given)))
                // Why it was halted for a while is not why it ended.
                .filter(given -> given.getStatus() != MedicationAdministrationStatus.ONHOLD)
                .filter(given -> !References.of(given).equals("MedicationAdministration/" + administrationId()))
                .flatMap(given -> given.getStatusReason().stream())
                .findFirst()
                .orElse(null);
    }

    private static CodeableConcept medication(MedicationAdministration given) {
        return given.getMedication() instanceof CodeableConcept concept ? concept : new CodeableConcept();
    }

    /** Drawn less given, mg to one decimal; empty when nothing was left. */
    private Optional<BigDecimal> waste() {
        Dose drawn = summary.dose().drawn();
        Dose delivered = summary.dose().delivered();
        if (drawn == null || delivered == null) {
            return Optional.empty();
        }
        return Optional.of(Rounding.DOSE.of(drawn.milligrams().subtract(Rounding.DOSE.of(delivered.milligrams()))))
                .filter(rest -> rest.signum() > 0);
    }

    // What is written

    private List<Resource> resources() {
        List<Resource> resources = new ArrayList<>();
        resources.add(procedure());
        resources.add(administration());
        GateResources.of(record, QuestionnaireResponse.class).stream()
                .filter(response -> id().equals(
                                response.getEncounter().getReferenceElement().getIdPart()))
                .flatMap(this::scores)
                .forEach(resources::add);
        resources.add(provenance(resources));
        return resources;
    }

    private Procedure procedure() {
        Procedure procedure = new Procedure();
        procedure.setId("Procedure/" + procedureId());
        procedure.getMeta().addProfile(Canonicals.INFUSION_SESSION);
        procedure.setStatus(endedEarly() ? Procedure.ProcedureStatus.STOPPED : Procedure.ProcedureStatus.COMPLETED);
        if (endedEarly()) {
            procedure.setStatusReason(stopReason());
        }
        procedure.setCode(new CodeableConcept(
                new Coding(Codes.Systems.SNOMED_CT, Codes.Snomed.INTRAVENOUS_INFUSION, "Intravenous infusion")));
        procedure.setSubject(new Reference(References.of(encounter.getSubject())));
        procedure.setEncounter(new Reference("Encounter/" + id()));
        procedure.setPerformed(period());
        procedure.addPerformer().setActor(new Reference(closing.practitioner()));
        return procedure;
    }

    private MedicationAdministration administration() {
        DoseFigures dose = summary.dose();
        MedicationAdministration given = new MedicationAdministration();
        given.setId("MedicationAdministration/" + administrationId());
        given.getMeta().addProfile(Canonicals.KETAMINE_ADMINISTRATION);
        given.setStatus(
                endedEarly() ? MedicationAdministrationStatus.STOPPED : MedicationAdministrationStatus.COMPLETED);
        if (endedEarly()) {
            given.addStatusReason(stopReason());
        }
        given.addPartOf(new Reference("Procedure/" + procedureId()));
        given.setMedication(new CodeableConcept(new Coding(Codes.Systems.RXNORM, Codes.RxNorm.KETAMINE, "ketamine")));
        given.setSubject(new Reference(References.of(encounter.getSubject())));
        given.setContext(new Reference("Encounter/" + id()));
        given.setEffective(period());
        given.addPerformer().setActor(new Reference(closing.practitioner()));
        InfusionOrder order = Objects.requireNonNull(session.order());
        given.setRequest(new Reference(order.source()));
        segments().forEach(segment -> given.addExtension(rateSegment(segment)));
        given.addExtension(bag(dose));
        given.addExtension(vial());
        waste().ifPresent(rest -> given.addExtension(waste(rest)));
        BigDecimal delivered =
                Rounding.DOSE.of(Objects.requireNonNull(dose.delivered()).milligrams());
        MedicationAdministration.MedicationAdministrationDosageComponent dosage = given.getDosage();
        dosage.setDose(quantity(delivered, Ucum.MILLIGRAM));
        if (dose.deliveredPerWeight() != null && dose.weight() != null) {
            Extension byWeight = new Extension(Canonicals.WEIGHT_BASED_DOSE);
            byWeight.addExtension(
                    "dosePerKg",
                    quantity(
                            Rounding.DOSE_PER_WEIGHT.of(
                                    dose.deliveredPerWeight().milligramsPerKilogram()),
                            Ucum.MILLIGRAM_PER_KILOGRAM));
            byWeight.addExtension("dosingWeight", quantity(dose.weight().kilograms(), Ucum.KILOGRAM));
            dosage.addExtension(byWeight);
        }
        if (dose.atLeast()) {
            given.addNote()
                    .setText("Part of the infusion was not observed: the dose given is this or more. Unobserved: "
                            + summary.time().unobserved().toMinutes() + " min.");
        }
        if (waste().isPresent() && closing.isUnwitnessed()) {
            given.addNote().setText("What was discarded is not double-checked: this clinic asks for no second person.");
        }
        return given;
    }

    private List<RateSegment> segments() {
        Instant start = Objects.requireNonNull(summary.time().start());
        Instant end = Objects.requireNonNull(summary.time().end());
        return summary.segments().stream()
                .filter(segment ->
                        !segment.from().isBefore(start) && !segment.to().isAfter(end))
                .filter(segment -> segment.from().isBefore(segment.to()))
                .toList();
    }

    private static Extension rateSegment(RateSegment segment) {
        Extension extension = new Extension(extension("dripline-rate-segment"));
        extension.addExtension("from", time(segment.from()));
        extension.addExtension("to", time(segment.to()));
        extension.addExtension("rate", quantity(segment.rate().millilitresPerHour(), Ucum.MILLILITRE_PER_HOUR));
        String reason = segment.reason();
        extension.addExtension("state", new CodeType(state(segment.flow(), reason)));
        if (reason != null) {
            extension.addExtension("reason", interruption(reason));
        }
        if (segment.flow() != RateSegment.Flow.STOPPED) {
            extension.addExtension(
                    "volume", quantity(Rounding.FLOW_RATE.of(segment.volume().millilitres()), Ucum.MILLILITRE));
        }
        return extension;
    }

    private static String state(RateSegment.Flow flow, @Nullable String reason) {
        return switch (flow) {
            case RUNNING -> "run";
            case KEEP_VEIN_OPEN -> "keep-vein-open";
            case STOPPED ->
                reason != null && (reason.contains("alarm") || reason.contains("occlusion")) ? "alarm" : "pause";
        };
    }

    /** A pump's words as a code where they are one, an alarm as the device's, and anything else as told in the text. */
    private static CodeableConcept interruption(String reason) {
        String word = reason.toLowerCase(Locale.ROOT).replace(' ', '-');
        String code = INTERRUPTIONS.contains(word) ? word : word.contains("alarm") ? "device" : "other";
        return new CodeableConcept(new Coding(Codes.Systems.DRIPLINE_INTERRUPTION_REASON, code, null)).setText(reason);
    }

    private static Extension bag(DoseFigures dose) {
        Extension bag = new Extension(extension("dripline-bag"));
        bag.addExtension("drawn", quantity(Objects.requireNonNull(dose.drawn()).milligrams(), Ucum.MILLIGRAM));
        if (dose.concentration() != null) {
            bag.addExtension(
                    "concentration",
                    quantity(dose.concentration().milligramsPerMillilitre(), Ucum.MILLIGRAM_PER_MILLILITRE));
        }
        return bag;
    }

    private Extension vial() {
        Extension vial = new Extension(extension("dripline-vial"));
        vial.addExtension(
                "lot",
                new StringType(Objects.requireNonNull(room.get("vial-lot")).value()));
        Answer expiry = room.get("vial-expiry");
        if (expiry != null) {
            vial.addExtension("expiry", new DateType(expiry.value()));
        }
        return vial;
    }

    private Extension waste(BigDecimal rest) {
        Extension waste = new Extension(extension("dripline-waste"));
        waste.addExtension("amount", quantity(rest, Ucum.MILLIGRAM));
        if (closing.witness() != null) {
            waste.addExtension("witness", new Reference(closing.witness()));
        }
        return waste;
    }

    private Stream<Observation> scores(QuestionnaireResponse response) {
        String form = Objects.toString(response.getQuestionnaire(), "").split("\\|", 2)[0];
        return response.getItem().stream().flatMap(item -> {
            Coding code = item.getLinkId().equals(PCL_5_TOTAL) ? PCL_5.get(form) : SCORES.get(item.getLinkId());
            BigDecimal value = item.getAnswer().stream()
                    .map(answer -> number(answer.getValue()))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            return code == null || value == null ? Stream.empty() : Stream.of(score(response, code, value));
        });
    }

    private static @Nullable BigDecimal number(Type value) {
        return value != null
                        && (value.fhirType().equals("integer")
                                || value.fhirType().equals("decimal"))
                ? new BigDecimal(value.primitiveValue())
                : null;
    }

    private Observation score(QuestionnaireResponse response, Coding code, BigDecimal value) {
        Observation score = new Observation().setStatus(Observation.ObservationStatus.FINAL);
        score.setId("Observation/" + DerivedId.of("score", References.of(response), code.getCode()));
        score.getMeta().addProfile(extension("dripline-outcome-score"));
        score.addCategory(
                new CodeableConcept(new Coding(Codes.Systems.OBSERVATION_CATEGORY, CATEGORY_SURVEY, "Survey")));
        score.setCode(new CodeableConcept(code.copy()));
        score.setSubject(new Reference(References.of(encounter.getSubject())));
        score.setEncounter(new Reference("Encounter/" + id()));
        score.setEffective(
                response.getAuthored() == null
                        ? period().getStartElement().copy()
                        : time(response.getAuthored().toInstant()));
        score.setValue(quantity(value, "{score}"));
        score.addDerivedFrom(new Reference(References.of(response)));
        return score;
    }

    private Provenance provenance(List<Resource> written) {
        Provenance provenance = new Provenance();
        provenance.setId("Provenance/" + DerivedId.of("closeout", "Encounter/" + id()));
        written.forEach(resource -> provenance.addTarget(new Reference(References.of(resource))));
        provenance.setRecorded(Date.from(closing.at()));
        provenance
                .addAgent()
                .setType(new CodeableConcept(new Coding(PARTICIPANT, "author", "Author")))
                .setWho(new Reference(closing.practitioner()));
        provenance
                .addEntity()
                .setRole(Provenance.ProvenanceEntityRole.SOURCE)
                .setWhat(new Reference("Encounter/" + id()));
        return provenance;
    }

    private org.hl7.fhir.r4.model.Period period() {
        org.hl7.fhir.r4.model.Period period = new org.hl7.fhir.r4.model.Period();
        period.setStartElement(time(Objects.requireNonNull(summary.time().start())));
        period.setEndElement(time(Objects.requireNonNull(summary.time().end())));
        return period;
    }

    private String id() {
        return encounter.getIdElement().getIdPart();
    }

    private String procedureId() {
        return DerivedId.of("infusion", "Encounter/" + id());
    }

    private String administrationId() {
        return DerivedId.of("given", "Encounter/" + id());
    }

    private static DateTimeType time(Instant instant) {
        return new DateTimeType(Date.from(instant), TemporalPrecisionEnum.SECOND, TimeZone.getTimeZone("UTC"));
    }

    private static Quantity quantity(BigDecimal value, String unit) {
        return new Quantity()
                .setValue(value)
                .setUnit(unit)
                .setSystem(Codes.Systems.UCUM)
                .setCode(unit);
    }

    private static String extension(String id) {
        return Canonicals.BASE + "/StructureDefinition/" + id;
    }
}
