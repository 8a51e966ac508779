// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes;

import ca.uhn.fhir.context.FhirContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/**
 * As much of a FHIR server as the routes use: Patient and Encounter search, and transactions of PUTs, which it
 * remembers and gives back by id.
 */
public final class FakeFhirServer implements AutoCloseable {

    static {
        // Otherwise head and body of an answer leave apart, and each waits 40 ms for the other side's delayed ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final FhirContext FHIR = FhirContext.forR4Cached();

    private final HttpServer http;
    private final Map<String, Patient> patients = new ConcurrentHashMap<>();
    private final List<Encounter> encounters = new CopyOnWriteArrayList<>();
    private final Map<String, Resource> stored = new ConcurrentHashMap<>();
    private final List<Bundle> transactions = new CopyOnWriteArrayList<>();
    private final List<String> searches = new CopyOnWriteArrayList<>();
    private volatile Predicate<Bundle> refuses = bundle -> false;
    private volatile Predicate<Bundle> breaks = bundle -> false;
    private volatile Predicate<String> refusesSearch = query -> false;
    private volatile Predicate<String> breaksOnSearch = query -> false;
    private volatile int status = 200;

    public FakeFhirServer() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newFixedThreadPool(4));
        http.createContext("/fhir", this::answer);
        http.start();
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/fhir";
    }

    /** What was stored is found like what was there before. */
    private void admit(Resource resource) {
        String id = resource.getIdElement().getIdPart();
        if (resource instanceof Patient patient) {
            patients.put(id, patient);
        }
        if (resource instanceof Encounter encounter) {
            encounters.removeIf(known -> known.getIdElement().getIdPart().equals(id));
            encounters.add(encounter);
        }
    }

    /** Knows a patient of {@code urn:oid:2.999.7.1}. */
    public void admit(String identifier, String id) {
        Patient patient = new Patient();
        patient.setId(id);
        patient.addIdentifier().setSystem("urn:oid:2.999.7.1").setValue(identifier);
        patients.put(id, patient);
    }

    public void open(Encounter encounter) {
        encounters.add(encounter);
    }

    /** Answers everything with this HTTP status; 200 = as it should. */
    public void answerWith(int httpStatus) {
        status = httpStatus;
    }

    /** Answers such transactions with 422. */
    public void refuse(Predicate<Bundle> which) {
        refuses = which;
    }

    /** Answers such transactions with 500. */
    public void breakOn(Predicate<Bundle> which) {
        breaks = which;
    }

    /** Answers searches with such a query with 400. */
    public void refuseSearch(Predicate<String> which) {
        refusesSearch = which;
    }

    /** Answers searches with such a query with 500. */
    public void breakOnSearch(Predicate<String> which) {
        breaksOnSearch = which;
    }

    public List<Bundle> transactions() {
        return transactions;
    }

    public List<String> searches() {
        return searches;
    }

    public Map<String, Resource> stored() {
        return stored;
    }

    /** Stored Observations, in the order first written. */
    public List<Observation> observations() {
        List<Observation> found = new ArrayList<>();
        for (Bundle bundle : transactions) {
            bundle.getEntry().stream()
                    .map(Bundle.BundleEntryComponent::getResource)
                    .filter(Observation.class::isInstance)
                    .map(Observation.class::cast)
                    .forEach(found::add);
        }
        return found;
    }

    public void reset() {
        patients.clear();
        encounters.clear();
        stored.clear();
        transactions.clear();
        searches.clear();
        refuses = bundle -> false;
        breaks = bundle -> false;
        refusesSearch = query -> false;
        breaksOnSearch = query -> false;
        status = 200;
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (status != 200) {
                reply(exchange, status, new OperationOutcome());
                return;
            }
            if (exchange.getRequestMethod().equals("GET")) {
                String query = exchange.getRequestURI().getRawQuery();
                String reference = exchange.getRequestURI().getPath().substring("/fhir/".length());
                if (reference.contains("/")) {
                    Resource found = stored.get(reference);
                    reply(exchange, found == null ? 404 : 200, found == null ? new OperationOutcome() : found);
                    return;
                }
                String cache = exchange.getRequestHeaders().getFirst("Cache-Control");
                String decoded = URLDecoder.decode(query, StandardCharsets.UTF_8);
                searches.add(exchange.getRequestURI().getPath() + "?" + decoded + " " + cache);
                if (refusesSearch.test(decoded)) {
                    reply(exchange, 400, new OperationOutcome());
                    return;
                }
                if (breaksOnSearch.test(decoded)) {
                    reply(exchange, 500, new OperationOutcome());
                    return;
                }
                reply(exchange, 200, search(exchange.getRequestURI().getPath(), decoded));
                return;
            }
            if (exchange.getRequestURI().getPath().contains("$")) {
                // Merged, or valid.
                reply(exchange, 200, new OperationOutcome());
                return;
            }
            Bundle bundle = FHIR.newJsonParser().parseResource(Bundle.class, new String(body, StandardCharsets.UTF_8));
            if (breaks.test(bundle)) {
                reply(exchange, 500, new OperationOutcome());
                return;
            }
            if (refuses.test(bundle)) {
                reply(exchange, 422, new OperationOutcome());
                return;
            }
            transactions.add(bundle);
            Bundle response = new Bundle().setType(Bundle.BundleType.TRANSACTIONRESPONSE);
            bundle.getEntry().forEach(entry -> {
                stored.put(entry.getRequest().getUrl(), entry.getResource());
                admit(entry.getResource());
                response.addEntry().getResponse().setStatus("200 OK");
            });
            reply(exchange, 200, response);
        }
    }

    private Bundle search(String path, String query) {
        Bundle bundle = new Bundle().setType(Bundle.BundleType.SEARCHSET);
        if (query.startsWith("_id=")) {
            String key = path.substring(path.lastIndexOf('/') + 1) + "/" + query.substring(4);
            Resource known = stored.getOrDefault(key, patients.get(query.substring(4)));
            if (known != null) {
                bundle.addEntry().setResource(known);
            }
            return bundle;
        }
        if (path.endsWith("/Patient")) {
            patients.values().stream()
                    .filter(patient -> query.contains("urn:oid:2.999.7.1|"
                            + patient.getIdentifierFirstRep().getValue()))
                    .forEach(patient -> bundle.addEntry().setResource(patient));
        }
        if (path.endsWith("/Observation")) {
            stored.values().stream()
                    .filter(Observation.class::isInstance)
                    .map(Observation.class::cast)
                    .filter(observation ->
                            query.contains("device=" + observation.getDevice().getReference()))
                    .forEach(observation -> bundle.addEntry().setResource(observation));
        }
        if (path.endsWith("/Encounter")) {
            encounters.stream()
                    .filter(encounter ->
                            query.contains("patient=" + encounter.getSubject().getReference()))
                    .filter(encounter -> !query.contains("identifier=")
                            || query.contains(encounter.getIdentifierFirstRep().getValue()))
                    .forEach(encounter -> bundle.addEntry().setResource(encounter));
        }
        return bundle;
    }

    private static void reply(HttpExchange exchange, int httpStatus, Resource resource) throws IOException {
        byte[] json = FHIR.newJsonParser().encodeResourceToString(resource).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
        exchange.sendResponseHeaders(httpStatus, json.length);
        exchange.getResponseBody().write(json);
    }
}
