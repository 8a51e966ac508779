// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.staff;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.dripline.server.access.Role;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;

/**
 * Which roles a person's record says they have at an instant: PractitionerRole.code while it is active and within its
 * period, Practitioner.qualification within its own. Which codes count is {@code role-codes.csv}. Pure.
 */
final class RecordedRoles {

    private record Code(String where, String system, String code, Role role, boolean needsEnd) {}

    private final List<Code> codes;

    private RecordedRoles(List<Code> codes) {
        this.codes = codes;
    }

    static RecordedRoles shipped() {
        try (InputStream file = Objects.requireNonNull(RecordedRoles.class.getResourceAsStream("role-codes.csv"))) {
            CsvFile table = CsvFile.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            return new RecordedRoles(table.rows().stream()
                    .map(row -> new Code(
                            table.cell(row, "where"),
                            table.cell(row, "system"),
                            table.cell(row, "code"),
                            Role.of(table.cell(row, "role")),
                            table.cell(row, "end").equals("needed")))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<Role> of(Practitioner person, Collection<PractitionerRole> roles, Instant at) {
        Set<Role> held = EnumSet.noneOf(Role.class);
        if (person.hasActive() && !person.getActive()) {
            return held;
        }
        person.getQualification()
                .forEach(qualification ->
                        add("qualification", qualification.getCode(), qualification.getPeriod(), at, held));
        roles.stream()
                .filter(role -> !role.hasActive() || role.getActive())
                .forEach(role -> role.getCode().forEach(code -> add("role", code, role.getPeriod(), at, held)));
        return held;
    }

    private void add(String where, CodeableConcept concept, Period period, Instant at, Set<Role> held) {
        if (!holds(period, at)) {
            return;
        }
        matching(where, concept)
                .filter(code -> !code.needsEnd() || period.hasEnd())
                .forEach(code -> held.add(code.role()));
    }

    private Stream<Code> matching(String where, CodeableConcept concept) {
        return codes.stream()
                .filter(code -> code.where().equals(where))
                .filter(code -> concept.getCoding().stream()
                        .anyMatch(coding -> code.system().equals(coding.getSystem())
                                && code.code().equals(coding.getCode())));
    }

    /** An end that is a day, a month or a year holds until it is over; HAPI gives its first instant. */
    private static boolean holds(Period period, Instant at) {
        if (period.hasStart() && period.getStart().toInstant().isAfter(at)) {
            return false;
        }
        if (!period.hasEnd()) {
            return true;
        }
        ZonedDateTime end = period.getEnd().toInstant().atZone(ZoneId.systemDefault());
        ZonedDateTime over = switch (period.getEndElement().getPrecision()) {
            case YEAR -> end.plusYears(1);
            case MONTH -> end.plusMonths(1);
            case DAY -> end.plusDays(1);
            case MINUTE, SECOND, MILLI -> end;
        };
        return over.toInstant().isAfter(at);
    }
}
