// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.protocol;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.SortOrderEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.util.List;
import java.util.Optional;
import org.dripline.server.safety.WholeSearch;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * The protocol that a plan of care names for what is done under it: that of the plan an order is based on, else of the
 * patient's newest active plan that names one. Read as the system: who asks does not change what holds.
 */
final class PlannedProtocols {

    private final WholeSearch search;

    PlannedProtocols(DaoRegistry daos) {
        this.search = new WholeSearch(daos);
    }

    /** By the orders of a session, newest first, else by the patient's plans. */
    Optional<String> ofSession(@Nullable String encounterId, @Nullable String patientId) {
        return encounterId == null
                ? ofPatient(patientId)
                : newestFirst(MedicationRequest.class, MedicationRequest.SP_ENCOUNTER, "Encounter/" + encounterId)
                        .stream()
                        .flatMap(order -> planOf(order).stream())
                        .findFirst()
                        .or(() -> ofPatient(patientId));
    }

    /** By the plan the order is based on, else by the patient's plans. */
    Optional<String> ofOrder(MedicationRequest order, @Nullable String patientId) {
        return planOf(order).or(() -> ofPatient(patientId));
    }

    /** By the newest active plan that names a protocol; empty when no plan does. */
    Optional<String> ofPatient(@Nullable String patientId) {
        return patientId == null
                ? Optional.empty()
                : newestFirst(CarePlan.class, CarePlan.SP_PATIENT, "Patient/" + patientId).stream()
                        .filter(plan -> plan.getStatus() == CarePlan.CarePlanStatus.ACTIVE)
                        .flatMap(plan -> named(plan).stream())
                        .findFirst();
    }

    private Optional<String> planOf(MedicationRequest order) {
        return order.getBasedOn().stream()
                .map(Reference::getReferenceElement)
                .filter(id -> "CarePlan".equals(id.getResourceType()) && id.hasIdPart())
                .flatMap(id -> search
                        .atMost(
                                1,
                                CarePlan.class,
                                SearchParameterMap.newSynchronous("_id", new TokenParam(id.getIdPart())))
                        .stream())
                .flatMap(plan -> named(plan).stream())
                .findFirst();
    }

    private static Optional<String> named(CarePlan plan) {
        return plan.getInstantiatesCanonical().stream()
                .map(canonical -> canonical.getValue())
                .filter(canonical -> canonical != null && canonical.contains("/PlanDefinition/"))
                .findFirst();
    }

    private <T extends org.hl7.fhir.r4.model.Resource> List<T> newestFirst(
            Class<T> type, String parameter, String reference) {
        SearchParameterMap map = SearchParameterMap.newSynchronous(parameter, new ReferenceParam(reference));
        map.setSort(new SortSpec("_lastUpdated", SortOrderEnum.DESC));
        return search.all(type, map);
    }
}
