// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.datatype;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;

/** The rows of {@code code-maps.csv}: a code of an HL7 v2 table → what it is in FHIR. Safe for use by many threads. */
public final class CodeMaps {

    /** A map of the file, by its name there. */
    public enum Name {
        GENDER("gender-0001"),
        MARITAL_STATUS("marital-0002"),
        ENCOUNTER_CLASS("class-0004"),
        NAME_USE("name-use-0200"),
        ADDRESS_USE("address-use-0190"),
        ADDRESS_TYPE("address-type-0190"),
        TELECOM_SYSTEM("telecom-system-0202"),
        TELECOM_USE("telecom-use-0201"),
        RACE("race-0005"),
        APPOINTMENT_STATUS("appointment-status-0278"),
        ORDER_CONTROL("order-control-0119"),
        RESULT_STATUS("result-status-0085"),
        CODING_SYSTEM("coding-system-0396"),
        ROUTE("route-0162"),
        /** Spellings of units → UCUM. */
        UNIT("unit"),
        /** Name in HL7 table 0396, a blank, code → LOINC, of results that screening asks for. */
        RESULT("result"),
        /** The same, of weights that a dose may be computed from. */
        WEIGHT("weight"),
        PRIORITY("priority");

        private final String file;

        Name(String file) {
            this.file = file;
        }
    }

    private static final String FILE = "code-maps.csv";

    private final Map<String, Coding> rows = new HashMap<>();

    private CodeMaps() {}

    /**
     * The maps as shipped.
     *
     * @throws IllegalStateException naming the line, when a row is not one
     */
    public static CodeMaps load() {
        CodeMaps maps = new CodeMaps();
        try (InputStream in = Objects.requireNonNull(CodeMaps.class.getResourceAsStream(FILE), FILE);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank() && !line.startsWith("#")) {
                    maps.add(List.of(line.split(";", -1)), number);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return maps;
    }

    private void add(List<String> row, int line) {
        if (row.size() != 5) {
            throw new IllegalStateException(FILE + ":" + line + ": 5 columns expected");
        }
        Coding coding = new Coding(text(row.get(2)), text(row.get(3)), text(row.get(4)));
        if (rows.put(row.get(0) + ";" + row.get(1), coding) != null) {
            throw new IllegalStateException(FILE + ":" + line + ": listed twice: " + row.get(1));
        }
    }

    private static @org.jspecify.annotations.Nullable String text(String column) {
        return column.isEmpty() ? null : column;
    }

    /** What a code is in FHIR; a copy of its own. */
    public Optional<Coding> coding(Name map, String code) {
        return Optional.ofNullable(rows.get(map.file + ";" + code)).map(Coding::copy);
    }

    /** The code alone, for elements of FHIR's own code sets. */
    public Optional<String> code(Name map, String code) {
        return coding(map, code).map(Coding::getCode);
    }

    /** The system alone, of a name in HL7 table 0396. */
    public Optional<String> system(String name) {
        return coding(Name.CODING_SYSTEM, name).map(Coding::getSystem);
    }
}
