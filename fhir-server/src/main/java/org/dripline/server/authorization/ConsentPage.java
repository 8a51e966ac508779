// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dripline.server.access.ScopeSet;
import org.dripline.server.access.SmartScope.Level;
import org.dripline.server.access.WhereTokensAreAsked;
import org.dripline.server.rest.PageTemplate;
import org.dripline.server.signin.Pages;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Asks the signed-in person what an app may do, each scope in words and each to be left out, and for whom, when the app
 * was not opened from a chart. What is asked is read from the request that is kept here, never from the address.
 */
@RestController
@WhereTokensAreAsked
final class ConsentPage {

    static final String PATH = "/oauth2/consent";

    private final PageTemplate page = new PageTemplate(ConsentPage.class, "consent");
    private final OAuth2AuthorizationService authorizations;
    private final Clients clients;
    private final OpenedCharts charts;

    ConsentPage(OAuth2AuthorizationService authorizations, Clients clients, OpenedCharts charts) {
        this.authorizations = authorizations;
        this.clients = clients;
        this.charts = charts;
    }

    @GetMapping(PATH)
    ResponseEntity<String> ask(@RequestParam String state, Principal person, HttpServletRequest request) {
        return page(state, "", person, request);
    }

    /** The same with patients to choose from. Posted, so that a name does not stand in an address. */
    @PostMapping(PATH)
    ResponseEntity<String> search(
            @RequestParam String state, @RequestParam String patient, Principal person, HttpServletRequest request) {
        return page(state, patient, person, request);
    }

    private ResponseEntity<String> page(String state, String asked, Principal person, HttpServletRequest request) {
        OAuth2Authorization authorization =
                authorizations.findByToken(state, new OAuth2TokenType(OAuth2ParameterNames.STATE));
        if (authorization == null || !authorization.getPrincipalName().equals(person.getName())) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        RegisteredClient client = clients.findById(authorization.getRegisteredClientId());
        OAuth2AuthorizationRequest wanted = authorization.getAttribute(OAuth2AuthorizationRequest.class.getName());
        if (client == null || wanted == null) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        boolean picks = needsPatient(wanted, wanted.getScopes());
        List<PatientPicker.Choice> choices = picks ? charts.choices(person.getName(), asked) : List.of();
        List<ScopeWords> scopes = wanted.getScopes().stream()
                .filter(scope -> charts.mayGrant(person.getName(), scope))
                .sorted()
                .map(ScopeWords::of)
                .toList();
        boolean searches = picks && charts.searches(person.getName());
        boolean narrowed = scopes.size() < wanted.getScopes().size() || picks && !searches && choices.isEmpty();
        Map<String, Object> variables = new HashMap<>();
        variables.put("app", client.getClientName());
        variables.put("client", client.getClientId());
        variables.put("person", person.getName());
        variables.put("state", state);
        variables.put("scopes", scopes);
        variables.put("picks", picks);
        variables.put("searches", searches);
        variables.put("asked", asked);
        variables.put("patients", choices);
        variables.put("missing", narrowed ? charts.needed() : "");
        return Pages.page(page, HttpStatus.OK, request, variables);
    }

    /**
     * Whether an authorization that does not come from a chart reaches a patient's record, so that one must be chosen.
     */
    static boolean needsPatient(OAuth2AuthorizationRequest request, Set<String> scopes) {
        ScopeSet set = ScopeSet.of(scopes);
        return !request.getAdditionalParameters().containsKey("launch")
                && (set.has("launch/patient") || set.reaches(Level.PATIENT));
    }
}
