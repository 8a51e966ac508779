// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.dripline.fhir.Canonicals;
import org.dripline.routes.adt.PlaceMap;
import org.dripline.routes.datatype.AsOf;
import org.dripline.routes.datatype.CodeMaps;
import org.dripline.routes.datatype.DataTypes;
import org.dripline.routes.datatype.Moment;
import org.dripline.routes.segment.EhrMessage;
import org.dripline.routes.segment.Element;
import org.dripline.routes.segment.Segment;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentParticipantComponent;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Appointment.ParticipationStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Reference;

/**
 * {@code SCH[Appointment]} with {@code TQ1}, {@code AIS[Appointment]}, {@code AIP}, {@code AIL} and {@code NTE}. SCH-1,
 * SCH-2 → identifier; the trigger and SCH-25 → status; SCH-6 → cancelationReason; SCH-7 → reasonCode; SCH-8 →
 * appointmentType; TQ1-7, TQ1-8, else SCH-11.4, SCH-11.5, else AIS-4 → start, end; SCH-9, SCH-10, else AIS-7, AIS-8 →
 * minutesDuration; AIS-3 → serviceType; AIP-3, AIP-4 → participant; AIL-3 → participant, Location; NTE-3 → comment.
 */
public final class AppointmentMap {

    /** What became of the appointment, by SIU trigger (HL7 table 0003). */
    private static final Map<String, AppointmentStatus> STATUS = Map.of(
            "S12", AppointmentStatus.BOOKED,
            "S13", AppointmentStatus.BOOKED,
            "S14", AppointmentStatus.BOOKED,
            "S15", AppointmentStatus.CANCELLED,
            "S17", AppointmentStatus.ENTEREDINERROR,
            "S26", AppointmentStatus.NOSHOW);

    /** Those that FHIR lets have no times (app-3). */
    private static final Set<AppointmentStatus> MAY_LACK_TIMES =
            EnumSet.of(AppointmentStatus.PROPOSED, AppointmentStatus.CANCELLED, AppointmentStatus.WAITLIST);

    private final DataTypes types;

    public AppointmentMap(DataTypes types) {
        this.types = types;
    }

    /** Whether the trigger is one that is read. */
    public static boolean reads(String trigger) {
        return STATUS.containsKey(trigger);
    }

    /** When the scheduling system said so: MSH-7. */
    public Instant event(EhrMessage message, Instant received) {
        return Moment.of(message.first("MSH").text(7), types.zone())
                .map(Moment::instant)
                .orElse(received);
    }

    /** SCH-2 before SCH-1: the filler's number is the one that stays. */
    public List<Identifier> numbers(EhrMessage message, String source) {
        Segment schedule = message.first("SCH");
        List<Identifier> numbers = new ArrayList<>();
        if (schedule.field(2).says()) {
            numbers.add(
                    types.entityIdentifier(schedule.field(2), DataTypes.senderSystem("appointment-filler", source)));
        }
        if (schedule.field(1).says()) {
            numbers.add(
                    types.entityIdentifier(schedule.field(1), DataTypes.senderSystem("appointment-placer", source)));
        }
        return numbers;
    }

    /** The places it needs: AIL-3. */
    public List<PlaceMap.Place> places(EhrMessage message) {
        return message.all("AIL").stream()
                .flatMap(resource -> PlaceMap.Place.of(resource.field(3)).stream())
                .toList();
    }

    /**
     * Puts what the message says into the appointment, unless a newer one wrote it.
     *
     * @param appointment a new one, or the one on the server
     */
    public void update(Appointment appointment, EhrMessage message, String patientId, String source, Instant event) {
        for (Identifier number : numbers(message, source)) {
            if (appointment.getIdentifier().stream()
                    .noneMatch(known -> Objects.equals(known.getSystem(), number.getSystem())
                            && Objects.equals(known.getValue(), number.getValue()))) {
                appointment.addIdentifier(number);
            }
        }
        if (!AsOf.isCurrent(appointment, event)) {
            return;
        }
        if (appointment.getMeta().getProfile().isEmpty()) {
            appointment.getMeta().addProfile(Canonicals.APPOINTMENT);
        }
        Segment schedule = message.first("SCH");
        appointment.setStatus(status(message.trigger(), schedule));
        times(appointment, message);
        if (schedule.field(6).says() && appointment.getStatus() == AppointmentStatus.CANCELLED) {
            appointment.setCancelationReason(types.concept(schedule.field(6)));
        }
        if (schedule.field(7).says()) {
            appointment.setReasonCode(List.of(types.concept(schedule.field(7))));
        }
        if (schedule.field(8).says()) {
            appointment.setAppointmentType(types.concept(schedule.field(8)));
        }
        if (!message.all("AIS").isEmpty()) {
            appointment.setServiceType(message.all("AIS").stream()
                    .filter(service -> service.field(3).says())
                    .map(service -> types.concept(service.field(3)))
                    .toList());
        }
        List<String> notes = message.all("NTE").stream()
                .map(note -> note.text(3))
                .filter(text -> !text.isEmpty())
                .toList();
        if (!notes.isEmpty()) {
            appointment.setComment(String.join("\n", notes));
        }
        participants(appointment, message, patientId);
        AsOf.note(appointment, event);
    }

