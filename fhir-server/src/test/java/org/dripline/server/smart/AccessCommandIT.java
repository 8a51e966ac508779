// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.dripline.server.authorization.AccessCommand;
import org.dripline.server.staff.Act;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People and apps on the command line, beside a server that runs: what a command does, the server holds at once. */
class AccessCommandIT extends SmartContext {

    private static final String PASSWORD = "another synthetic sentence";

    record Said(int code, String out, String err) {}

    @BeforeEach
    void records() {
        clinic();
    }

    @Test
    void whoIsAddedSignsInIsLockedWithEveryTokenAndComesBackWithAnotherPassword() {
        assertThat(command(
                        PASSWORD,
                        "user",
                        "add",
                        "nurse.command",
                        "--display",
                        "Nurse Command",
                        "--fhir-user",
                        "Practitioner/nurse-1"))
                .isEqualTo(new Said(0, "Done.\n", ""));
        String token = new AppFlow(this)
                .signedIn("nurse.command", PASSWORD)
                .consented("anna")
                .token()
                .get("access_token")
                .asText();
        assertThat(get(token, "/Patient/anna").statusCode()).isEqualTo(200);

        assertThat(command("", "user", "lock", "nurse.command").code()).isZero();
        awaitEnd(token);
        assertThat(signsIn("nurse.command", PASSWORD)).isFalse();
        assertThat(listed("user", "nurse.command"))
                .isEqualTo("nurse.command\tNurse Command\tPractitioner/nurse-1\t-\tlocked");

        assertThat(command("", "user", "unlock", "nurse.command").code()).isZero();
        assertThat(signsIn("nurse.command", PASSWORD)).isTrue();
        assertThat(command(PASSWORD + " again", "user", "password", "nurse.command")
                        .code())
                .isZero();
        assertThat(signsIn("nurse.command", PASSWORD)).isFalse();
        assertThat(signsIn("nurse.command", PASSWORD + " again")).isTrue();
    }

    @Test
    void tooManyWrongPasswordsAreListedAndAnotherPasswordEndsThem() {
        assertThat(command(PASSWORD, "user", "add", "locked.command", "--administrator")
                        .code())
                .isZero();
        for (int i = 0; i < 3; i++) {
            assertThat(signsIn("locked.command", "wrong")).isFalse();
        }
        assertThat(signsIn("locked.command", PASSWORD)).isFalse();
        assertThat(listed("user", "locked.command")).endsWith("\tadministrator\ttoo many wrong passwords");
        assertThat(command(PASSWORD, "user", "password", "locked.command").code())
                .isZero();
        assertThat(signsIn("locked.command", PASSWORD)).isTrue();
    }

    @Test
    void aRoleThatIsGivenHoldsAtOnceUntilItIsTakenOrOver() {
        String name = "granted.command";
        assertThat(command(PASSWORD, "user", "add", name, "--fhir-user", "Practitioner/granted-1")
                        .code())
                .isZero();
        assertThat(command("", "user", "grant", name, "--role", "nurse").code()).isZero();
        String token = new AppFlow(this)
                .scope("user/*.cruds")
                .signedIn(name, PASSWORD)
                .consented(null)
                .token()
                .get("access_token")
                .asText();
        call(
                clinic().backend("system/*.cruds"),
                "PUT",
                "/Practitioner/granted-1",
                "{\"resourceType\":\"Practitioner\",\"id\":\"granted-1\"}");
        ClinicalActs acts = new ClinicalActs(this, "granted");
        assertThat(acts.ordered(token).statusCode()).isEqualTo(403);

        assertThat(command("", "user", "grant", name, "--role", "prescriber", "nurse"))
                .isEqualTo(new Said(0, "Done.\n", ""));
        HttpResponse<String> order = acts.ordered(token);
        assertThat(order.statusCode()).as(order.body()).isBetween(200, 299);
        assertThat(acts.tried(Act.CLEAR, token).get(0).statusCode()).isBetween(200, 299);

        assertThat(command("", "user", "revoke", name, "--role", "prescriber").code())
                .isZero();
        assertThat(acts.tried(Act.SIGN, token).get(0).statusCode()).isEqualTo(403);
        assertThat(command("", "user", "revoke", name, "--role", "prescriber").err())
                .contains("was not given the role prescriber", "PractitionerRole");

        // Given until yesterday it is over; another day takes the place of the first.
        assertThat(command("", "user", "grant", name, "--role", "prescriber", "--until", "2026-01-01")
                        .code())
                .isZero();
        assertThat(acts.tried(Act.SIGN, token).get(0).statusCode()).isEqualTo(403);
        assertThat(command("", "user", "grant", name, "--role", "prescriber", "--until", "2099-01-01")
                        .code())
                .isZero();
        assertThat(acts.tried(Act.SIGN, token).get(0).statusCode()).isBetween(200, 299);
    }

