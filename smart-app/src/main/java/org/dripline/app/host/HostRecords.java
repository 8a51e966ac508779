// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.host;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.LenientErrorHandler;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.HumanName.NameUse;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Identifier.IdentifierUse;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/** Reads the launch's patient and encounter from the host EHR's FHIR server, with the launch's own token. */
public final class HostRecords {

    static final String FHIR_JSON = "application/fhir+json";

    private static final int MAX_BYTES = 1024 * 1024;

    /** FHIR R4, datatype id: a context id goes into an address only in this shape. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");

    private final Fetch fetch;

    /** Reads through {@code fetch}, with its deadline. */
    public HostRecords(Fetch fetch) {
        this.fetch = fetch;
    }

    /**
     * The patient's identity from {@code GET {issuer}/Patient/{id}}.
     *
     * @param mrnSystem identifier system that holds the medical record number at this host
     */
    public Reading<HostPatient> patient(String issuer, String id, String token, String mrnSystem) {
        return read(Patient.class, issuer, id, token).then(patient -> identity(patient, id, mrnSystem));
    }

    /** The encounter of the launch from {@code GET {issuer}/Encounter/{id}}. */
    public Reading<HostEncounter> encounter(String issuer, String id, String token) {
        return read(Encounter.class, issuer, id, token)
                .then(encounter -> new Reading.Found<>(new HostEncounter(id, identifiers(encounter))));
    }

    private <R extends Resource> Reading<R> read(Class<R> type, String issuer, String id, String token) {
        if (!ID.matcher(id).matches()) {
            return new Reading.Missing<>(Reading.Why.NOT_FOUND);
        }
        URI address = URI.create(issuer + "/" + type.getSimpleName() + "/" + id);
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Accept", FHIR_JSON)
                .header("Authorization", "Bearer " + token)
                .GET();
        return fetch.send(request, MAX_BYTES).then(body -> parsed(type, id, body));
    }

    /** The resource in {@code body}, only when it is the one that was asked for. */
    private static <R extends Resource> Reading<R> parsed(Class<R> type, String id, byte[] body) {
        try {
            R resource = parser().parseResource(type, new String(body, StandardCharsets.UTF_8));
            return id.equals(resource.getIdElement().getIdPart())
                    ? new Reading.Found<>(resource)
                    : new Reading.Missing<>(Reading.Why.UNREACHABLE);
        } catch (DataFormatException e) {
            return new Reading.Missing<>(Reading.Why.UNREACHABLE);
        }
    }

    /** A parser that does not log what it finds odd: its warnings quote the resource. */
    static IParser parser() {
        return FhirContext.forR4Cached().newJsonParser().setParserErrorHandler(new LenientErrorHandler(false));
    }

    private static Reading<HostPatient> identity(Patient patient, String id, String mrnSystem) {
        List<String> numbers = patient.getIdentifier().stream()
                .filter(identifier -> mrnSystem.equals(identifier.getSystem()))
                .filter(identifier -> identifier.getUse() != IdentifierUse.OLD)
                .filter(Identifier::hasValue)
                .map(identifier -> identifier.getValue().strip())
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
        if (numbers.size() != 1) {
            return new Reading.Missing<>(Reading.Why.MRN_MISSING);
        }
        return new Reading.Found<>(new HostPatient(
                id,
                displayName(patient.getName()),
                patient.getBirthDateElement().getValueAsString(),
                patient.hasGender() ? patient.getGender().toCode() : null,
                mrnSystem,
                numbers.get(0)));
    }

    /** The official name, else the usual one, else the first that is not old. */
    private static String displayName(List<HumanName> names) {
        return names.stream()
                .filter(name -> name.getUse() != NameUse.OLD)
                .min((a, b) -> Integer.compare(rank(a), rank(b)))
                .map(name -> name.hasText() ? name.getText() : name.getNameAsSingleString())
                .orElse("");
    }

    private static int rank(HumanName name) {
        if (name.getUse() == NameUse.OFFICIAL) {
            return 0;
        }
        return name.getUse() == NameUse.USUAL ? 1 : 2;
    }

    private static List<HostEncounter.Identifier> identifiers(Encounter encounter) {
        return encounter.getIdentifier().stream()
                .filter(identifier -> identifier.hasSystem() && identifier.hasValue())
                .map(identifier -> new HostEncounter.Identifier(identifier.getSystem(), identifier.getValue()))
                .toList();
    }
}
