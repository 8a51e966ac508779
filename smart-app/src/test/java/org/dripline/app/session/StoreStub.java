// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

import ca.uhn.fhir.context.FhirContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** As much of a FHIR server as the screen asks for: search with _lastUpdated, _count and _offset, and a summary. */
final class StoreStub implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Resource> resources = new ConcurrentHashMap<>();
    final List<String> queries = new CopyOnWriteArrayList<>();
    final List<String> cacheControls = new CopyOnWriteArrayList<>();
    volatile boolean away;
    /** How long a page of Observations takes that reaches back over more than half a minute. */
    volatile Duration farTakes = Duration.ZERO;
    /** What {@code $session-summary} answers; null: that there is nothing to sum up. */
    volatile @Nullable Parameters summary;

    StoreStub() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/fhir", this::answer);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/fhir");
    }

    void put(Collection<? extends Resource> stored) {
        stored.forEach(resource -> put(resource, Instant.now()));
    }

    /** Stores with a stamp of its own, as a transaction that began long before it committed. */
    void put(Resource resource, Instant stamp) {
        resource.getMeta().setVersionId("1").setLastUpdated(Date.from(stamp));
        resources.put(resource.fhirType() + "/" + resource.getIdElement().getIdPart(), resource);
    }

    int observations() {
        return (int) resources.keySet().stream()
                .filter(key -> key.startsWith("Observation/"))
                .count();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String type = exchange.getRequestURI().getPath().replaceFirst(".*/", "");
        queries.add(exchange.getRequestURI().toString());
        cacheControls.add(String.valueOf(exchange.getRequestHeaders().getFirst("Cache-Control")));
        if (away) {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
            return;
        }
        if (type.equals("$session-summary")) {
            Parameters answer = summary;
            send(exchange, answer == null ? 422 : 200, answer == null ? new OperationOutcome() : answer);
            return;
        }
        Map<String, String> query = new HashMap<>();
        for (String part : exchange.getRequestURI().getQuery().split("&")) {
            query.put(part.substring(0, part.indexOf('=')), part.substring(part.indexOf('=') + 1));
        }
        Instant since = Instant.parse(
                query.getOrDefault("_lastUpdated", "ge1970-01-01T00:00:00Z").substring(2));
        boolean weight = query.containsKey("code");
        if (type.equals("Observation")
                && !weight
                && since.isBefore(Instant.now().minusSeconds(30))) {
            sleep(farTakes);
        }
        Bundle bundle = new Bundle();
        bundle.setType(Bundle.BundleType.SEARCHSET);
        bundle.getMeta().setLastUpdated(new Date());
        resources.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(type + "/") && !weight)
                .filter(entry ->
                        !entry.getValue().getMeta().getLastUpdated().toInstant().isBefore(since))
                .sorted(Map.Entry.comparingByKey())
                .skip(Long.parseLong(query.getOrDefault("_offset", "0")))
                .limit(Math.min(200, Long.parseLong(query.getOrDefault("_count", "20"))))
                .forEach(entry -> bundle.addEntry().setResource(entry.getValue()));
        send(exchange, 200, bundle);
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, Resource resource) throws IOException {
        byte[] body = FhirContext.forR4Cached()
                .newJsonParser()
                .encodeResourceToString(resource)
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/fhir+json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