    @Test
    void anAppWithKeysElsewhereIsLaunchedWithoutAQuestionWhereItIsTrusted() {
        String id = "trusted-command";
        assertThat(command(
                                "",
                                "app",
                                "add",
                                id,
                                "--name",
                                "Trusted app",
                                "--keys-url",
                                "https://keys-417.example.org/jwks",
                                "--redirect",
                                Clinic.REDIRECT,
                                "--launch",
                                "https://app-42.example.org/launch",
                                "--scope",
                                "openid",
                                "user/*.rs",
                                "--trusted")
                        .code())
                .isZero();
        assertThat(listed("app", id)).isEqualTo(id + "\tTrusted app\tprivate_key_jwt\topenid user/*.rs");
        assertThat(AppFlow.location(new AppFlow(this)
                        .with("client_id", id)
                        .scope("openid user/*.rs")
                        .signedIn(Clinic.NURSE, Clinic.PASSWORD)
                        .authorize()))
                .startsWith(Clinic.REDIRECT + "?code=");
    }

    @Test
    void anAppWithASecretIsShownItOnce() {
        Said said = command(
                "",
                "app",
                "add",
                "secret-command",
                "--name",
                "Secret app",
                "--secret",
                "--redirect",
                Clinic.REDIRECT,
                "--scope",
                "launch/patient",
                "patient/*.rs");
        assertThat(said.code()).as(said.err()).isZero();
        String secret = said.out().lines().findFirst().orElseThrow().replaceAll(".*: ", "");
        AppFlow flow = new AppFlow(this)
                .with("client_id", "secret-command")
                .signedIn(Clinic.NURSE, Clinic.PASSWORD)
                .consented("anna");
        String basic = "Basic "
                + Base64.getEncoder().encodeToString(("secret-command:" + secret).getBytes(StandardCharsets.UTF_8));
        assertThat(json(flow.exchange(Map.of("client_id", ""), "Authorization", basic))
                        .path("patient")
                        .asText())
                .isEqualTo("anna");
        assertThat(listed("app", "secret-command"))
                .isEqualTo("secret-command\tSecret app\tclient_secret_basic\tlaunch/patient patient/*.rs")
                .doesNotContain(secret);

        assertThat(command("", "app", "remove", "secret-command").code()).isZero();
        assertThat(new AppFlow(this)
                        .with("client_id", "secret-command")
                        .authorize()
                        .statusCode())
                .isEqualTo(400);
        assertThat(command("", "app", "remove", "secret-command").err()).isEqualTo("There is no secret-command.\n");
    }

