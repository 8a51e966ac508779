// SPDX-License-Identifier: Apache-2.0
package org.dripline.gate;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dripline.protocol.Criterion.Concept;
import org.jspecify.annotations.Nullable;

/**
 * What the record says about a patient and, when a session is judged, about its day and room. Every fact names the
 * resource it is from; what was refuted, rejected or entered in error is not in here.
 *
 * @param patient such as {@code Patient/…}
 * @param at the moment that is judged
 * @param zone in which times are told and days counted
 * @param birthDate null when not recorded
 * @param mayBePregnant whether pregnancy has to be asked for: false only where the record says male
 * @param conditions every one, resolved ones too
 * @param medicines on the list, ordered or given around the session
 * @param reactions allergies to ketamine and adverse events attributed to it
 * @param pressureEvents adverse events of raised pressure in earlier sessions that ask for a review
 * @param vitals of this visit, before the pump started, oldest first
 * @param weights oldest first
 * @param labs newest of each code
 * @param answers newest answer to each question of the eligibility form, by its link; those about the day only of this
 *     visit
 * @param screens scores and screeners, oldest first
 * @param consents to infusions
 * @param place null when the visit names none
 * @param room answers of the room's readiness form for this visit, by link
 * @param otherTreatments references of treatments beside or before ketamine
 * @param previousSession the last infusion; null when there was none
 * @param mitigations what clinicians made of issues
 */
public record GateFacts(
        String patient,
        Instant at,
        ZoneId zone,
        @Nullable LocalDate birthDate,
        boolean mayBePregnant,
        List<Condition> conditions,
        List<Medicine> medicines,
        List<Reaction> reactions,
        List<Reaction> pressureEvents,
        List<Vital> vitals,
        List<BodyWeight> weights,
        List<Lab> labs,
        Map<String, Answer> answers,
        List<Screen> screens,
        List<ConsentGiven> consents,
        @Nullable Place place,
        Map<String, Answer> room,
        List<String> otherTreatments,
        @Nullable PreviousSession previousSession,
        List<Mitigation> mitigations) {

    public GateFacts {
        conditions = List.copyOf(conditions);
        medicines = List.copyOf(medicines);
        reactions = List.copyOf(reactions);
        pressureEvents = List.copyOf(pressureEvents);
        vitals = List.copyOf(vitals);
        weights = List.copyOf(weights);
        labs = List.copyOf(labs);
        answers = Map.copyOf(answers);
        screens = List.copyOf(screens);
        consents = List.copyOf(consents);
        room = Map.copyOf(room);
        otherTreatments = List.copyOf(otherTreatments);
        mitigations = List.copyOf(mitigations);
    }

    /**
     * A problem on the list.
     *
     * @param active false when resolved, inactive or in remission
     */
    public record Condition(Set<Concept> codes, String text, boolean active, String reference) {
        public Condition {
            codes = Set.copyOf(codes);
        }
    }

    /**
     * A medicine.
     *
     * @param name as written, lower case
     * @param lastTaken null when not recorded
     * @param perDay mg a day of the medicine itself; null when not recorded
     */
    public record Medicine(
            Set<Concept> codes,
            String name,
            @Nullable Instant lastTaken,
            @Nullable BigDecimal perDay,
            String reference) {
        public Medicine {
            codes = Set.copyOf(codes);
            name = name.toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Something that happened under a medicine.
     *
     * @param text as written
     */
    public record Reaction(String text, String reference) {}

    /** What a vital sign measures. */
    public enum Sign {
        /** mm[Hg]. */
        SYSTOLIC,
        /** mm[Hg]. */
        DIASTOLIC,
        /** /min. */
        HEART_RATE,
        /** %. */
        OXYGEN_SATURATION
    }

    /** One reading, in the unit of its sign. */
    public record Vital(Sign sign, BigDecimal value, Instant at, String reference) {}

    /**
     * A body weight.
     *
     * @param kilograms null when it has no unit the product reads, so that nobody can use it
     */
    public record BodyWeight(@Nullable BigDecimal kilograms, Instant at, String reference) {}

    /**
     * A laboratory result.
     *
     * @param abnormal {@code low}, {@code high}, {@code positive}, or empty
     */
    public record Lab(Concept code, String abnormal, Instant at, String reference) {}

    /**
     * An answer.
     *
     * @param value {@code Y}, {@code N} or {@code UNK}, or what was written
     * @param at when the form was filled in
     */
    public record Answer(String value, Instant at, String reference) {
        boolean yes() {
            return value.equals("Y");
        }

        boolean no() {
            return value.equals("N");
        }

        boolean unknown() {
            return value.equals("UNK");
        }
    }

    /** What was screened for. */
    public enum Screened {
        /** Columbia screener; its value is 0 none, 1 low, 2 moderate, 3 high. */
        SUICIDE_RISK,
        /** Ninth answer of a PHQ-9, 0 to 3. */
        SUICIDAL_THOUGHTS,
        /** A mania scale's total. */
        MANIA
    }

    /**
     * A screening.
     *
     * @param thisVisit whether it belongs to the visit that is judged
     */
    public record Screen(Screened what, int value, Instant at, boolean thisVisit, String reference) {}

    /**
     * A consent.
     *
     * @param until last day on which it holds; null when it names none
     */
    public record ConsentGiven(
            boolean offLabelDisclosed,
            LocalDate from,
            @Nullable LocalDate until,
            String reference) {}

    /** The last infusion before this one. */
    public record PreviousSession(LocalDate day, String reference) {}

    /** Where it is to be done. */
    public enum PlaceKind {
        HOME,
        /** A place of the clinic that is in use. */
        TREATMENT,
        INTENSIVE_CARE,
        /** Named, and not known to the clinic or out of use. */
        UNREGISTERED
    }

    public record Place(PlaceKind kind, String reference) {}

    Optional<Answer> answer(String link) {
        return Optional.ofNullable(answers.get(link));
    }

    Optional<Answer> inRoom(String link) {
        return Optional.ofNullable(room.get(link));
    }

    Optional<Vital> last(Sign sign) {
        return vitals.stream().filter(vital -> vital.sign() == sign).reduce((earlier, later) -> later);
    }

    Optional<Screen> last(Screened what) {
        return screens.stream().filter(screen -> screen.what() == what).reduce((earlier, later) -> later);
    }

    LocalDate today() {
        return LocalDate.ofInstant(at, zone);
    }
}
