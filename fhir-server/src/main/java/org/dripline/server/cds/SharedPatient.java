// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.cds;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.param.TokenParam;
import java.util.List;
import org.dripline.server.cds.CdsHooksProperties.Client;
import org.dripline.server.host.SharedIdentifiers;
import org.dripline.server.safety.WholeSearch;
import org.hl7.fhir.r4.model.Patient;

/**
 * Our record of the caller's patient, by the identifier that both sides know and by nothing else: never by name, birth
 * date or the caller's logical id, which here means somebody else.
 */
final class SharedPatient {

    private final WholeSearch search;

    SharedPatient(WholeSearch search) {
        this.search = search;
    }

    /**
     * Logical ids of our records with the number; one that is not used any more, and a record that is out of use or was
     * merged into another, do not count.
     *
     * @throws CdsRefusal 412 when the caller's patient does not carry exactly one such number
     */
    List<String> ours(Patient theirs, Client client) {
        List<String> numbers = numbers(theirs, client.identifierSystem());
        if (numbers.size() != 1) {
            throw CdsRefusal.withoutData("The patient of the call carries " + numbers.size()
                    + " identifiers of the system both sides know; it takes exactly one.");
        }
        return search
                .all(
                        Patient.class,
                        SearchParameterMap.newSynchronous(
                                "identifier", new TokenParam(client.identifierSystem(), numbers.get(0))))
                .stream()
                .filter(SharedIdentifiers::inUse)
                .filter(ours -> numbers(ours, client.identifierSystem()).contains(numbers.get(0)))
                .map(ours -> ours.getIdElement().getIdPart())
                .distinct()
                .toList();
    }

    private static List<String> numbers(Patient patient, String system) {
        return SharedIdentifiers.values(patient.getIdentifier(), system);
    }
}
