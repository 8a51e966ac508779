// SPDX-License-Identifier: Apache-2.0
package org.dripline.fhir;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.dripline.dosing.Dose;
import org.dripline.dosing.Weight;
import org.dripline.fhir.SessionResources.Issue;
import org.dripline.fhir.SessionResources.Reason;
import org.dripline.figure.Basis;
import org.dripline.outcome.Course;
import org.dripline.outcome.CourseRules;
import org.dripline.outcome.CourseSession;
import org.dripline.outcome.GivenBy;
import org.dripline.outcome.Instrument;
import org.dripline.outcome.Instruments;
import org.dripline.outcome.NotHeld;
import org.dripline.outcome.OpioidUse;
import org.dripline.outcome.Opioids;
import org.dripline.outcome.OutcomeScore;
import org.dripline.outcome.SeriesWindow;
import org.dripline.protocol.Protocol;
import org.dripline.terminology.Codes;
import org.dripline.terminology.Ucum;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Timing;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads a course of treatment out of one patient's R4 resources: Encounters of sessions, what was given and ordered,
 * scores, filled-in forms, opioids, plans. Other resources are passed over; order and repeats do not matter.
 *
 * <p>A session is an Encounter with what was given in it; an administration that names none, such as one from another
 * clinic, is a session of its own. What cannot enter is an {@link Issue}, never an exception and never a guess.
 */
public final class CourseResources {

    private static final String ENCOUNTER_TYPE = Canonicals.BASE + "/CodeSystem/dripline-encounter-type";

    /** The course and what did not enter it. */
    public record Reading(Course course, List<Issue> issues) {
        public Reading {
            issues = List.copyOf(issues);
        }
    }

    /** What reading a course takes beside the resources. */
    public static final class Reader {

        private final SuicideForms suicideForms;
        private final Function<String, Optional<Protocol>> protocols;
        private final ZoneId zone;
        private final Instruments instruments = Instruments.shipped();
        private final CourseRules rules = CourseRules.shipped();
        private final Opioids opioids = Opioids.shipped();

        /**
         * @param suicideForms how answers about suicide are read
         * @param protocols finds a protocol by its canonical, version included
         * @param zone the clinic's
         */
        public Reader(SuicideForms suicideForms, Function<String, Optional<Protocol>> protocols, ZoneId zone) {
            this.suicideForms = suicideForms;
            this.protocols = protocols;
            this.zone = zone;
        }

        public Reading read(Collection<? extends Resource> resources) {
            return new CourseResources(this).readAll(resources);
        }
    }

    private final Reader reader;
    private final List<Issue> issues = new ArrayList<>();
    private final Map<String, Encounter> encounters = new TreeMap<>();
    private final Map<String, MedicationRequest> orders = new HashMap<>();
    private final List<MedicationAdministration> given = new ArrayList<>();
    private final List<OutcomeScore> scores = new ArrayList<>();
    private final List<OpioidUse> opioids = new ArrayList<>();
    private final List<QuestionnaireResponse> forms = new ArrayList<>();
    private final List<CarePlan> plans = new ArrayList<>();
    private final Map<String, Boolean> signed = new HashMap<>();

    private CourseResources(Reader reader) {
        this.reader = reader;
    }

    private Reading readAll(Collection<? extends Resource> resources) {
        for (Resource resource : SessionResources.newest(resources)) {
            take(resource);
        }
        List<CourseSession> sessions = sessions();
        CarePlan plan = planUnderWay();
        String current = current(plan, sessions);
        Map<String, GivenBy> protocols = new HashMap<>();
        sessions.stream().map(CourseSession::protocol).forEach(canonical -> put(protocols, canonical));
        put(protocols, current);
        GivenBy by = protocols.get(current);
        Course course = new Course(
                scores,
                forms.stream()
                        .flatMap(form -> reader.suicideForms.read(form).stream())
                        .toList(),
                sessions,
                notHeld(),
                opioids,
                protocols,
                current,
                plan == null ? null : window(plan),
                by == null ? reader.instruments : reader.instruments.under(by.protocol(), by.signed()),
                by == null ? reader.rules : reader.rules.under(by.protocol(), by.signed()),
                reader.zone);
        return new Reading(
                course,
                issues.stream()
                        .distinct()
                        .sorted(Comparator.comparing(Issue::source).thenComparing(Issue::what))
                        .toList());
    }

