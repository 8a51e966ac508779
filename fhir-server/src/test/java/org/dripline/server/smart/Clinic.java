// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.dripline.server.access.Role;
import org.dripline.server.authorization.Clients;
import org.dripline.server.authorization.SmartClient;
import org.dripline.server.authorization.SmartClient.Proof;
import org.dripline.server.signin.People;
import org.dripline.server.signin.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * A synthetic clinic behind a server that asks for tokens: two patients with a record each, people, and one app of each
 * kind. Whatever is Bob's says so in a word that no answer for Anna may hold.
 */
public final class Clinic {

    public static final String BOBS = "bobs-own-8417";
    public static final String NURSE = "nurse.synthetic";
    /** Who may read the audit. */
    public static final String OFFICER = "privacy-officer.synthetic";

    public static final String PASSWORD = "a synthetic password of some length";
    public static final String REDIRECT = "https://app-42.example.org/callback";
    public static final String SECRET = "a-synthetic-secret-of-a-test-client";

    static final List<String> ALL = List.of(
            "openid",
            "fhirUser",
            "profile",
            "launch",
            "launch/patient",
            "launch/encounter",
            "online_access",
            "offline_access",
            "patient/*.cruds",
            "user/*.cruds");

    private static final Map<Integer, Clinic> MADE = new ConcurrentHashMap<>();

    private final SmartContext server;
    /** A service's token lives for five minutes, and the tests of one server take longer. */
    private static final Duration ASKED_AGAIN = Duration.ofMinutes(2);

    private final Map<String, Given> tokens = new ConcurrentHashMap<>();

    private record Given(String token, Instant at) {}

    public final RSAKey rsa;
    public final ECKey ec;

