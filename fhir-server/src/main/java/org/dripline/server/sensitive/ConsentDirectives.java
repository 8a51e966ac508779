// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.sensitive;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.param.ReferenceParam;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.dripline.server.safety.WholeSearch;
import org.dripline.server.sensitive.SensitiveLabels.Label;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;

/**
 * What patients agreed to: a Consent of scope {@code patient-privacy} that is active and in its period, whose provision
 * permits a purpose of use, for the labels it names or, naming none, for all. A provision that denies outweighs it.
 */
final class ConsentDirectives {

    private static final String SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope";

    private final WholeSearch search;
    private final Clock clock;

    ConsentDirectives(DaoRegistry daos, Clock clinicalClock) {
        this.search = new WholeSearch(daos);
        this.clock = clinicalClock;
    }

    /** Which of these labels a patient's consent does not cover for any of these purposes (codes of v3-ActReason). */
    List<Label> uncovered(String patient, Set<String> purposes, List<Label> labels) {
        if (purposes.isEmpty()) {
            return labels;
        }
        List<ProvisionComponent> provisions = search
                .all(
                        Consent.class,
                        SearchParameterMap.newSynchronous("patient", new ReferenceParam("Patient/" + patient)))
                .stream()
                .filter(consent -> consent.getStatus() == ConsentState.ACTIVE)
                .filter(consent -> consent.getScope().hasCoding(SCOPE, "patient-privacy"))
                .map(Consent::getProvision)
                .filter(this::isInForce)
                .filter(provision ->
                        provision.getPurpose().stream().map(Coding::getCode).anyMatch(purposes::contains))
                .toList();
        return labels.stream()
                .filter(label -> !isTold(provisions, ConsentProvisionType.PERMIT, label)
                        || isTold(provisions, ConsentProvisionType.DENY, label))
                .toList();
    }

    private static boolean isTold(List<ProvisionComponent> provisions, ConsentProvisionType type, Label label) {
        return provisions.stream()
                .filter(provision -> provision.getType() == type)
                .anyMatch(provision -> !provision.hasSecurityLabel()
                        || provision.getSecurityLabel().stream().anyMatch(label::is));
    }

    private boolean isInForce(ProvisionComponent provision) {
        Instant now = clock.instant();
        return !(provision.getPeriod().hasStart()
                        && provision.getPeriod().getStart().toInstant().isAfter(now))
                && !(provision.getPeriod().hasEnd()
                        && provision.getPeriod().getEnd().toInstant().isBefore(now));
    }
}