    private void take(Resource resource) {
        if (resource instanceof Encounter encounter) {
            if (encounter.getType().stream().anyMatch(type -> type.hasCoding(ENCOUNTER_TYPE, Codes.INFUSION_SESSION))) {
                encounters.put(source(encounter), encounter);
            }
        } else if (resource instanceof MedicationRequest order) {
            orders.put(source(order), order);
        } else if (resource instanceof MedicationAdministration administration) {
            if (isKetamineGiven(administration)) {
                given.add(administration);
            }
        } else if (resource instanceof Observation observation) {
            score(observation);
        } else if (resource instanceof QuestionnaireResponse form) {
            form(form);
        } else if (resource instanceof MedicationStatement statement) {
            opioid(statement);
        } else if (resource instanceof CarePlan plan) {
            plans.add(plan);
        }
    }

    private static boolean isKetamineGiven(MedicationAdministration administration) {
        MedicationAdministrationStatus status = administration.getStatus();
        return (status == MedicationAdministrationStatus.COMPLETED || status == MedicationAdministrationStatus.STOPPED)
                && administration.getMedication() instanceof CodeableConcept drug
                && drug.hasCoding(Codes.Systems.RXNORM, Codes.RxNorm.KETAMINE);
    }

    // Sessions

    private List<CourseSession> sessions() {
        Map<String, List<MedicationAdministration>> byEncounter = new TreeMap<>();
        List<CourseSession> sessions = new ArrayList<>();
        for (MedicationAdministration administration : given) {
            String encounter = "Encounter/"
                    + administration.getContext().getReferenceElement().getIdPart();
            if (encounters.containsKey(encounter)) {
                byEncounter.computeIfAbsent(encounter, id -> new ArrayList<>()).add(administration);
            } else {
                session(null, List.of(administration)).ifPresent(sessions::add);
            }
        }
        encounters.forEach((id, encounter) -> {
            if (encounter.getStatus() == Encounter.EncounterStatus.FINISHED || byEncounter.containsKey(id)) {
                session(encounter, byEncounter.getOrDefault(id, List.of())).ifPresent(sessions::add);
            }
        });
        return sessions;
    }

    private Optional<CourseSession> session(
            @Nullable Encounter encounter, List<MedicationAdministration> administrations) {
        Resource source = encounter == null ? administrations.get(0) : encounter;
        Instant start = null;
        Instant end = null;
        BigDecimal milligrams = null;
        MedicationRequest order = null;
        Weight weight = null;
        for (MedicationAdministration administration : administrations) {
            Instant from = start(administration.getEffective());
            Instant to = end(administration.getEffective());
            start = start == null || (from != null && from.isBefore(start)) ? from : start;
            end = end == null || (to != null && to.isAfter(end)) ? to : end;
            Dose dose = dose(administration);
            milligrams = dose == null
                    ? milligrams
                    : Objects.requireNonNullElse(milligrams, BigDecimal.ZERO).add(dose.milligrams());
            order = order == null
                    ? orders.get("MedicationRequest/"
                            + administration.getRequest().getReferenceElement().getIdPart())
                    : order;
            weight = weight == null ? weight(administration) : weight;
        }
        if (encounter != null && administrations.isEmpty()) {
            start = instant(encounter.getPeriod().getStartElement());
            end = instant(encounter.getPeriod().getEndElement());
        }
        if (start == null || end == null || end.isBefore(start)) {
            issues.add(new Issue(Reason.NO_INSTANT, source(source), source.fhirType()));
            return Optional.empty();
        }
        return Optional.of(new CourseSession(
                start,
                end,
                milligrams == null ? null : new Dose(milligrams),
                order == null ? null : ordered(order),
                weight,
                encounter == null ? "" : protocol(encounter),
                source(source)));
    }

