// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.smart;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.dripline.fixtures.ehr.ClientKeys;
import org.dripline.fixtures.ehr.EhrSettings;
import org.dripline.fixtures.ehr.RegisteredClient;
import org.dripline.fixtures.ehr.StrictEhr;
import org.dripline.server.FreePorts;
import org.springframework.test.context.DynamicPropertyRegistry;

/** The host EHRs that the ITs' server trusts: one that plays whatever a test wants, and one that is strict. */
final class Hosts {

    static final PlayedHost PLAYED = new PlayedHost();
    static final int APP_PORT = FreePorts.one();
    static final String APP = "http://localhost:" + APP_PORT + "/app";

    /** The app's keys at the strict host. */
    static final ECKey EC = ec();

    private static final RSAKey RSA = rsa();
    static final StrictEhr STRICT = strict();

    private Hosts() {}

    static void trusted(DynamicPropertyRegistry registry, Path folder) {
        String played = "dripline.access.hosts[0].";
        registry.add(played + "fhir-base", PLAYED::base);
        registry.add(played + "client-id", () -> PlayedHost.CLIENT);
        registry.add(played + "identifier-systems", () -> "urn:mrn,urn:mrn-2,urn:visit,urn:staff");
        registry.add(played + "role-claims", () -> "groups");
        registry.add(played + "patient-scopes-only", () -> "true");
        registry.add(played + "timeout", () -> "700ms");
        String wide = "dripline.access.hosts[2].";
        registry.add(wide + "fhir-base", PLAYED::wideBase);
        registry.add(wide + "client-id", () -> PlayedHost.CLIENT);
        registry.add(wide + "identifier-systems", () -> "urn:mrn,urn:staff");
        registry.add(wide + "introspection.key-file", () -> keyFile(folder).toAbsolutePath());
        String strict = "dripline.access.hosts[1].";
        registry.add(strict + "fhir-base", STRICT::issuer);
        registry.add(strict + "client-id", () -> EhrSettings.APP_CLIENT_ID);
        registry.add(strict + "identifier-systems", () -> "urn:oid:2.999.7.1,urn:oid:2.999.7.2,urn:oid:2.999.7.3");
        registry.add(strict + "introspection.key-file", () -> keyFile(folder).toAbsolutePath());
        String provider = "dripline.access.provider.";
        registry.add(provider + "issuer", PLAYED::root);
        registry.add(provider + "client-id", () -> PlayedHost.PROVIDER_CLIENT);
        registry.add(provider + "client-secret", () -> PlayedHost.PROVIDER_SECRET);
        registry.add(provider + "name", () -> "Synthetic Hospital");
        registry.add(provider + "practitioner-claim", () -> "staff_number");
        registry.add(provider + "practitioner-system", () -> "urn:staff");
        registry.add(provider + "role-claims", () -> "groups");
    }

    /** The app's keys, where the app looks for them too. */
    static Path keyFile(Path folder) {
        try {
            Path file = Files.createDirectories(folder.resolve("app-at-host")).resolve("app-keys.json");
            if (!Files.exists(file)) {
                Files.writeString(file, new JWKSet(List.of(EC, RSA)).toString(false));
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StrictEhr strict() {
        try {
            return StrictEhr.start(EhrSettings.forClient(
                            URI.create(APP + "/launch"),
                            new RegisteredClient(
                                    EhrSettings.APP_CLIENT_ID,
                                    Set.of(APP + "/callback"),
                                    ClientKeys.inline(new JWKSet(List.of(EC, RSA)))))
                    // The app renews 20 s before the end: here after two.
                    .withAccessTokenLifetime(Duration.ofSeconds(22))
                    .withOddPatients());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ECKey ec() {
        try {
            return new ECKeyGenerator(Curve.P_384)
                    .keyID("app-ec")
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES384)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey rsa() {
        try {
            return new RSAKeyGenerator(3072)
                    .keyID("app-rsa")
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS384)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
