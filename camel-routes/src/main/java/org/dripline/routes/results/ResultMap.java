// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.results;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dripline.fhir.Canonicals;
import org.dripline.fhir.DerivedId;
import org.dripline.routes.RejectReason;
import org.dripline.routes.datatype.AsOf;
import org.dripline.routes.datatype.CodeMaps;
import org.dripline.routes.datatype.DataTypes;
import org.dripline.routes.datatype.Moment;
import org.dripline.routes.segment.Element;
import org.dripline.routes.segment.Segment;
import org.dripline.terminology.Codes;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * {@code OBX[Observation]} of a laboratory or ward. OBX-2, OBX-5, OBX-6 → value; OBX-3 → code; OBX-7 → referenceRange;
 * OBX-8 → interpretation; OBX-11 → status; OBX-14, else OBR-7 → effective; OBX-15, OBX-16 → performer; OBX-17 → method;
 * OBX-19, else OBR-22 → issued.
 *
 * <p>The number of the order, the code and OBX-4 say which result it is: a correction (OBX-11 = C, D, W) is a new
 * version of the same Observation, and the version before stays in its history. A code that is not LOINC and not in our
 * table is kept as it came beside {@code dripline-observation#unmapped}.
 */
public final class ResultMap {

    private static final String INTERPRETATION = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";
    private static final Set<String> INTERPRETATIONS = Set.of(
            "A", "AA", "H", "HH", "L", "LL", "N", "POS", "NEG", "IND", "DET", "ND", "HU", "LU", "U", "D", "B", "W");
    private static final Pattern COMPARED = Pattern.compile("(<=|>=|<|>)\\s*(\\d{1,12}(?:\\.\\d{1,8})?)");
    /** Exact, by the international yard and pound agreement of 1959. */
    private static final BigDecimal KILOGRAMS_PER_POUND = new BigDecimal("0.45359237");

    private final DataTypes types;

    public ResultMap(DataTypes types) {
        this.types = types;
    }

    /** One row: an Observation, or why its value is withheld. */
    public record Row(Segment obr, Segment obx, List<String> notes, int number) {
        public Row {
            notes = List.copyOf(notes);
        }
    }

    /** Which result it is, whoever tells of it and however often. */
    public String id(Row row, String source, String message) {
        Element order =
                row.obr().field(3).says() ? row.obr().field(3) : row.obr().field(2);
        String number = order.says() ? order.text(1) + "^" + order.text(2) : message;
        Element code = row.obx().field(3);
        return DerivedId.of(
                "res",
                source,
                number,
                code.says() ? code.text(1) + "^" + code.text(3) : code.text(4),
                row.obx().text(4));
    }

    /** When the laboratory said so: OBR-22, else OBX-14 is no answer, so MSH-7. */
    public Instant event(Row row, Segment header, Instant received) {
        return Moment.of(row.obr().text(22), types.zone())
                .or(() -> Moment.of(header.text(7), types.zone()))
                .map(Moment::instant)
                .orElse(received);
    }

    /**
     * Puts what the row says into the Observation, unless a newer message wrote it.
     *
     * @return why the row is not charted; empty when it is
     */
    public Optional<RejectReason> update(
            Observation observation, Row row, String patientId, Optional<String> encounterId, Instant event) {
        Segment obx = row.obx();
        boolean weight = types.known(CodeMaps.Name.WEIGHT, obx.field(3)).isPresent();
        boolean withdrawn = Set.of("D", "W", "X", "N").contains(obx.text(11));
        if (!AsOf.isCurrent(observation, event)) {
            return Optional.empty();
        }
        Optional<Moment> at = Moment.of(obx.text(14), types.zone())
                .or(() -> Moment.of(row.obr().text(7), types.zone()));
        if (at.isEmpty() && !observation.hasEffective()) {
            return Optional.of(RejectReason.TIME_UNREADABLE);
        }
        if (!obx.field(3).says()) {
            return Optional.of(RejectReason.UNMAPPED);
        }
        Value value = value(obx, weight);
        if (value.refused() != null && !withdrawn) {
            return Optional.of(value.refused());
        }
        about(observation, obx, weight);
        observation.setStatus(types.codes()
                .code(CodeMaps.Name.RESULT_STATUS, obx.text(11))
                .map(ObservationStatus::fromCode)
                .orElse(ObservationStatus.UNKNOWN));
        observation.setSubject(new Reference("Patient/" + patientId));
        encounterId.ifPresent(id -> observation.setEncounter(new Reference("Encounter/" + id)));
        at.ifPresent(moment -> observation.setEffective(moment.dateTime()));
        issued(observation, row);
        if (value.type() != null) {
            observation.setValue(value.type());
            observation.setDataAbsentReason(null);
        } else if (!observation.hasValue()) {
            observation
                    .getDataAbsentReason()
                    .setCoding(List.of(
                            new Coding("http://terminology.hl7.org/CodeSystem/data-absent-reason", "unknown", null)));
        }
        details(observation, row);
        AsOf.note(observation, event);
        return Optional.empty();
    }

    private void about(Observation observation, Segment obx, boolean weight) {
        CodeableConcept code = types.concept(obx.field(3));
        Optional<Coding> known = types.known(weight ? CodeMaps.Name.WEIGHT : CodeMaps.Name.RESULT, obx.field(3));
        known.filter(coding -> !code.hasCoding(coding.getSystem(), coding.getCode()))
                .ifPresent(coding -> code.getCoding().add(0, coding));
        boolean mapped = known.isPresent()
                || code.getCoding().stream().anyMatch(coding -> Codes.Systems.LOINC.equals(coding.getSystem()));
        if (!mapped) {
            code.getCoding()
                    .add(0, new Coding(Codes.Systems.DRIPLINE_OBSERVATION, Codes.Observed.UNMAPPED, "Unmapped value"));
        }
        observation.setCode(code);
        observation.setCategory(List.of(new CodeableConcept()
                .addCoding(
                        new Coding(Codes.Systems.OBSERVATION_CATEGORY, weight ? "vital-signs" : "laboratory", null))));
        observation.getMeta().getProfile().clear();
        if (weight) {
            observation.getMeta().addProfile(Canonicals.DOSING_WEIGHT);
        } else if (mapped) {
            observation.getMeta().addProfile(Canonicals.LAB_RESULT);
        }
    }

    private void issued(Observation observation, Row row) {
        Moment.of(row.obx().text(19), types.zone())
                .or(() -> Moment.of(row.obr().text(22), types.zone()))
                .ifPresent(moment -> {
                    InstantType instant = new InstantType(Date.from(moment.instant()));
                    instant.setTimeZoneZulu(true);
                    observation.setIssuedElement(instant);
                });
    }

    private void details(Observation observation, Row row) {
        Segment obx = row.obx();
        observation.setReferenceRange(null);
        if (obx.field(7).says()) {
            observation.addReferenceRange().setText(obx.text(7));
        }
        observation.setInterpretation(null);
        obx.said(8).forEach(flag -> observation.addInterpretation(interpretation(flag)));
        observation.setPerformer(null);
        if (obx.field(15).says()) {
            CodeableConcept producer = types.concept(obx.field(15));
            observation.addPerformer(new Reference()
                    .setType("Organization")
                    .setDisplay(producer.hasText() ? producer.getText() : obx.text(15)));
        }
        obx.said(16).forEach(who -> types.practitioner(who).ifPresent(observation::addPerformer));
        if (obx.field(17).says()) {
            observation.setMethod(types.concept(obx.field(17)));
        }
        observation.setNote(null);
        row.notes().forEach(note -> observation.addNote().setText(note));
    }

    private CodeableConcept interpretation(Element flag) {
        return INTERPRETATIONS.contains(flag.text(1))
                ? new CodeableConcept().addCoding(new Coding(INTERPRETATION, flag.text(1), null))
                : types.concept(flag);
    }

    /**
     * @param type null when there is none
     * @param refused why it cannot be charted
     */
    private record Value(@Nullable Type type, @Nullable RejectReason refused) {}

    private static final Value NONE = new Value(null, null);

    private static Value refused(RejectReason reason) {
        return new Value(null, reason);
    }

    private Value value(Segment obx, boolean weight) {
        Element said = obx.field(5);
        if (!said.says()) {
            return weight ? refused(RejectReason.VALUE_MISSING) : NONE;
        }
        if (obx.repetitions(5).size() > 1 && !Set.of("TX", "FT", "ST").contains(obx.text(2))) {
            return refused(RejectReason.VALUE_REPEATS);
        }
        if (weight) {
            return weight(said, obx.field(6));
        }
        return switch (obx.text(2)) {
            case "NM" -> number(said.text(), obx.field(6));
            case "SN" -> structured(said, obx.field(6));
            case "CE", "CWE", "CNE", "CF" -> new Value(types.concept(said), null);
            case "DT", "TS", "DTM" ->
                Moment.of(said.text(), types.zone())
                        .map(moment -> new Value(moment.dateTime(), null))
                        .orElse(refused(RejectReason.NOT_A_NUMBER));
            default ->
                new Value(
                        new StringType(String.join(
                                "\n", obx.said(5).stream().map(Element::text).toList())),
                        null);
        };
    }

    private Value number(String text, Element unit) {
        Matcher compared = COMPARED.matcher(text);
        if (compared.matches()) {
            return types.quantity(compared.group(2), unit)
                    .map(quantity -> new Value(
                            quantity.setComparator(Quantity.QuantityComparator.fromCode(compared.group(1))), null))
                    .orElse(refused(RejectReason.NOT_A_NUMBER));
        }
        return types.quantity(text, unit)
                .map(quantity -> new Value(quantity, null))
                .orElse(refused(RejectReason.NOT_A_NUMBER));
    }

    /** SN: comparator, number, separator, number. {@code 1^:^128} is a ratio, {@code 1^-^5} a range. */
    private Value structured(Element sn, Element unit) {
        if (sn.text(3).isEmpty()) {
            return number(sn.text(1).equals("=") ? sn.text(2) : sn.text(1) + sn.text(2), unit);
        }
        Optional<Quantity> first = types.quantity(sn.text(2), unit);
        Optional<Quantity> second = types.quantity(sn.text(4), unit);
        if (first.isEmpty() || second.isEmpty()) {
            return refused(RejectReason.NOT_A_NUMBER);
        }
        return switch (sn.text(3)) {
            case ":", "/" -> new Value(new Ratio().setNumerator(first.get()).setDenominator(second.get()), null);
            case "-" -> new Value(new Range().setLow(first.get()).setHigh(second.get()), null);
            default -> refused(RejectReason.NOT_A_NUMBER);
        };
    }

    /** In kilograms, since doses are computed from it; without a unit it is nobody's weight. */
    private Value weight(Element said, Element unit) {
        Optional<Quantity> sent = types.quantity(said.text().isEmpty() ? said.text(2) : said.text(), unit);
        if (sent.isEmpty()) {
            return refused(RejectReason.NOT_A_NUMBER);
        }
        if (!unit.says()) {
            return refused(RejectReason.UNIT_MISSING);
        }
        BigDecimal value = sent.get().getValue();
        if (value.signum() <= 0) {
            return refused(RejectReason.IMPOSSIBLE);
        }
        if (!sent.get().hasCode()) {
            return refused(RejectReason.UNIT_UNKNOWN);
        }
        return switch (sent.get().getCode()) {
            case "kg" -> kilograms(value);
            case "g" -> kilograms(value.movePointLeft(3));
            case "[lb_av]" -> kilograms(value.multiply(KILOGRAMS_PER_POUND));
            default -> refused(RejectReason.UNIT_CONTRADICTS_CODE);
        };
    }

    private static Value kilograms(BigDecimal value) {
        return new Value(
                new Quantity()
                        .setValue(value)
                        .setUnit("kg")
                        .setSystem(Codes.Systems.UCUM)
                        .setCode("kg"),
                null);
    }
}