    private @Nullable Dose dose(MedicationAdministration administration) {
        Quantity dose = administration.getDosage().getDose();
        if (dose == null || !dose.hasValue()) {
            issues.add(new Issue(Reason.NO_VALUE, source(administration), "dose"));
            return null;
        }
        return milligrams(administration, dose);
    }

    private @Nullable Dose ordered(MedicationRequest order) {
        Type dose =
                order.getDosageInstructionFirstRep().getDoseAndRateFirstRep().getDose();
        return dose instanceof Quantity quantity && quantity.hasValue() ? milligrams(order, quantity) : null;
    }

    private @Nullable Dose milligrams(Resource resource, Quantity quantity) {
        if (!isIn(quantity, Ucum.MILLIGRAM) || quantity.getValue().signum() < 0) {
            issues.add(new Issue(Reason.WRONG_UNIT, source(resource), "dose"));
            return null;
        }
        return new Dose(quantity.getValue());
    }

    private static @Nullable Weight weight(MedicationAdministration administration) {
        Extension byWeight = administration.getDosage().getExtensionByUrl(Canonicals.WEIGHT_BASED_DOSE);
        Extension part = byWeight == null ? null : byWeight.getExtensionByUrl("dosingWeight");
        return part != null
                        && part.getValue() instanceof Quantity weight
                        && isIn(weight, Ucum.KILOGRAM)
                        && weight.getValue().signum() > 0
                ? new Weight(weight.getValue())
                : null;
    }

    private String protocol(Encounter encounter) {
        Optional<SessionProtocol> named = SessionProtocol.of(encounter);
        named.ifPresent(each -> signed.merge(each.canonical(), each.wasSigned(), (one, other) -> one && other));
        return named.map(SessionProtocol::canonical).orElse("");
    }

    private List<NotHeld> notHeld() {
        List<NotHeld> notHeld = new ArrayList<>();
        encounters.forEach((id, encounter) -> {
            Instant at = instant(encounter.getPeriod().getStartElement());
            if (encounter.getStatus() != Encounter.EncounterStatus.CANCELLED || at == null) {
                return;
            }
            NotHeld.Kind kind = switch (SessionStates.of(encounter)) {
                case "deferred" -> NotHeld.Kind.DEFERRED;
                case "no-show" -> NotHeld.Kind.NO_SHOW;
                default -> NotHeld.Kind.CANCELLED;
            };
            List<String> reasons = encounter.getExtensionsByUrl(Canonicals.DEFERRAL_REASON).stream()
                    .map(Extension::getValue)
                    .filter(CodeableConcept.class::isInstance)
                    .map(reason -> Objects.toString(
                            ((CodeableConcept) reason).getCodingFirstRep().getCode(), ""))
                    .toList();
            notHeld.add(new NotHeld(at, kind, reasons, id));
        });
        return notHeld;
    }

    // Scores

    private void score(Observation observation) {
        Optional<Instrument> instrument = instrument(observation.getCode());
        if (instrument.isEmpty()) {
            return;
        }
        if (observation.getStatus() == Observation.ObservationStatus.ENTEREDINERROR
                || observation.getStatus() == Observation.ObservationStatus.CANCELLED) {
            issues.add(new Issue(Reason.RETRACTED, source(observation), observation.fhirType()));
            return;
        }
        if (observation.getMeta().getSecurity(Codes.Systems.ACT_REASON, Codes.TEST_HEALTH_DATA) != null) {
            issues.add(new Issue(Reason.TEST_VALUE, source(observation), observation.fhirType()));
            return;
        }
        Instant at = start(observation.getEffective());
        if (at == null) {
            issues.add(new Issue(Reason.NO_INSTANT, source(observation), observation.fhirType()));
            return;
        }
        if (!(observation.getValue() instanceof Quantity quantity) || !quantity.hasValue()) {
            if (!observation.hasDataAbsentReason()) {
                issues.add(new Issue(
                        Reason.NO_VALUE, source(observation), instrument.get().code()));
            }
            return;
        }
        if (!isIn(quantity, instrument.get().unit())) {
            issues.add(new Issue(
                    Reason.WRONG_UNIT, source(observation), instrument.get().code()));
            return;
        }
        scores.add(new OutcomeScore(at, instrument.get().code(), quantity.getValue(), source(observation)));
    }

