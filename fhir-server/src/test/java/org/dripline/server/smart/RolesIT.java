// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.dripline.server.access.Role;
import org.dripline.server.signin.People;
import org.dripline.server.signin.Person;
import org.dripline.server.staff.Act;
import org.dripline.server.staff.GivenRoles;
import org.dripline.server.staff.RoleTable;
import org.dripline.server.status.StartFailures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Every cell of the table of roles, with a token of somebody who has that role and no other. */
class RolesIT extends SmartContext {

    /** The clinic's own. */
    private static final RoleTable TABLE = RoleTable.of(SmartContext.roleTable());

    /** Not asked for at {@code /fhir}: the management port, and pages. */
    private static final Set<Act> ELSEWHERE = EnumSet.of(Act.REPLAY, Act.READ_AUDIT);

    private static final Map<String, ClinicalActs> MADE = new ConcurrentHashMap<>();

    @Autowired
    private People people;

    @Autowired
    private GivenRoles given;

    record Cell(Act act, Role role) {
        @Override
        public String toString() {
            return act.code() + " by " + role.code();
        }
    }

    static Stream<Cell> cells() {
        return Arrays.stream(Act.values())
                .filter(act -> !ELSEWHERE.contains(act))
                .flatMap(act -> Arrays.stream(Role.values()).map(role -> new Cell(act, role)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void eachCellIsAsTheTableSays(Cell cell) {
        String token = clinic().tokenOf(cell.role());
        boolean allowed = TABLE.allows(Set.of(cell.role()), cell.act());
        // What is refused changes nothing, so all of it may be tried on one record.
        ClinicalActs acts = allowed
                ? new ClinicalActs(
                        this, "cell-" + cell.act().code() + "-" + cell.role().code())
                : MADE.computeIfAbsent("refused", name -> new ClinicalActs(this, "cell-refused"));
        for (HttpResponse<String> answer : acts.tried(cell.act(), token)) {
            if (allowed) {
                assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
            } else {
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
                assertThat(json(answer).at("/issue/0/diagnostics").asText()).isEqualTo(TABLE.needed(cell.act()));
            }
        }
    }

    @Test
    void aClinicsOwnTableIsWhatHolds() {
        assertThat(RoleTable.shipped().allows(Set.of(Role.ACLS_HOLDER), Act.EXPORT))
                .isFalse();
        assertThat(get(clinic().tokenOf(Role.ACLS_HOLDER), "/Patient/anna/$everything")
                        .statusCode())
                .isEqualTo(200);
        assertThat(get(clinic().tokenOf(Role.ADMINISTRATOR), "/Patient/anna/$everything")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aTableThatDoesNotHoldStopsTheStartWithASentence(@TempDir Path folder) throws Exception {
        String table = Files.readString(roleTable());
        Map<String, String> wrong = Map.of(
                "There is no act orders.", table.replace("\norder,", "\norders,"),
                "There is no row for sign.", table.replaceFirst("\nsign,[^\n]*", ""),
                "neither yes nor -", table.replace("\nclear,-,", "\nclear,maybe,"),
                "There are two rows for give.", table + "\ngive,yes,yes,yes,yes,-,-,-,x,y",
                "The table is empty.", "");
        int made = 0;
        for (Map.Entry<String, String> each : wrong.entrySet()) {
            Path file = Files.writeString(folder.resolve("table-" + made++ + ".csv"), each.getValue());
            assertThat(sentence(file)).contains(file.toString(), "dripline.access.role-table", each.getKey());
        }
        assertThat(sentence(folder.resolve("nowhere.csv"))).contains("nowhere.csv cannot be read");
    }

    /** What is printed where the product does not start for this table. */
    private static String sentence(Path file) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Throwable failure = catchThrowable(() -> RoleTable.of(file));
        StartFailures.print(
                new IllegalStateException("a bean could not be made", failure),
                new PrintStream(printed, true, StandardCharsets.UTF_8));
        assertThat(printed.toString(StandardCharsets.UTF_8)).hasLineCount(1);
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aBackendServiceTellsAndDoesNotAct() {
        String backend = clinic().backend("system/*.cruds");
        ClinicalActs acts = new ClinicalActs(this, "cell-backend");
        for (Act act : List.of(Act.ORDER, Act.CLEAR, Act.OVERRIDE, Act.WITNESS, Act.SIGN)) {
            assertThat(acts.tried(act, backend)).allSatisfy(answer -> {
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
                assertThat(answer.body()).contains("This needs the role");
            });
        }
    }

    @Test
    void whatEndedHasEnded() {
        ClinicalActs acts = MADE.computeIfAbsent("refused", name -> new ClinicalActs(this, "cell-refused"));
        String expired = clinic().token("expired.synthetic", "user/*.cruds", null);
        assertThat(acts.tried(Act.CLEAR, expired))
                .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(403));
    }

    @Test
    void nobodyGivesThemselvesARole() {
        String nurse = clinic().tokenOf(Role.NURSE);
        String administrator = clinic().tokenOf(Role.ADMINISTRATOR);
        String ofNurse = role("own-1", "Practitioner/nurse-1", "prescriber");
        String ofAdministrator = role("own-2", Clinic.practitioner(Role.ADMINISTRATOR), "prescriber");
        String certificate = "{\"resourceType\":\"Practitioner\",\"id\":\"nurse-1\",\"qualification\":[{\"code\":{"
                + "\"coding\":[{\"system\":\"https://dripline.health/fhir/CodeSystem/dripline-role\","
                + "\"code\":\"acls-holder\"}]},\"period\":{\"end\":\"2099-01-01\"}}]}";
        List<HttpResponse<String>> answers = List.of(
                call(nurse, "PUT", "/PractitionerRole/own-1", ofNurse),
                call(nurse, "POST", "/PractitionerRole", ofNurse),
                call(nurse, "PUT", "/Practitioner/nurse-1", certificate),
                call(
                        nurse,
                        "PATCH",
                        "/PractitionerRole/nurse-1",
                        "[{\"op\":\"replace\",\"path\":\"/code/0/coding/0/code\",\"value\":\"prescriber\"}]"),
                call(nurse, "DELETE", "/PractitionerRole/prescriber-1", ""),
                call(nurse, "POST", "/", transaction("PractitionerRole/own-1", ofNurse)),
                call(administrator, "PUT", "/PractitionerRole/own-2", ofAdministrator),
                call(administrator, "POST", "/", transaction("PractitionerRole/own-2", ofAdministrator)));
        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403));
        assertThat(get(administrator, "/PractitionerRole?practitioner=Practitioner/nurse-1")
                        .body())
                .doesNotContain("own-1")
                .doesNotContain("\"prescriber\"");
        // Somebody else's role, taken over for oneself.
        call(administrator, "PUT", "/PractitionerRole/staff-2", role("staff-2", "Practitioner/staff-1", "prescriber"));
        assertThat(call(
                                administrator,
                                "PATCH",
                                "/PractitionerRole/staff-2",
                                "[{\"op\":\"replace\",\"path\":\"/practitioner/reference\",\"value\":\""
                                        + Clinic.practitioner(Role.ADMINISTRATOR) + "\"}]")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void theFirstPrescriberIsNamedOnTheCommandLine() {
        clinic();
        people.add(new Person("first.synthetic", "First Synthetic", "Practitioner/first-1", false), Clinic.PASSWORD);
        String token = clinic().token("first.synthetic", "user/*.cruds", null);
        ClinicalActs acts = new ClinicalActs(this, "first-prescriber");
        assertThat(acts.tried(Act.ORDER, token).get(0).statusCode()).isEqualTo(403);
        given.give("first.synthetic", Role.PRESCRIBER, null);
        assertThat(acts.tried(Act.ORDER, token).get(0).statusCode()).isBetween(200, 299);
        given.take("first.synthetic", Role.PRESCRIBER);
        assertThat(acts.tried(Act.SIGN, token))
                .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(403));
    }

    private static String role(String id, String practitioner, String code) {
        return "{\"resourceType\":\"PractitionerRole\",\"id\":\"" + id
                + "\",\"active\":true,\"practitioner\":{\"reference\":\"" + practitioner
                + "\"},\"code\":[{\"coding\":[{\"system\":\"https://dripline.health/fhir/CodeSystem/dripline-role\","
                + "\"code\":\"" + code + "\"}]}]}";
    }

    private static String transaction(String reference, String resource) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":" + resource
                + ",\"request\":{\"method\":\"PUT\",\"url\":\"" + reference + "\"}}]}";
    }
}