    /** A deletion, cancellation or absence is what its trigger says; of the others SCH-25 may say more. */
    private AppointmentStatus status(String trigger, Segment schedule) {
        AppointmentStatus told = STATUS.getOrDefault(trigger, AppointmentStatus.BOOKED);
        if (told != AppointmentStatus.BOOKED) {
            return told;
        }
        return types.codes()
                .code(
                        CodeMaps.Name.APPOINTMENT_STATUS,
                        schedule.text(25).toUpperCase(Locale.ROOT).replace(" ", ""))
                .map(AppointmentStatus::fromCode)
                .orElse(told);
    }

    /** A message without times leaves those it has; a length alone moves no end. */
    private void times(Appointment appointment, EhrMessage message) {
        Segment schedule = message.first("SCH");
        Segment timing = message.first("TQ1");
        Segment service = message.first("AIS");
        Optional<Instant> start = first(timing.field(7), schedule.field(11).part(4), service.field(4));
        Optional<Instant> end = first(timing.field(8), schedule.field(11).part(5));
        Optional<Duration> duration =
                duration(schedule.field(9), schedule.field(10)).or(() -> duration(service.field(7), service.field(8)));
        if (start.isPresent() || end.isPresent() || appointment.getStart() == null) {
            duration.ifPresent(length -> appointment.setMinutesDuration(Math.toIntExact(length.toMinutes())));
        }
        if (start.isPresent() || end.isPresent()) {
            appointment.setRequestedPeriod(null);
            appointment.setStartElement(start.or(() -> minus(end, duration))
                    .map(AppointmentMap::instant)
                    .orElse(null));
            appointment.setEndElement(end.or(() -> plus(start, duration))
                    .map(AppointmentMap::instant)
                    .orElse(null));
        }
        if (!MAY_LACK_TIMES.contains(appointment.getStatus())) {
            markUnknownTimes(appointment);
        }
    }

    /** FHIR wants both times (app-2, app-3): one that nobody said is not guessed, and marked as unknown. */
    private static void markUnknownTimes(Appointment appointment) {
        if (!appointment.hasStartElement()) {
            appointment.setStartElement(DataTypes.unknown(new InstantType()));
        }
        if (!appointment.hasEndElement()) {
            appointment.setEndElement(DataTypes.unknown(new InstantType()));
        }
    }

    private static Optional<Instant> plus(Optional<Instant> start, Optional<Duration> duration) {
        return start.flatMap(from -> duration.map(from::plus));
    }

    private static Optional<Instant> minus(Optional<Instant> end, Optional<Duration> duration) {
        return end.flatMap(until -> duration.map(until::minus));
    }

    private Optional<Instant> first(Element... times) {
        for (Element time : times) {
            Optional<Moment> moment = Moment.of(time.text(), types.zone());
            if (moment.isPresent()) {
                return moment.map(Moment::instant);
            }
        }
        return Optional.empty();
    }

    /** Minutes unless the unit says hours, seconds or days. */
    private Optional<Duration> duration(Element length, Element unit) {
        if (!length.text().matches("\\d{1,6}")) {
            return Optional.empty();
        }
        long number = Long.parseLong(length.text());
        return switch (types.unit(unit).orElse(unit.says() ? unit.text() : "min")) {
            case "min", "M" -> Optional.of(Duration.ofMinutes(number));
            case "h", "H" -> Optional.of(Duration.ofHours(number));
            case "s", "S" -> Optional.of(Duration.ofSeconds(number));
            case "d", "D" -> Optional.of(Duration.ofDays(number));
            default -> Optional.empty();
        };
    }

    private static InstantType instant(Instant at) {
        InstantType instant = new InstantType(Date.from(at));
        instant.setTimeZoneZulu(true);
        return instant;
    }

    private void participants(Appointment appointment, EhrMessage message, String patientId) {
        ParticipationStatus status = switch (appointment.getStatus()) {
            case CANCELLED, ENTEREDINERROR, NOSHOW -> ParticipationStatus.DECLINED;
            case PENDING, PROPOSED, WAITLIST -> ParticipationStatus.NEEDSACTION;
            default -> ParticipationStatus.ACCEPTED;
        };
        List<AppointmentParticipantComponent> participants = new ArrayList<>();
        participants.add(participant(new Reference("Patient/" + patientId)));
        for (Segment person : message.all("AIP")) {
            types.practitioner(person.field(3)).ifPresent(practitioner -> {
                AppointmentParticipantComponent participant = participant(practitioner);
                if (person.field(4).says()) {
                    participant.addType(types.concept(person.field(4)));
                }
                participants.add(participant);
            });
        }
        places(message).forEach(place -> participants.add(participant(PlaceMap.reference(place))));
        boolean resources = participants.size() > 1;
        if (resources || !appointment.hasParticipant()) {
            appointment.setParticipant(participants);
        }
        appointment.getParticipant().forEach(participant -> participant.setStatus(status));
    }

    private static AppointmentParticipantComponent participant(Reference actor) {
        return new AppointmentParticipantComponent().setActor(actor);
    }
}