    private Optional<Instrument> instrument(CodeableConcept code) {
        return code.getCoding().stream()
                .flatMap(coding -> reader.instruments.coded(coding.getSystem() + "|" + coding.getCode()).stream())
                .findFirst();
    }

    /** The total of a form, where its score was not stored beside it: its item has the code of the score. */
    private void form(QuestionnaireResponse form) {
        QuestionnaireResponse.QuestionnaireResponseStatus status = form.getStatus();
        if (status == QuestionnaireResponse.QuestionnaireResponseStatus.ENTEREDINERROR
                || status == QuestionnaireResponse.QuestionnaireResponseStatus.STOPPED) {
            return;
        }
        forms.add(form);
        Instant at = instant(form.getAuthoredElement());
        for (QuestionnaireResponse.QuestionnaireResponseItemComponent item : form.getItem()) {
            Optional<Instrument> instrument = reader.instruments
                    .coded(Codes.Systems.LOINC + "|" + item.getLinkId())
                    .or(() -> reader.instruments.coded(
                            Canonicals.BASE + "/CodeSystem/dripline-score|" + item.getLinkId()));
            Type answer = item.getAnswerFirstRep().getValue();
            if (instrument.isPresent()
                    && at != null
                    && (answer instanceof IntegerType || answer instanceof DecimalType)) {
                scores.add(new OutcomeScore(
                        at, instrument.get().code(), new BigDecimal(answer.primitiveValue()), source(form)));
            }
        }
    }

    // Opioids

    /** Only a daily dose in mg of an ingredient that the table has; what is taken as needed has no daily dose. */
    private void opioid(MedicationStatement statement) {
        if (statement.getStatus() == MedicationStatement.MedicationStatementStatus.ENTEREDINERROR
                || statement.getStatus() == MedicationStatement.MedicationStatementStatus.NOTTAKEN
                || !(statement.getMedication() instanceof CodeableConcept drug)) {
            return;
        }
        Optional<BigDecimal> factor = drug.getCoding().stream()
                .filter(coding -> Codes.Systems.RXNORM.equals(coding.getSystem()))
                .map(Coding::getCode)
                .filter(Objects::nonNull)
                .flatMap(code -> reader.opioids.factor(code).stream())
                .findFirst();
        if (factor.isEmpty()) {
            return;
        }
        Instant from = start(statement.getEffective());
        Optional<BigDecimal> daily = daily(statement.getDosageFirstRep());
        if (from == null || daily.isEmpty()) {
            issues.add(new Issue(
                    from == null ? Reason.NO_INSTANT : Reason.NO_VALUE, source(statement), statement.fhirType()));
            return;
        }
        Instant to = statement.getEffective() instanceof Period period ? instant(period.getEndElement()) : null;
        opioids.add(new OpioidUse(from, to, daily.get().multiply(factor.get()), source(statement)));
    }

    private static Optional<BigDecimal> daily(Dosage dosage) {
        Timing.TimingRepeatComponent repeat = dosage.getTiming().getRepeat();
        boolean aDay = repeat.getPeriodUnit() == Timing.UnitsOfTime.D && repeat.getPeriod() != null;
        if (!aDay
                || repeat.getPeriod().signum() <= 0
                || !(dosage.getDoseAndRateFirstRep().getDose() instanceof Quantity dose)
                || !isIn(dose, Ucum.MILLIGRAM)) {
            return Optional.empty();
        }
        int times = repeat.hasFrequency() ? repeat.getFrequency() : 1;
        return Optional.of(
                dose.getValue().multiply(BigDecimal.valueOf(times)).divide(repeat.getPeriod(), MathContext.DECIMAL128));
    }