    private Clinic(SmartContext server, ApplicationContext beans) {
        this.server = server;
        try {
            rsa = new RSAKeyGenerator(2048)
                    .keyID("rsa-1")
                    .algorithm(JWSAlgorithm.RS384)
                    .generate();
            ec = new ECKeyGenerator(Curve.P_384)
                    .keyID("ec-1")
                    .algorithm(JWSAlgorithm.ES384)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        people(beans.getBean(People.class));
        clients(beans.getBean(Clients.class), beans.getBean(PasswordEncoder.class));
        records();
    }

    static Clinic in(SmartContext server, ApplicationContext beans) {
        return MADE.computeIfAbsent(server.port, port -> new Clinic(server, beans));
    }

    private static void people(People people) {
        people.add(new Person(NURSE, "Nurse Synthetic", "Practitioner/nurse-1", false), PASSWORD);
        people.add(new Person("other.synthetic", "Other Synthetic", "Practitioner/nurse-2", false), PASSWORD);
        people.add(new Person("locked.synthetic", "Locked Synthetic", null, false), PASSWORD);
        people.add(new Person("expired.synthetic", "Expired Synthetic", "Practitioner/expired-1", false), PASSWORD);
        people.add(new Person("patient.synthetic", "Patient Synthetic", "Patient/anna", false), PASSWORD);
        for (Role role : STAFF) {
            people.add(
                    new Person(
                            username(role),
                            "Synthetic " + role.words(),
                            practitioner(role),
                            role == Role.ADMINISTRATOR),
                    PASSWORD);
        }
    }

    /** Roles that somebody of this clinic has and nothing else; the nurse is {@link #NURSE}. */
    private static final List<Role> STAFF =
            List.of(Role.PRESCRIBER, Role.ACLS_HOLDER, Role.INTEGRATION, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR);

    /** Scopes on what is no patient's, all that is granted to who opens no records. */
    static final String OF_ADMINISTRATORS =
            "user/Practitioner.cruds user/PractitionerRole.cruds user/MessageHeader.cruds user/AuditEvent.rs";

    /** Who has this role and no other. */
    public static String username(Role role) {
        return role.code() + ".synthetic";
    }

    /** Who that is in the record. */
    public static String practitioner(Role role) {
        return "Practitioner/" + role.code() + "-1";
    }

    /** A token of the public app for whoever has this role and no other. */
    public String tokenOf(Role role) {
        return role == Role.PATIENT
                ? token(username(role), "launch/patient patient/*.cruds", "anna")
                : role == Role.ADMINISTRATOR
                        ? token(username(role), OF_ADMINISTRATORS, null)
                        : token(username(role), "user/*.cruds user/AuditEvent.rs", null);
    }

    private void roles(String token) {
        String roles = "https://dripline.health/fhir/CodeSystem/dripline-role";
        for (Role role : List.of(Role.NURSE, Role.PRESCRIBER, Role.INTEGRATION, Role.PRIVACY_OFFICER)) {
            put(token, practitioner(role), "'name':[{'family':'Synthetic'}]");
            put(
                    token,
                    "PractitionerRole/" + role.code() + "-1",
                    "'active':true,'practitioner':{'reference':'" + practitioner(role)
                            + "'},'code':[{'coding':[{'system':'" + roles + "','code':'" + role.code() + "'}]}]");
        }
        put(token, practitioner(Role.ADMINISTRATOR), "'name':[{'family':'Synthetic'}]");
        put(token, "Practitioner/staff-1", "'name':[{'family':'Synthetic'}]");
        put(token, "Practitioner/first-1", "'name':[{'family':'Synthetic'}]");
        certified(token, practitioner(Role.ACLS_HOLDER), "2099-06-30");
        certified(token, "Practitioner/expired-1", "2024-06-30");
        put(
                token,
                "PractitionerRole/expired-1",
                "'practitioner':{'reference':'Practitioner/expired-1'},'code':[{'coding':[{'system':'" + roles
                        + "','code':'nurse'}]}]");
    }

    private void certified(String token, String practitioner, String until) {
        put(
                token,
                practitioner,
                "'qualification':[{'code':{'coding':[{'system':'https://dripline.health/fhir/CodeSystem/dripline-role',"
                        + "'code':'acls-holder'}]},'period':{'end':'" + until + "'}}]");
    }

    private void clients(Clients clients, PasswordEncoder passwords) {
        String keys = new JWKSet(List.of(rsa, ec)).toString(true);
        clients.register(app("public-app", new Proof.Public()));
        clients.register(app("secret-app", new Proof.Secret(Objects.requireNonNull(passwords.encode(SECRET)))));
        clients.register(app("keys-app", new Proof.Keys(keys)));
        clients.register(new SmartClient(
                "backend", "Backend", Set.of(), null, List.of("system/*.cruds"), new Proof.Keys(keys), false));
        clients.register(new SmartClient(
                "vitals-backend",
                "Vitals",
                Set.of(),
                null,
                List.of("system/Observation.crs", "system/Patient.rs"),
                new Proof.Keys(keys),
                false));
    }

    private static SmartClient app(String id, Proof proof) {
        return new SmartClient(
                id,
                "App " + id,
                Set.of(URI.create(REDIRECT), URI.create("http://127.0.0.1/native")),
                URI.create("https://app-42.example.org/launch"),
                ALL,
                proof,
                true);
    }

    private void records() {
        String token = backend("system/*.cruds");
        roles(token);
        put(token, "Organization/org-1", "'name':'Synthetic Clinic'");
        for (String who : List.of("anna", "bob")) {
            String mark = who.equals("bob") ? BOBS : "annas";
            String subject = "'subject':{'reference':'Patient/" + who + "'}";
            put(
                    token,
                    "Patient/" + who,
                    "'identifier':[{'system':'urn:mrn','value':'MRN-" + who + "-" + mark
                            + "'}],'name':[{'family':'Synthetic-" + who + "-" + mark + "'}],'birthDate':'1990-01-01'");
            put(
                    token,
                    "Encounter/visit-" + who,
                    "'status':'planned','class':{'code':'AMB'}," + subject + ",'identifier':[{'value':'" + mark
                            + "'}]");
            observation(token, "pulse-" + who, who, "vital-signs", mark);
            observation(token, "lab-" + who, who, "laboratory", mark);
            put(
                    token,
                    "Device/pump-" + who,
                    "'patient':{'reference':'Patient/" + who + "'},'serialNumber':'" + mark + "'");
            attachment(token, "letter-" + who, mark, "'reference':'Patient/" + who + "'");
            attachment(token, "outside-" + who, mark, "'reference':'Organization/org-1'");
            attachment(token, "orphan-" + who, mark, "'reference':'DocumentReference/gone-" + who + "'");
            attachment(token, "said-" + who, mark, "'display':'the record of " + who + "'");
            put(
                    token,
                    "Provenance/origin-" + who,
                    "'target':[{'reference':'Observation/pulse-" + who
                            + "'}],'recorded':'2026-01-01T00:00:00Z','agent':[{'who':{'reference':'Practitioner/nurse-1'}}]");
            put(
                    token,
                    "Group/group-" + who,
                    "'type':'person','actual':true,'name':'" + mark + "','member':[{'entity':{'reference':'Patient/"
                            + who + "'}}]");
        }
    }

    private void attachment(String token, String id, String content, String context) {
        put(
                token,
                "Binary/" + id,
                "'contentType':'text/plain','data':'" + base64(content) + "','securityContext':{" + context + "}");
    }

    private void observation(String token, String id, String who, String category, String mark) {
        put(
                token,
                "Observation/" + id,
                "'status':'final','category':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/observation-category','code':'"
                        + category
                        + "'}]}],'code':{'text':'synthetic'},'subject':{'reference':'Patient/" + who
                        + "'},'encounter':{'reference':'Encounter/visit-" + who
                        + "'},'performer':[{'reference':'Practitioner/nurse-1'}],'valueString':'" + mark + "'");
    }

    private void put(String token, String reference, String content) {
        String type = reference.substring(0, reference.indexOf('/'));
        String id = reference.substring(reference.indexOf('/') + 1);
        String body = ("{'resourceType':'" + type + "','id':'" + id + "'," + content + "}").replace('\'', '"');
        HttpResponse<String> answer = server.call(token, "PUT", "/" + reference, body);
        if (answer.statusCode() >= 300) {
            throw new AssertionError(reference + " " + answer.statusCode() + " " + answer.body());
        }
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A fresh token of the backend that may have everything. */
    public String backend(String scope) {
        JsonNode answer = SmartContext.json(server.postForm(
                "/oauth2/token",
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "scope",
                        scope,
                        "client_assertion_type",
                        Assertions.TYPE,
                        "client_assertion",
                        new Assertions(server.issuer(), "backend").signed(ec))));
        if (!answer.has("access_token")) {
            throw new AssertionError(answer.toString());
        }
        return answer.get("access_token").asText();
    }

    /** The same, asked for again when it has grown old. */
    public String backendOnce(String scope) {
        return once(scope, () -> backend(scope));
    }

    private String once(String what, Supplier<String> ask) {
        return tokens.compute(
                        what,
                        (key, given) ->
                                given != null && given.at().plus(ASKED_AGAIN).isAfter(Instant.now())
                                        ? given
                                        : new Given(ask.get(), Instant.now()))
                .token();
    }

    /**
     * A token of the public app for the nurse with these scopes on a patient; asked for again when it has grown old.
     */
    public String token(String scope, @Nullable String patient) {
        return token(NURSE, scope, patient);
    }

    /** Likewise for somebody else of the clinic. */
    public String token(String username, String scope, @Nullable String patient) {
        return once(username + "|" + scope + "|" + patient, () -> {
            AppFlow flow = new AppFlow(server).scope(scope);
            return flow.signedIn(username, PASSWORD)
                    .consented(patient)
                    .token()
                    .get("access_token")
                    .asText();
        });
    }
}
