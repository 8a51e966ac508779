// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.dripline.server.access.OwnParts;
import org.dripline.server.access.OwnerOnlyFile;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * The routes and the app of this product as clients like any other: a key of their own in the data folder, made at the
 * first start, and no more scopes than their work takes. Several nodes have a key each.
 */
public final class OwnClients {

    /** What the routes read and write; {@code d} on Patient is for {@code $merge}. */
    private static final List<String> ROUTES = List.of(
            "system/Appointment.crus",
            "system/Communication.rs",
            "system/Composition.rs",
            "system/DetectedIssue.crus",
            "system/Device.crus",
            "system/DeviceUseStatement.crus",
            "system/DocumentReference.rs",
            "system/Encounter.crus",
            "system/Location.crus",
            "system/MedicationAdministration.rs",
            "system/MedicationRequest.crus",
            "system/Observation.crus",
            "system/Patient.cruds",
            "system/Procedure.rs",
            "system/Provenance.crus",
            "system/ServiceRequest.crus");

    /**
     * What the app reads of the one patient of a launch, and that who launched confirms as a second person; without a
     * launch it does nothing.
     */
    private static final List<String> APP = List.of(
            "patient/DetectedIssue.rs",
            "patient/Encounter.rs",
            "patient/MedicationRequest.rs",
            "patient/Observation.rs",
            "patient/Patient.rs",
            "patient/Provenance.c");

    private final Clients clients;
    private final Path dataDirectory;

    OwnClients(Clients clients, Path dataDirectory) {
        this.clients = clients;
        this.dataDirectory = dataDirectory;
    }

    /** Makes what is not there yet. */
    public void register() {
        register(OwnParts.ROUTES, "Dripline routes", ROUTES, "routes-key.json");
        register(OwnParts.APP, "Dripline app", APP, "app-fhir-key.json");
    }

    private void register(String id, String name, List<String> scopes, String file) {
        JWK own = key(dataDirectory.resolve(file));
        List<JWK> keys = new ArrayList<>(List.of(own.toPublicJWK()));
        RegisteredClient before = clients.findByClientId(id);
        if (before != null) {
            keys(before).stream()
                    .filter(key -> !own.getKeyID().equals(key.getKeyID()))
                    .forEach(keys::add);
        }
        clients.register(new SmartClient(
                id, name, Set.of(), null, scopes, new SmartClient.Proof.Keys(new JWKSet(keys).toString(true)), false));
    }

    private static List<JWK> keys(RegisteredClient client) {
        try {
            Object kept = client.getClientSettings().getSetting(SmartClient.KEYS);
            return kept == null ? List.of() : JWKSet.parse(kept.toString()).getKeys();
        } catch (ParseException e) {
            return List.of();
        }
    }

    /** The private key of a file; made, with the file, when there is none. P-384, for ES384. */
    static JWK key(Path file) {
        try {
            if (Files.exists(file)) {
                return JWKSet.parse(Files.readString(file)).getKeys().get(0);
            }
            ECKey made = new ECKeyGenerator(Curve.P_384)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES384)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
            OwnerOnlyFile.write(file, new JWKSet(made).toString(false));
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        } catch (ParseException | JOSEException | IndexOutOfBoundsException e) {
            // The cause may quote the file, which holds a private key.
            throw new IllegalStateException(
                    file + " holds no key that can be used: move it away, and a new one is made");
        }
    }
}
