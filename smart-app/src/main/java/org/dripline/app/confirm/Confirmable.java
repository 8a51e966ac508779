// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.confirm;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dripline.fhir.Canonicals;
import org.dripline.fhir.SessionStates;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Dosage.DosageDoseAndRateComponent;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * Something of a patient's record that a second person may confirm.
 *
 * @param reference such as {@code MedicationRequest/o-1}
 * @param version that the page showed
 * @param words what it is, as recorded
 * @param askedFor whether whoever confirms says how much they saw: what was discarded
 */
record Confirmable(String reference, String version, String words, boolean askedFor) {

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);

    /** An order in force; nobody else's dose waits for a check. */
    static Optional<Confirmable> of(MedicationRequest order) {
        if (order.getStatus() != MedicationRequestStatus.ACTIVE) {
            return Optional.empty();
        }
        Stream<String> doses = order.getDosageInstruction().stream()
                .flatMap(dosage -> Stream.concat(
                        Stream.of(Objects.requireNonNullElse(dosage.getText(), "")),
                        dosage.getDoseAndRate().stream().flatMap(Confirmable::doses)));
        String medication = order.getMedication() instanceof CodeableConcept concept ? name(concept) : "";
        Stream<String> byWeight = order.getExtensionsByUrl(Canonicals.WEIGHT_BASED_DOSE).stream()
                .flatMap(dose -> dose.getExtension().stream())
                .flatMap(part -> words(part.getValue()));
        return Optional.of(of(
                order,
                Stream.of(Stream.of(medication.isBlank() ? "A medicine without a name" : medication), doses, byWeight)
                        .flatMap(parts -> parts),
                false));
    }

    private static String began(Encounter session, ZoneId zone) {
        return session.getPeriod().hasStart()
                ? "The session of "
                        + WHEN.format(session.getPeriod().getStart().toInstant().atZone(zone))
                : "The session of a day that is not on record";
    }

    /** A session that has begun and is not closed; what is left of it by the record is the server's to work out. */
    static Optional<Confirmable> of(Encounter session, ZoneId zone) {
        return SessionStates.isSession(session)
                        && !SessionStates.of(session).equals(Codes.SESSION_CLOSED)
                        && (session.getStatus() == EncounterStatus.INPROGRESS
                                || session.getStatus() == EncounterStatus.FINISHED)
                ? Optional.of(of(session, Stream.of(began(session, zone) + ": what was left over and discarded"), true))
                : Optional.empty();
    }

    private static Confirmable of(Resource resource, Stream<String> words, boolean askedFor) {
        return new Confirmable(
                resource.fhirType() + "/" + resource.getIdElement().getIdPart(),
                Objects.requireNonNullElse(resource.getMeta().getVersionId(), ""),
                words.filter(word -> !word.isBlank()).collect(Collectors.joining(", ")),
                askedFor);
    }

    private static Stream<String> doses(DosageDoseAndRateComponent given) {
        return Stream.concat(words(given.getDose()), words(given.getRate()));
    }

    private static Stream<String> words(@Nullable Type value) {
        return value instanceof Quantity quantity && quantity.hasValue()
                ? Stream.of(
                        quantity.getValue().toPlainString() + " " + Objects.requireNonNullElse(quantity.getUnit(), ""))
                : Stream.empty();
    }

    private static String name(CodeableConcept medication) {
        if (medication.hasCoding(Codes.Systems.RXNORM, Codes.RxNorm.KETAMINE)) {
            return "Ketamine";
        }
        return Stream.concat(
                        Stream.of(medication.getText()),
                        medication.getCoding().stream().flatMap(code -> Stream.of(code.getDisplay(), code.getCode())))
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .orElse("");
    }
}
