// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.cds;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.dripline.server.cds.Card.Coding;
import org.dripline.server.cds.Cards.Made;
import org.dripline.server.cds.CdsHooksProperties.Client;
import org.dripline.server.cds.CdsHooksProperties.Version;
import org.dripline.server.gate.GateProperties;
import org.dripline.terminology.Codes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /cds-services}: what is offered, a call of a service, and feedback. Of a call nothing is read before its token
 * holds. A log line names service, status and counts alone.
 */
@RestController
final class CdsEndpoint {

    private static final Logger log = LoggerFactory.getLogger(CdsEndpoint.class);
    private static final String ROOT = "/cds-services";
    /** Attribute of a request: the issuer that has proved to be calling. */
    private static final String CALLER = CdsEndpoint.class.getName();

    private static final int MOST_FEEDBACK = 100;
    private static final Set<String> OUTCOMES = Set.of("accepted", "overridden");

    private final CdsHooksProperties properties;
    private final CallerTokens tokens;
    private final OrderCards orders;
    private final CardLedger ledger;
    private final CdsTrail trail;
    private final List<Coding> overrideReasons;
    private final boolean app;
    private final String contact;
    private final FhirContext fhir;

    CdsEndpoint(
            CdsHooksProperties properties,
            CallerTokens tokens,
            OrderCards orders,
            CardLedger ledger,
            CdsTrail trail,
            OverrideReasons overrideReasons,
            AppLaunch app,
            GateProperties gate,
            FhirContext fhir) {
        this.properties = properties;
        this.tokens = tokens;
        this.orders = orders;
        this.ledger = ledger;
        this.trail = trail;
        this.overrideReasons = overrideReasons.all();
        this.app = app.isOn();
        this.contact = gate.contact();
        this.fhir = fhir;
    }

    /** Why a prescriber went on, as offered with a card. */
    record OverrideReasons(List<Coding> all) {
        OverrideReasons {
            all = List.copyOf(all);
        }
    }

    /** Whether there is an app to launch. */
    record AppLaunch(boolean isOn) {}

    /** What GET answers. Source: CDS Hooks 2.0, "Discovery". */
    record Discovery(List<Description> services) {}

    /** One service. */
    record Description(
            String hook,
            String title,
            String description,
            String id,
            Map<String, String> prefetch,
            String usageRequirements) {}

    /** What a call is answered with. Source: CDS Hooks 2.0, "CDS Service Response". */
    record Answer(List<Card> cards) {}