    // Plans

    private @Nullable CarePlan planUnderWay() {
        return plans.stream()
                .filter(plan -> plan.getStatus() == CarePlan.CarePlanStatus.ACTIVE
                        && plan.hasExtension(Canonicals.COURSE_PHASE)
                        && plan.getPeriod().getStart() != null)
                .max(Comparator.<CarePlan, Instant>comparing(
                                plan -> plan.getPeriod().getStart().toInstant())
                        .thenComparing(CourseResources::source))
                .orElse(null);
    }

    private static SeriesWindow window(CarePlan plan) {
        Timing.TimingRepeatComponent repeat = plan.getActivity().stream()
                .filter(activity -> activity.getDetail().getScheduled() instanceof Timing)
                .map(activity -> ((Timing) activity.getDetail().getScheduled()).getRepeat())
                .findFirst()
                .orElseGet(Timing.TimingRepeatComponent::new);
        boolean inDays = repeat.getPeriodUnit() == Timing.UnitsOfTime.D
                && repeat.getPeriod() != null
                && repeat.getPeriodMax() != null;
        Integer shortest = inDays ? repeat.getPeriod().intValue() : null;
        Integer longest = inDays ? repeat.getPeriodMax().intValue() : null;
        Integer planned = repeat.hasCountMax()
                ? Integer.valueOf(repeat.getCountMax())
                : repeat.hasCount() ? repeat.getCount() : null;
        String words = inDays ? shortest + "–" + longest + " d" : "as planned";
        return new SeriesWindow(
                LocalDate.parse(
                        plan.getPeriod().getStartElement().getValueAsString().substring(0, 10)),
                planned,
                shortest,
                longest,
                new Basis("plan", words, source(plan) + ", " + protocolOf(plan), false),
                source(plan));
    }

    private static String protocolOf(CarePlan plan) {
        return plan.hasInstantiatesCanonical()
                ? plan.getInstantiatesCanonical().get(0).getValue()
                : "";
    }

    private static String current(@Nullable CarePlan plan, List<CourseSession> sessions) {
        String planned = plan == null ? "" : protocolOf(plan);
        return planned.isEmpty()
                ? sessions.stream()
                        .filter(session -> !session.protocol().isEmpty())
                        .max(Comparator.comparing(CourseSession::start))
                        .map(CourseSession::protocol)
                        .orElse("")
                : planned;
    }

    private void put(Map<String, GivenBy> protocols, String canonical) {
        if (!canonical.isEmpty() && !protocols.containsKey(canonical)) {
            reader.protocols
                    .apply(canonical)
                    .ifPresent(protocol ->
                            protocols.put(canonical, new GivenBy(protocol, signed.getOrDefault(canonical, false))));
        }
    }

    // Values

    private static boolean isIn(Quantity quantity, String unit) {
        return Codes.Systems.UCUM.equals(quantity.getSystem())
                && unit.equals(quantity.getCode())
                && quantity.getValue() != null
                && !quantity.hasComparator();
    }

    private @Nullable Instant start(@Nullable Type effective) {
        if (effective instanceof Period period) {
            return instant(period.getStartElement());
        }
        return effective instanceof DateTimeType time ? instant(time) : null;
    }

    private @Nullable Instant end(@Nullable Type effective) {
        if (effective instanceof Period period) {
            return instant(period.getEndElement());
        }
        return effective instanceof DateTimeType time ? instant(time) : null;
    }

    /** A day without a time is its beginning at the clinic. */
    private @Nullable Instant instant(BaseDateTimeType time) {
        if (time.getValue() == null) {
            return null;
        }
        return time.getPrecision() == TemporalPrecisionEnum.DAY
                ? LocalDate.parse(time.getValueAsString())
                        .atStartOfDay(reader.zone)
                        .toInstant()
                : time.getValue().toInstant();
    }

    private static String source(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }
}
