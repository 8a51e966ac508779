// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dripline.fixtures.device.MllpClient;
import org.dripline.server.RoutesBeside;
import org.dripline.server.storage.OwnSchema;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** The routes, with the key that the server made for them: through the same door as everybody. */
class RoutesThroughTheDoorIT extends SmartContext {

    private static final String MRN = "urn:oid:2.999.7.1";

    @Autowired
    private Environment environment;

    @Autowired
    private OwnSchema accessSchema;

    @Test
    void anAdmissionIsStoredAndMergedWithATokenOfTheRoutesOwn() throws IOException {
        Path key = dataFolder().resolve("routes-key.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        try (RoutesBeside routes = RoutesBeside.start(
                environment,
                base(),
                "--dripline.routes.fhir.credentials.client-id=dripline-routes",
                "--dripline.routes.fhir.credentials.token-url=" + issuer() + "/oauth2/token",
                "--dripline.routes.fhir.credentials.key-file=" + key,
                "--dripline.routes.identifier-systems.SYNHOSP=" + MRN,
                "--dripline.routes.identifier-systems.SYNVISIT=urn:oid:2.999.7.2",
                "--dripline.routes.watch-associations=300ms",
                "--dripline.routes.charting.parked-retry=500ms",
                "--dripline.routes.charting.remember-patients=0s")) {
            int mllp = routes.mllpPort();
            String own = "-" + Long.toString(System.nanoTime(), 36).toUpperCase(Locale.ROOT);
            send(mllp, adt("A04", "door-1", own, "STAYS", "VISIT-1"));
            send(mllp, adt("A04", "door-2", own, "GOES", "VISIT-2"));
            await().atMost(Duration.ofSeconds(30)).until(() -> isThere("GOES" + own));
            whatAMessageSaysIsTextOnThePages(mllp, own);
            send(mllp, adt("A40", "door-3", own, "STAYS", "") + "MRG|GOES" + own + "^^^SYNHOSP^MR\r");
            await().atMost(Duration.ofSeconds(30)).until(() -> isInactive("GOES" + own));
            List<String> messages = chartedMessages();
            assertThat(messages)
                    .as("each message that is charted has its row, with its journal entry and its patient")
                    .hasSizeGreaterThanOrEqualTo(2)
                    .doesNotHaveDuplicates()
                    .allMatch(message -> message.startsWith("MESSAGE dripline-routes 1 journal entry "));
        }
    }

    /** A name may hold anything, and comes to the page where a patient is chosen. */
    private void whatAMessageSaysIsTextOnThePages(int mllp, String own) throws IOException {
        send(
                mllp,
                adt("A04", "door-4", own, "MARKUP", "VISIT-4")
                        .replace("TESTWELL-OMEGA", "TEST'><script>markup()</script><img src=x>[[${7*417}]]"));
        await().atMost(Duration.ofSeconds(30)).until(() -> isThere("MARKUP" + own));
        AppFlow flow = new AppFlow(this).signedIn(Clinic.NURSE, Clinic.PASSWORD);
        assertThat(flow.patientsFound("MARKUP" + own).body())
                .contains("&lt;script&gt;markup()", "&lt;img src=x&gt;[[${7*417}]]")
                .doesNotContain("<script>markup", "<img", "2919");
    }

    @Test
    void theirKeyOpensNothingMore() throws Exception {
        var key = JWKSet.parse(Files.readString(dataFolder().resolve("routes-key.json")))
                .getKeys()
                .get(0);
        for (String scope : List.of("system/*.rs", "system/PlanDefinition.r", "system/Observation.d", "user/*.rs")) {
            assertThat(postForm(
                                    "/oauth2/token",
                                    Map.of(
                                            "grant_type",
                                            "client_credentials",
                                            "scope",
                                            scope,
                                            "client_assertion_type",
                                            Assertions.TYPE,
                                            "client_assertion",
                                            new Assertions(issuer(), "dripline-routes").signed(key)))
                            .body())
                    .contains("invalid_scope");
        }
    }

    private List<String> chartedMessages() {
        return accessSchema
                .statements()
                .queryForList(
                        "select kind || ' ' || client_id || ' ' || cardinality(patients) || ' ' || detail from audit"
                                + " where detail ~ '^journal entry [0-9]+, received 20' order by id",
                        String.class);
    }

    private boolean isThere(String number) {
        return get(clinic().backend("system/*.cruds"), "/Patient?identifier=" + URI.create(MRN) + "%7C" + number)
                .body()
                .contains("\"total\":1");
    }

    private boolean isInactive(String number) {
        return get(
                        clinic().backend("system/*.cruds"),
                        "/Patient?active=false&identifier=" + URI.create(MRN) + "%7C" + number)
                .body()
                .contains("replaced-by");
    }

    private static String adt(String event, String control, String own, String number, String visit) {
        return "MSH|^~\\&|IT_EHR|SIMULATION|DRIPLINE|CLINIC|20260105140000+0000||ADT^" + event + "^ADT_A01|" + control
                + own
                + "|P|2.5.1\r"
                + "EVN|" + event + "|20260105140000+0000\r"
                + "PID|1||" + number + own + "^^^SYNHOSP^MR||TESTWELL-OMEGA^Synthia^^^^^L||19840311|F\r"
                + (visit.isEmpty()
                        ? ""
                        : "PV1|1|O|IT^CHAIR^1" + own + "||||||||||||||||" + visit + own + "^^^SYNVISIT^VN\r");
    }

    private static void send(int port, String message) throws IOException {
        try (MllpClient sender = MllpClient.tireless("127.0.0.1", port)) {
            sender.send(message.getBytes(StandardCharsets.UTF_8));
        }
    }
}
