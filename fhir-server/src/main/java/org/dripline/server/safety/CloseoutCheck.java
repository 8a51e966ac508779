// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.safety;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.param.ReferenceParam;
import java.util.List;
import org.dripline.fhir.SessionStates;
import org.dripline.terminology.Codes;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.jspecify.annotations.Nullable;

/**
 * Refuses to close a session while the reason of a stop is pending. The stop itself, and everything charted before and
 * after it, is stored: a device that stops does not say why, and only closing the session waits for somebody who does.
 */
@Interceptor
public final class CloseoutCheck {

    private final WholeSearch search;

    CloseoutCheck(WholeSearch search) {
        this.search = search;
    }

    /** Called by HAPI before a new resource is stored. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    public void created(IBaseResource resource) {
        check(resource);
    }

    /** Called by HAPI before a new version is stored. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    public void updated(@Nullable IBaseResource before, IBaseResource resource) {
        check(resource);
    }

    private void check(IBaseResource stored) {
        if (!(stored instanceof Encounter encounter) || !isClosed(encounter)) {
            return;
        }
        List<String> reasons = administrations(encounter).stream()
                .filter(CloseoutCheck::awaitsItsReason)
                .map(CloseoutCheck::reason)
                .toList();
        if (!reasons.isEmpty()) {
            throw Refusals.because(reasons);
        }
    }

    private List<MedicationAdministration> administrations(Encounter encounter) {
        String id = encounter.getIdElement().getIdPart();
        if (id == null) {
            return List.of();
        }
        return search.all(
                MedicationAdministration.class,
                SearchParameterMap.newSynchronous(
                        MedicationAdministration.SP_CONTEXT, new ReferenceParam("Encounter/" + id)));
    }

    private static boolean isClosed(Encounter encounter) {
        return SessionStates.of(encounter).equals(Codes.SESSION_CLOSED);
    }

    private static boolean awaitsItsReason(MedicationAdministration administration) {
        return administration.getStatusReason().stream()
                .anyMatch(reason -> reason.hasCoding(Codes.Systems.DRIPLINE_INTERRUPTION_REASON, Codes.REASON_PENDING));
    }

    private static String reason(MedicationAdministration stopped) {
        return "The session cannot be closed: nobody has said why "
                + stopped.getIdElement().toUnqualifiedVersionless().getValue()
                + " was stopped. Put the reason in its statusReason, then close the session.";
    }
}
