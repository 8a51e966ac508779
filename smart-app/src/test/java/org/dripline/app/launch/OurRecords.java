// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Stands for our own FHIR server: it answers a search for patients by identifier, and remembers how it was asked. */
final class OurRecords implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, List<String>> idsByIdentifier = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile boolean failing;

    OurRecords() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/base-url-134418/Patient/_search", this::search);
        server.start();
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/base-url-134418";
    }

    void hold(String identifier, String... ids) {
        idsByIdentifier.put(identifier, List.of(ids));
    }

    void fail(boolean fails) {
        failing = fails;
    }

    /** Method, address and Cache-Control of each search. */
    List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void search(HttpExchange exchange) throws IOException {
        try (exchange) {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Cache-Control"));
            String identifier = URLDecoder.decode(form, StandardCharsets.UTF_8)
                    .replaceFirst("^identifier=", "")
                    .replaceFirst("&.*$", "");
            List<String> ids = idsByIdentifier.getOrDefault(identifier, List.of());
            byte[] body = bundle(identifier, ids).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
            exchange.sendResponseHeaders(failing ? 500 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String bundle(String identifier, List<String> ids) {
        String[] parts = identifier.split("\\|", 2);
        String entries =
                ids.stream().map(id -> """
                        {"resource":{"resourceType":"Patient","id":"%s",
                         "identifier":[{"system":"%s","value":"%s"}]},"search":{"mode":"match"}}""".formatted(id, parts[0], parts[1])).collect(Collectors.joining(","));
        return "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[" + entries + "]}";
    }
}