    /** Why a call is refused. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Problem(String error) {}

    @GetMapping(ROOT)
    Discovery discovery() {
        return new Discovery(Arrays.stream(HookService.values())
                .filter(properties::isOn)
                .map(
                        service -> new Description(
                                service.hook(),
                                service.title(),
                                service.description(),
                                service.hook(),
                                HookService.PREFETCH,
                                "A signed token of a configured client; the patient is found by an identifier both sides know."))
                .toList());
    }

    @PostMapping(ROOT + "/{id}")
    Answer call(@PathVariable String id, HttpServletRequest request) {
        HookService service = service(id);
        Client client = caller(request, List.of(address(request, service)));
        HookContext context = HookContext.of(HookContext.read(body(request), HookCall.class), service, fhir);
        String fhirServer = context.call().fhirServer();
        if (fhirServer != null && !client.mayName(fhirServer)) {
            throw CdsRefusal.forbidden("“fhirServer” is none that this caller may name"
                    + " (dripline.cds-hooks.clients.fhir-servers); nothing was asked of it.");
        }
        Cards cards = new Cards(overrideReasons, app ? base(request) + "/app/launch" : null);
        List<String> patients = orders.patients(service, context, client);
        List<Made> made = orders.of(service, context, patients, cards);
        if (!client.showsFindings() && !made.isEmpty()) {
            made = List.of(cards.hold(
                    made.stream().anyMatch(each -> each.card().indicator().equals(Card.CRITICAL)), contact));
        }
        for (Made each : made) {
            ledger.shown(
                    String.valueOf(each.card().uuid()),
                    service,
                    each.rule(),
                    each.card().indicator());
        }
        trail.answered(client.issuer(), service.hook(), patients);
        log.info("cds answered service={} cards={}", service.hook(), made.size());
        return new Answer(made.stream()
                .map(Made::card)
                .map(card -> client.version() == Version.V1_1 ? card.asOfVersion11() : card)
                .toList());
    }

    @PostMapping(ROOT + "/{id}/feedback")
    ResponseEntity<Void> feedback(@PathVariable String id, HttpServletRequest request) {
        HookService service = service(id);
        String address = address(request, service);
        Client client = caller(request, List.of(address, address + "/feedback"));
        Feedback feedback = HookContext.read(body(request), Feedback.class);
        List<Feedback.Entry> entries = feedback.feedback();
        if (entries == null || entries.isEmpty() || entries.size() > MOST_FEEDBACK) {
            throw CdsRefusal.malformed("“feedback” is a list of 1 to " + MOST_FEEDBACK + " entries.");
        }
        entries.forEach(CdsEndpoint::check);
        entries.forEach(entry -> ledger.answered(
                String.valueOf(entry.card()),
                service,
                String.valueOf(entry.outcome()),
                reason(entry.overrideReason())));
        trail.answered(client.issuer(), service.hook() + "/feedback", List.of());
        log.info("cds feedback service={} entries={}", service.hook(), entries.size());
        return ResponseEntity.ok().build();
    }

    private static void check(Feedback.Entry entry) {
        if (entry.outcome() == null || !OUTCOMES.contains(entry.outcome())) {
            throw CdsRefusal.malformed("“feedback.outcome” is accepted or overridden.");
        }
        try {
            UUID.fromString(String.valueOf(entry.card()));
        } catch (IllegalArgumentException e) {
            throw CdsRefusal.malformed("“feedback.card” is the uuid of a card.");
        }
    }

    /** One of ours, or that it was another. */
    private String reason(Feedback.@Nullable OverrideReason given) {
        if (given == null || given.reason() == null || given.reason().code() == null) {
            return "";
        }
        Feedback.Reason reason = given.reason();
        return overrideReasons.stream()
                .filter(ours ->
                        ours.system().equals(reason.system()) && ours.code().equals(reason.code()))
                .map(Coding::code)
                .findFirst()
                .orElse(Codes.OVERRIDE_REASON_OTHER);
    }

    @ExceptionHandler(CdsRefusal.class)
    ResponseEntity<Problem> refused(CdsRefusal refusal, HttpServletRequest request) {
        trail.refused(request.getAttribute(CALLER) instanceof String issuer ? issuer : null, refusal.status());
        log.info("cds refused status={}", refusal.status());
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(refusal.status());
        if (refusal.status() == 401) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return answer.body(new Problem(String.valueOf(refusal.getMessage())));
    }

    private HookService service(String id) {
        return HookService.of(id).filter(properties::isOn).orElseThrow(CdsRefusal::noSuchService);
    }

    private Client caller(HttpServletRequest request, List<String> audiences) {
        Client client = tokens.caller(request.getHeader(HttpHeaders.AUTHORIZATION), audiences);
        request.setAttribute(CALLER, client.issuer());
        return client;
    }

    private byte[] body(HttpServletRequest request) {
        int most = Math.toIntExact(properties.largestBody().toBytes());
        try {
            byte[] body = request.getInputStream().readNBytes(most + 1);
            if (body.length > most) {
                throw CdsRefusal.tooLarge(most);
            }
            return body;
        } catch (IOException e) {
            throw CdsRefusal.malformed("The body could not be read to its end.");
        }
    }

    private String address(HttpServletRequest request, HookService service) {
        return base(request) + ROOT + "/" + service.hook();
    }

    /** As configured, else as it was called: {@code SameMachineFilter} lets no other name than this machine's pass. */
    private String base(HttpServletRequest request) {
        return properties.publicUrl() == null
                ? request.getScheme() + "://" + request.getHeader(HttpHeaders.HOST)
                : Client.withoutSlash(properties.publicUrl().toString());
    }
}