    @Test
    void aBackendServiceGetsAKeyOfItsOwnAndKeepsIt(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("key.json");
        String[] add = {
            "app",
            "add",
            "backend-command",
            "--name",
            "Backend",
            "--scope",
            "system/Patient.rs",
            "--key-file",
            file.toString()
        };
        assertThat(command("", add).code()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String made = Files.readString(file);
        assertThat(command("", add).code()).isZero();
        assertThat(Files.readString(file)).isEqualTo(made);
        assertThat(json(postForm(
                                "/oauth2/token",
                                Map.of(
                                        "grant_type",
                                        "client_credentials",
                                        "scope",
                                        "system/Patient.rs",
                                        "client_assertion_type",
                                        Assertions.TYPE,
                                        "client_assertion",
                                        new Assertions(issuer(), "backend-command")
                                                .signed(JWKSet.parse(made)
                                                        .getKeys()
                                                        .get(0)))))
                        .has("access_token"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user add short.command | fourteen chars | A password has 15",
                "user add bad/name | a password of some length | A user name is",
                "user add nurse.synthetic | a password of some length | already",
                "user add fhir.command --fhir-user Nurse/1 | a password of some length | Practitioner/[id]",
                "user password nobody.command | a password of some length | There is no nobody.command",
                "user lock nobody.command | | There is no nobody.command",
                "user grant nobody.command --role nurse | | There is no nobody.command",
                "user grant nurse.synthetic | | Say which role",
                "user grant nurse.synthetic --role surgeon | | There is no role surgeon",
                "user grant nurse.synthetic --role patient | | Nobody is given the role patient",
                "user grant nurse.synthetic --role acls-holder | | add --until",
                "user grant nurse.synthetic --role nurse --until soon | | a date such as",
                "user revoke nurse.synthetic --role nurse | | was not given the role nurse",
                "user revoke nobody.command | | Say which role",
                "user unlock nobody.command | | There is no nobody.command",
                "app remove nothing-command | | There is no nothing-command",
                "user greet nurse.synthetic | | user add NAME",
                "user add | | user add NAME",
                "app add x --name X --redirect https://x.example/cb --scope patient/*.rs | | Say how the app proves",
                "app add x --name X --public --redirect http://x.example/cb --scope patient/*.rs | | A redirect address is https",
                "app add x --name X --public --redirect https://x.example/cb | | at least one scope",
                "app add x --name X --public --redirect https://x.example/cb --scope patient/* | | does not understand the scope",
                "app add x --name X --public --redirect https://x.example/cb --scope system/*.rs | | no system scopes",
                "app add x --name X --public --scope system/*.rs | | proves itself with keys",
                "app add x --name X --keys /none/keys.json --scope system/*.rs | | cannot be read",
                "app add x --name X Y --public --redirect https://x.example/cb --scope patient/*.rs | | --name takes one value",
            })
    void whatCannotBeDoneIsSaidInASentence(String arguments, String input, String sentence) {
        Said said = command(input == null ? "" : input, arguments.split(" "));
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).contains(sentence).doesNotContain("Exception", "\tat ");
    }

    @Test
    void aPrivateKeyIsNotTaken(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("private.json");
        Files.writeString(
                file,
                new JWKSet(new RSAKeyGenerator(2048)
                                .keyUse(KeyUse.SIGNATURE)
                                .keyID("r")
                                .generate())
                        .toString(false));
        assertThat(command("", "app", "add", "x", "--name", "X", "--keys", file.toString(), "--scope", "system/*.rs")
                        .err())
                .contains("public keys");
    }

    @Test
    void whereNothingRunsThatIsSaid(@TempDir Path folder) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertThat(AccessCommand.run(
                        new String[] {"user", "list", "--data", folder.toString()},
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("No Dripline runs on the data folder");
    }

    private boolean signsIn(String name, String password) {
        return AppFlow.location(new AppFlow(this).signedIn(name, password).authorize())
                .contains("/oauth2/consent");
    }

    private String listed(String kind, String name) {
        return command("", kind, "list")
                .out()
                .lines()
                .filter(line -> line.startsWith(name + "\t"))
                .findFirst()
                .orElse("");
    }

    private static Said command(String input, String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.add("--data");
        arguments.add(dataFolder().toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = AccessCommand.run(
                arguments.toArray(String[]::new),
                new ByteArrayInputStream((input + "\n").getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
