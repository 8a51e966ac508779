// SPDX-License-Identifier: Apache-2.0
package org.dripline.server;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged product keeps what it answered for, whichever of its two processes is killed. */
class CrashE2E {

    private static final long TWO_GIGABYTES = 2L << 30;

    @Test
    void keepsWhatWasStored(@TempDir Path folder) {
        try (DriplineServer server = DriplineServer.in(folder)
                .with("--dripline.routes.enabled=false", "--dripline.app.enabled=false")
                .start()) {
            store(server, "synthetic-1");
            server.killProduct();
            assertThat(server.postgresPid()).isPositive();
            server.start();
            assertThat(server.log()).contains("postgres adopted");
            assertThat(version(server, "synthetic-1")).isEqualTo("1");

            server.killPostgres();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .ignoreExceptions()
                    .untilAsserted(() -> store(server, "synthetic-2"));
            assertThat(version(server, "synthetic-1")).isEqualTo("1");
            assertThat(server.residentBytes()).isLessThan(TWO_GIGABYTES);

            server.stop();
            assertThat(server.log()).contains("postgres stopped");
            assertThat(server.postgresPid()).isEqualTo(-1);
        }
    }

    private static void store(DriplineServer server, String id) {
        Patient patient = new Patient();
        patient.setId(id);
        client(server).update().resource(patient).execute();
    }

    private static String version(DriplineServer server, String id) {
        return client(server)
                .read()
                .resource(Patient.class)
                .withId(id)
                .execute()
                .getMeta()
                .getVersionId();
    }

    private static IGenericClient client(DriplineServer server) {
        FhirContext fhir = FhirContext.forR4Cached();
        fhir.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
        return fhir.newRestfulGenericClient(server.fhir().toString());
    }
}
