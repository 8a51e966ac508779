// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.dripline.server.access.AuditTrail;
import org.dripline.server.access.ScopeSet;
import org.dripline.server.access.SmartScope;
import org.dripline.server.staff.RecordOpeners;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationToken;

/**
 * Which patients' charts a signed-in person opens an app on: any, for those who may open records; their own, for a
 * patient; nobody's, for anybody else.
 */
final class OpenedCharts {

    private final RecordOpeners openers;
    private final PatientPicker patients;
    private final Launches launches;
    private final AuditTrail trail;

    OpenedCharts(RecordOpeners openers, PatientPicker patients, Launches launches, AuditTrail trail) {
        this.openers = openers;
        this.patients = patients;
        this.launches = launches;
        this.trail = trail;
    }

    /** Whether somebody searches the patients here. */
    boolean searches(String person) {
        return openers.openAny(person);
    }

    /** Those somebody may choose from: who matches what they ask, or themself. */
    List<PatientPicker.Choice> choices(String person, String asked) {
        return searches(person)
                ? patients.matching(asked)
                : openers.own(person).flatMap(patients::patient).stream().toList();
    }

    /** Whether a scope is within what somebody may open. */
    boolean mayGrant(String person, String scope) {
        return SmartScope.of(scope).filter(SmartScope::opensAnyRecord).isEmpty() || openers.openAny(person);
    }

    /** Whom it takes to open other charts, in a sentence. */
    String needed() {
        return openers.needed();
    }

    /** Whether somebody may open this chart; that it was refused is kept. */
    boolean mayOpen(String person, String patient, @Nullable String app) {
        if (openers.open(person, patient)) {
            return true;
        }
        refused(person, app);
        return false;
    }

    /**
     * Whether the person is asked: always, but for an app that is vouched for, needs no patient chosen, and is granted
     * all it asks for.
     */
    boolean asks(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationRequest wanted = Objects.requireNonNull(context.getAuthorizationRequest());
        String person = ((Authentication) context.getAuthentication().getPrincipal()).getName();
        return context.getRegisteredClient().getClientSettings().isRequireAuthorizationConsent()
                || ConsentPage.needsPatient(wanted, wanted.getScopes())
                || !wanted.getScopes().stream().allMatch(scope -> mayGrant(person, scope));
    }

    /** The patient that was chosen on the consent page becomes the launch's. */
    void agreed(OAuth2AuthorizationConsentAuthenticationContext context) {
        OAuth2AuthorizationConsentAuthenticationToken consent = context.getAuthentication();
        String person = context.getAuthorization().getPrincipalName();
        ScopeSet agreed = ScopeSet.of(consent.getScopes());
        if (agreed.onResources().stream().anyMatch(SmartScope::opensAnyRecord) && !openers.openAny(person)) {
            refused(person, consent.getClientId());
            throw RequestedAuthorization.refused(OAuth2ErrorCodes.ACCESS_DENIED, needed(), null);
        }
        if (ConsentPage.needsPatient(context.getAuthorizationRequest(), consent.getScopes())) {
            Object chosen = consent.getAdditionalParameters().get("patient");
            bind(context, person, chosen instanceof String id ? id : "");
        }
    }

    private void bind(OAuth2AuthorizationConsentAuthenticationContext context, String person, String chosen) {
        String app = ((OAuth2AuthorizationConsentAuthenticationToken) context.getAuthentication()).getClientId();
        if (!chosen.isEmpty() && !mayOpen(person, chosen, app)) {
            throw RequestedAuthorization.refused(OAuth2ErrorCodes.ACCESS_DENIED, needed(), null);
        }
        Optional<PatientPicker.Choice> patient = patients.patient(chosen);
        launches.choose(
                context.getAuthorization().getId(),
                app,
                person,
                new Launch(
                        patient.orElseThrow(() -> RequestedAuthorization.refused(
                                        OAuth2ErrorCodes.INVALID_REQUEST, "no patient was chosen", null))
                                .id(),
                        null,
                        null,
                        true));
    }

    /** Without the patient: an id that somebody tried is not known to be anybody's. */
    private void refused(String person, @Nullable String app) {
        trail.write(new AuditTrail.Entry(AuditTrail.Kind.REFUSAL, 403, app, person, List.of(), "Patient", null));
    }
}
