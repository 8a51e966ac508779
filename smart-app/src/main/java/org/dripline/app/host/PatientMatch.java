// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.host;

import ca.uhn.fhir.parser.DataFormatException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dripline.app.FhirAddress;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.Identifier.IdentifierUse;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;

/**
 * Finds our own Patient by the host's medical record number, and by nothing else: never by name, birth date or the
 * host's logical id. None and two are both refusals. For a FHIR server that asks nobody: one that wants tokens finds
 * the patient by itself.
 */
public final class PatientMatch {

    private static final int MAX_BYTES = 1024 * 1024;

    private final Fetch fetch;
    private final FhirAddress ours;

    /** Searches the FHIR server at {@code ours}. */
    public PatientMatch(Fetch fetch, FhirAddress ours) {
        this.fetch = fetch;
        this.ours = ours;
    }

    /**
     * The logical id of the one Patient here with this medical record number. The search is a POST, so that the number
     * stays out of addresses and access logs, and asks for an answer that no cache gave. A number that is the patient's
     * no more ({@code use} old), a record out of use and one merged into another do not count.
     *
     * @return {@link Reading.Why#NOT_FOUND} without a match, {@link Reading.Why#NOT_UNIQUE} with more than one
     */
    public Reading<String> ourPatient(HostPatient patient) {
        String identifier = escaped(patient.mrnSystem()) + "|" + escaped(patient.mrn());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(ours.base() + "/Patient/_search"))
                .header("Accept", HostRecords.FHIR_JSON)
                .header("Cache-Control", "no-store")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("identifier="
                        + URLEncoder.encode(identifier, StandardCharsets.UTF_8) + "&_elements=identifier,active,link"));
        return switchedToOurs(fetch.send(request, MAX_BYTES)).then(body -> onlyMatch(body, patient));
    }

    /** FHIR search, escaping: {@code \ , $ |} are separators inside a parameter value. */
    static String escaped(String value) {
        return value.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace(",", "\\,")
                .replace("$", "\\$");
    }

    /** Our own server refusing or lacking the search says nothing about the patient or the host's token. */
    private static Reading<byte[]> switchedToOurs(Reading<byte[]> answer) {
        return answer instanceof Reading.Found ? answer : new Reading.Missing<>(Reading.Why.UNREACHABLE);
    }

    static Reading<String> onlyMatch(byte[] body, HostPatient patient) {
        try {
            Bundle bundle = HostRecords.parser().parseResource(Bundle.class, new String(body, StandardCharsets.UTF_8));
            if (bundle.getLink(Bundle.LINK_NEXT) != null) {
                // Another page may hold another match; no number is carried by so many.
                return new Reading.Missing<>(Reading.Why.UNREACHABLE);
            }
            List<String> ids = bundle.getEntry().stream()
                    .filter(entry -> entry.getSearch().getMode() != SearchEntryMode.OUTCOME)
                    .filter(entry -> entry.getResource() instanceof Patient)
                    .map(entry -> (Patient) entry.getResource())
                    .filter(PatientMatch::inUse)
                    .filter(found -> carries(found, patient))
                    .map(found -> found.getIdElement().getIdPart())
                    .distinct()
                    .toList();
            if (ids.size() == 1) {
                return new Reading.Found<>(ids.get(0));
            }
            return new Reading.Missing<>(ids.isEmpty() ? Reading.Why.NOT_FOUND : Reading.Why.NOT_UNIQUE);
        } catch (DataFormatException e) {
            return new Reading.Missing<>(Reading.Why.UNREACHABLE);
        }
    }

    /** Neither marked as not in use nor merged into another record (FHIR R4, Patient.active and Patient.link). */
    private static boolean inUse(Patient found) {
        boolean inactive = found.hasActive() && !found.getActive();
        return !inactive && found.getLink().stream().noneMatch(link -> link.getType() == LinkType.REPLACEDBY);
    }

    /** A server may ignore a parameter it does not know and return everyone; so each answer is checked. */
    private static boolean carries(Patient found, HostPatient patient) {
        return found.getIdentifier().stream()
                .filter(identifier -> identifier.getUse() != IdentifierUse.OLD)
                .anyMatch(identifier -> patient.mrnSystem().equals(identifier.getSystem())
                        && patient.mrn().equals(identifier.getValue()));
    }
}
