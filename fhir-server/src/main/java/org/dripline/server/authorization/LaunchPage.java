// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.dripline.server.access.AuditTrail;
import org.dripline.server.access.WhereTokensAreAsked;
import org.dripline.server.rest.PageTemplate;
import org.dripline.server.signin.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Opens an app on a patient's chart for the signed-in person. Source: SMART App Launch 2.2, "Launch App: EHR Launch".
 * The {@code launch} it gives is for that app and that person, once.
 */
@RestController
@WhereTokensAreAsked
final class LaunchPage {

    private static final String PATH = "/launch";
    /** What the app is opened on besides patient and visit: type and id, as often as there are. */
    private static final String CONTEXT = "fhirContext";

    private static final String ID = "[A-Za-z0-9.-]{1,64}";

    private final PageTemplate page = new PageTemplate(LaunchPage.class, "launch");
    private final Clients clients;
    private final Launches launches;
    private final PatientPicker patients;
    private final OpenedCharts charts;
    private final FurtherContext further;
    private final Issuer issuer;
    private final AuditTrail trail;

    LaunchPage(
            Clients clients,
            Launches launches,
            PatientPicker patients,
            OpenedCharts charts,
            FurtherContext further,
            Issuer issuer,
            AuditTrail trail) {
        this.further = further;
        this.trail = trail;
        this.clients = clients;
        this.launches = launches;
        this.patients = patients;
        this.charts = charts;
        this.issuer = issuer;
    }

    /** Which app, for the patient of the address. */
    @GetMapping(PATH)
    ResponseEntity<String> choose(
            @RequestParam String patient,
            @RequestParam(required = false) @Nullable String encounter,
            Principal person,
            @RequestParam(name = CONTEXT, required = false) @Nullable List<String> context,
            HttpServletRequest request) {
        requireOpener(person, patient);
        PatientPicker.Choice chosen =
                patients.patient(patient).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        List<RegisteredClient> apps = clients.launchable();
        return Pages.page(
                page,
                HttpStatus.OK,
                request,
                Map.of(
                        "patient",
                        chosen,
                        "encounter",
                        encounter == null ? "" : encounter,
                        "further",
                        context == null ? List.of() : context,
                        "apps",
                        apps));
    }

    /** Sends the browser to the app with {@code iss} and {@code launch}. */
    @PostMapping(PATH)
    ResponseEntity<Void> open(
            @RequestParam("client_id") String app,
            @RequestParam String patient,
            @RequestParam(required = false) @Nullable String encounter,
            @RequestParam(name = CONTEXT, required = false) @Nullable List<String> context,
            @RequestParam(required = false) @Nullable String intent,
            @RequestParam(name = "need_patient_banner", defaultValue = "true") boolean needPatientBanner,
            Principal person,
            HttpServletRequest request) {
        requireOpener(person, patient);
        RegisteredClient client = clients.findByClientId(app);
        Object address = client == null ? null : client.getClientSettings().getSetting(SmartClient.LAUNCH);
        String visit = encounter == null ? "" : encounter;
        List<String> also = context == null ? List.of() : context;
        if (address == null
                || patients.patient(patient).isEmpty()
                || !visit.isEmpty() && (!visit.matches(ID) || !patients.isEncounterOf(patient, visit))
                || !further.isOf(patient, also)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        String handle = launches.open(
                app,
                person.getName(),
                new Launch(patient, visit.isEmpty() ? null : visit, intent, needPatientBanner, also));
        trail.write(
                new AuditTrail.Entry(AuditTrail.Kind.LAUNCH, 200, app, person.getName(), List.of(patient), null, null));
        URI location = UriComponentsBuilder.fromUriString(address.toString())
                .queryParam("iss", "{iss}")
                .queryParam("launch", "{launch}")
                .encode()
                .buildAndExpand(issuer.of(request) + FhirBase.PATH, handle)
                .toUri();
        return ResponseEntity.status(HttpStatus.SEE_OTHER).location(location).build();
    }

    /** Before the patient is looked up: whether there is such a chart is told to those who may open it. */
    private void requireOpener(Principal person, String patient) {
        if (!charts.mayOpen(person.getName(), patient, null)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, charts.needed());
        }
    }
}
