// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.staff;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.dripline.server.access.Role;
import org.dripline.server.status.StartRefused;

/** Who may do what: {@code role-table.csv}, or a clinic's own copy of it. */
public final class RoleTable {

    private static final String SHIPPED = "role-table.csv";

    private record Row(Set<Role> who, String what) {}

    private final Map<Act, Row> rows;

    private RoleTable(Map<Act, Row> rows) {
        this.rows = rows;
    }

    /** The table of this product. */
    public static RoleTable shipped() {
        try (InputStream file = Objects.requireNonNull(RoleTable.class.getResourceAsStream(SHIPPED))) {
            return of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A clinic's own.
     *
     * @throws StartRefused with a sentence: who may do what is not guessed from a table that cannot be read
     */
    public static RoleTable of(Path file) {
        try {
            return of(Files.readString(file));
        } catch (IOException e) {
            throw new StartRefused(
                    "The table of roles " + file + " cannot be read: correct dripline.access.role-table, or remove it.",
                    e);
        } catch (IllegalArgumentException wrong) {
            throw new StartRefused(
                    "The table of roles " + file + " (dripline.access.role-table) does not hold: " + wrong.getMessage()
                            + " Every act and every role is in it; begin with a copy of the shipped one.",
                    wrong);
        }
    }

    /** @throws IllegalArgumentException with a sentence, when an act or a role is missing, unknown or told twice */
    static RoleTable of(String text) {
        CsvFile table = CsvFile.of(text);
        Map<Act, Row> rows = new EnumMap<>(Act.class);
        for (List<String> cells : table.rows()) {
            Act act = act(table.cell(cells, "act"));
            Set<Role> who = EnumSet.noneOf(Role.class);
            for (Role role : Role.values()) {
                switch (table.cell(cells, role.code())) {
                    case "yes" -> who.add(role);
                    case "-" -> {}
                    default ->
                        throw new IllegalArgumentException(
                                "The cell of " + act.code() + " and " + role.code() + " is neither yes nor -.");
                }
            }
            if (rows.put(act, new Row(Set.copyOf(who), table.cell(cells, "what"))) != null) {
                throw new IllegalArgumentException("There are two rows for " + act.code() + ".");
            }
        }
        for (Act act : Act.values()) {
            if (!rows.containsKey(act)) {
                throw new IllegalArgumentException("There is no row for " + act.code() + ".");
            }
        }
        return new RoleTable(rows);
    }

    private static Act act(String code) {
        return Arrays.stream(Act.values())
                .filter(act -> act.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no act " + code + "."));
    }

    /** Whether any of these roles may do it. */
    public boolean allows(Collection<Role> roles, Act act) {
        return roles.stream().anyMatch(row(act).who()::contains);
    }

    /** Whom it takes, in a sentence for whoever was refused. */
    public String needed(Act act) {
        List<String> who = row(act).who().stream().sorted().map(Role::words).collect(Collectors.toList());
        String names = who.isEmpty()
                ? "nobody here"
                : who.size() == 1
                        ? who.get(0)
                        : String.join(", ", who.subList(0, who.size() - 1)) + " or " + who.get(who.size() - 1);
        return "This needs the role " + names + ": nobody else may " + row(act).what() + ".";
    }

    private Row row(Act act) {
        return Objects.requireNonNull(rows.get(act));
    }
}
