// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpRequest;
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
import org.springframework.beans.factory.annotation.Value;

/** Every cell of the table of roles, with a token of somebody who has that role and no other. */
class RolesIT extends SmartContext {

    /** The clinic's own. */
    private static final RoleTable TABLE = RoleTable.of(SmartContext.roleTable());

    /** What a patient's own launch is not refused for the role's sake, but for being a launch on one patient. */
    private static final Set<Act> BEYOND_A_LAUNCH = EnumSet.of(Act.OPEN_RECORD, Act.STAFF, Act.LIST_BREAK_GLASS);

    private static final Map<String, ClinicalActs> MADE = new ConcurrentHashMap<>();
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    @Value("${local.management.port}")
    private int management;

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
                .flatMap(act -> Arrays.stream(Role.values()).map(role -> new Cell(act, role)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void eachCellIsAsTheTableSays(Cell cell) {
        clinic();
        boolean allowed = TABLE.allows(Set.of(cell.role()), cell.act());
        if (cell.act() == Act.REPLAY || cell.act() == Act.READ_AUDIT) {
            elsewhere(cell, allowed);
            return;
        }
        // What is refused changes nothing, so all of it may be tried on one record.
        ClinicalActs acts = allowed
                ? new ClinicalActs(
                        this, "cell-" + cell.act().code() + "-" + cell.role().code())
                : MADE.computeIfAbsent("refused", name -> new ClinicalActs(this, "cell-refused"));
        for (HttpResponse<String> answer : acts.tried(cell.act(), token(cell.role(), acts.record.patient))) {
            if (allowed) {
                assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
                continue;
            }
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
            String why = json(answer).at("/issue/0/diagnostics").asText();
            if (cell.role() == Role.ADMINISTRATOR) {
                assertThat(why).isIn(TABLE.needed(cell.act()), TABLE.needed(Act.OPEN_RECORD));
            } else if (cell.role() != Role.PATIENT || !BEYOND_A_LAUNCH.contains(cell.act())) {
                assertThat(why).isEqualTo(TABLE.needed(cell.act()));
            }
        }
    }

    /** Of somebody with this role and no other, and with scopes that would do. */
    private String token(Role role, String patient) {
        return switch (role) {
            case PATIENT ->
                TOKENS.computeIfAbsent(patient, reference -> {
                    String id = reference.substring("Patient/".length());
                    people.add(new Person("of-" + id, "Cell Synthetic", reference, false), Clinic.PASSWORD);
                    return clinic().token("of-" + id, "launch/patient patient/*.cruds", id);
                });
            case ADMINISTRATOR ->
                TOKENS.computeIfAbsent("administrator", name -> {
                    // Granted every scope while they were a nurse, too.
                    String username = "cell-administrator.synthetic";
                    people.add(
                            new Person(username, "Cell Synthetic", Clinic.practitioner(role), true), Clinic.PASSWORD);
                    given.give(username, Role.NURSE, null);
                    String token = clinic().token(username, "user/*.cruds user/AuditEvent.rs", null);
                    given.take(username, Role.NURSE);
                    return token;
                });
            default -> clinic().tokenOf(role);
        };
    }

    /** On the management port, with name and password and with a token; on the page of the audit, and at its API. */
    private void elsewhere(Cell cell, boolean allowed) {
        String username = cell.role() == Role.NURSE ? Clinic.NURSE : Clinic.username(cell.role());
        if (cell.act() == Act.READ_AUDIT) {
            AppFlow person = new AppFlow(this).signedIn(username, Clinic.PASSWORD);
            for (String path : List.of("/audit?patient=cell", "/audit/export?patient=cell")) {
                assertThat(person.get(path).statusCode()).as(path).isEqualTo(allowed ? 200 : 403);
            }
            assertThat(get(clinic().tokenOf(cell.role()), "/AuditEvent?patient=cell")
                            .statusCode())
                    .isEqualTo(allowed ? 200 : 403);
            return;
        }
        String basic = "Basic " + Clinic.base64(username + ":" + Clinic.PASSWORD);
        // No routes run beside this server: what passes the door is not found behind it.
        assertThat(replayed(basic)).isEqualTo(allowed ? 404 : 403);
        if (cell.role() != Role.PATIENT) {
            assertThat(replayed("Bearer " + clinic().tokenOf(cell.role()))).isEqualTo(allowed ? 404 : 403);
        }
    }

    private int replayed(String authorization) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + "/actuator/journal/417419"))
                        .header("Content-Type", "application/json")
                        .header("Authorization", authorization)
                        .POST(HttpRequest.BodyPublishers.ofString("{}")))
                .statusCode();
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

    private static final String PLACE = "6b1f0f3e-52a4-4c1b-9c0a-417417417417";

    @Test
    void nobodyGivesThemselvesARole() {
        String nurse = clinic().tokenOf(Role.NURSE);
        String administrator = clinic().tokenOf(Role.ADMINISTRATOR);
        String ofNurse = role("own-1", "Practitioner/nurse-1", "prescriber");
        String ofAdministrator = role("own-2", Clinic.practitioner(Role.ADMINISTRATOR), "prescriber");
        String certificate = "{\"resourceType\":\"Practitioner\",\"id\":\"nurse-1\",\"qualification\":[{\"code\":{"
                + "\"coding\":[{\"system\":\"https://dripline.health/fhir/CodeSystem/dripline-role\","
                + "\"code\":\"acls-holder\"}]},\"period\":{\"end\":\"2099-01-01\"}}]}";
        String own = Clinic.practitioner(Role.ADMINISTRATOR).replace("Practitioner/", "");
        String bySearch = "Practitioner?_id=" + own;
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
                call(administrator, "POST", "/", transaction("PractitionerRole/own-2", ofAdministrator)),
                call(administrator, "PUT", "/PractitionerRole/own-3", role("own-3", bySearch, "prescriber")),
                call(
                        administrator,
                        "POST",
                        "/",
                        transaction("PractitionerRole/own-3", role("own-3", bySearch, "prescriber"))),
                call(
                        administrator,
                        "POST",
                        "/",
                        transaction("PractitionerRole/own-4", role("own-4", "urn:uuid:" + PLACE, "prescriber"))
                                .replace(
                                        "\"entry\":[",
                                        "\"entry\":[{\"fullUrl\":\"urn:uuid:" + PLACE
                                                + "\",\"resource\":{\"resourceType\":\"Practitioner\"},\"request\":{\"method\":\"POST\","
                                                + "\"url\":\"Practitioner\",\"ifNoneExist\":\"_id=" + own + "\"}},")));
        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403));
        assertThat(answers.subList(answers.size() - 3, answers.size()))
                .as("a person who is found when it is stored")
                .allSatisfy(answer -> assertThat(answer.body()).contains("Nobody changes what they themselves may do"));
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
        given.give("first.synthetic", Role.NURSE, null);
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
