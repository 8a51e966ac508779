// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.audit;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dripline.server.access.AccessSettings;
import org.dripline.server.access.AuditTrail;
import org.dripline.server.access.AuditTrail.Asked;
import org.dripline.server.access.AuditTrail.Entry;
import org.dripline.server.access.AuditTrail.Kind;
import org.dripline.server.access.WhereTokensAreAsked;
import org.dripline.server.rest.PageTemplate;
import org.dripline.server.signin.Pages;
import org.dripline.server.staff.AuditReaders;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The audit for a person's eyes, and as a file. Whoever looks is in it, too. */
@RestController
@WhereTokensAreAsked
final class AuditPage {

    private static final String PATH = "/audit";
    private static final String TYPE = "AuditEvent";
    /** Fields of the form, in its order; {@code from} and {@code to} are days or moments. */
    private static final List<String> FIELDS = List.of("patient", "person", "app", "kind", "outcome", "from", "to");

    private static final Map<String, String> KINDS = Arrays.stream(Kind.values())
            .collect(Collectors.toMap(AuditCodes::subtype, AuditCodes::words, (one, other) -> one, LinkedHashMap::new));

    private final PageTemplate page = new PageTemplate(AuditPage.class, "audit");
    private final FhirContext fhir;
    private final AuditTable table;
    private final AuditTrail trail;
    private final AuditReaders readers;
    private final @Nullable URI issuer;

    AuditPage(FhirContext fhir, AuditTable table, AuditTrail trail, AuditReaders readers, AccessSettings settings) {
        this.fhir = fhir;
        this.table = table;
        this.trail = trail;
        this.readers = readers;
        this.issuer = settings.issuer();
    }

    @GetMapping(PATH)
    ResponseEntity<String> search(Principal person, HttpServletRequest request) {
        requireReader(person);
        Map<String, Object> variables = new HashMap<>();
        FIELDS.forEach(field -> variables.put(field, Objects.requireNonNullElse(request.getParameter(field), "")));
        variables.put("kinds", KINDS);
        variables.put("base", base(request));
        AuditQuery query;
        try {
            query = AuditQuery.of(parameters(request));
        } catch (InvalidRequestException unreadable) {
            variables.put("problem", unreadable.getMessage());
            variables.put("rows", List.of());
            variables.put("next", "");
            variables.put("export", "");
            return Pages.page(page, HttpStatus.BAD_REQUEST, request, variables);
        }
        AuditTable.Page found = table.page(query);
        record(Kind.SEARCH, 200, person, query);
        variables.put("problem", "");
        variables.put("rows", found.rows().stream().map(ShownRow::of).toList());
        variables.put(
                "next",
                found.more()
                        ? address(
                                PATH,
                                request,
                                found.rows().get(found.rows().size() - 1).id())
                        : "");
        variables.put("export", address(PATH + "/export", request, 0));
        return Pages.page(page, HttpStatus.OK, request, variables);
    }

    /** Every event that matches, one a line, while it is read. Source: FHIR R4, nd-json.html. */
    @GetMapping(PATH + "/export")
    void export(Principal person, HttpServletRequest request, HttpServletResponse response) throws IOException {
        requireReader(person);
        AuditQuery query;
        try {
            query = AuditQuery.of(parameters(request));
        } catch (InvalidRequestException unreadable) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, unreadable.getMessage(), unreadable);
        }
        record(Kind.EXPORT, 200, person, query);
        response.setContentType("application/fhir+ndjson");
        response.setHeader("Content-Disposition", "attachment; filename=\"audit.ndjson\"");
        response.setHeader("Cache-Control", "no-store");
        AuditEvents events = new AuditEvents(base(request));
        IParser json = fhir.newJsonParser().setPrettyPrint(false);
        OutputStream out = response.getOutputStream();
        table.each(query, row -> {
            try {
                out.write((json.encodeResourceToString(events.of(row)) + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        });
    }

    private void requireReader(Principal person) {
        if (!readers.includes(person.getName())) {
            trail.write(new Entry(Kind.REFUSAL, 403, null, person.getName(), List.of(), TYPE, null));
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }

    private void record(Kind kind, int outcome, Principal person, AuditQuery query) {
        String asked = query.asked().entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + String.join(",", parameter.getValue()))
                .collect(Collectors.joining("&"));
        String patient = query.first("patient");
        boolean isId = patient != null && patient.matches("[A-Za-z0-9.-]{1,64}");
        trail.write(new Entry(
                kind,
                outcome,
                null,
                person.getName(),
                isId ? List.of(patient) : List.of(),
                TYPE,
                null,
                new Asked(kind == Kind.EXPORT ? "R" : "E", "search-type", null, TYPE + "?" + asked, List.of(), null)));
    }

    /** What the form asks, in FHIR's words. */
    private static Map<String, String[]> parameters(HttpServletRequest request) {
        Map<String, String[]> parameters = new LinkedHashMap<>();
        put(parameters, "patient", "", request.getParameter("patient"));
        put(parameters, "agent", "", request.getParameter("person"));
        put(parameters, "altid", "", request.getParameter("app"));
        put(parameters, "subtype", AuditCodes.KINDS + "|", request.getParameter("kind"));
        put(parameters, "outcome", "", request.getParameter("outcome"));
        put(parameters, "date", "ge", request.getParameter("from"));
        put(parameters, "date", "le", request.getParameter("to"));
        put(parameters, AuditQuery.BEFORE, "", request.getParameter(AuditQuery.BEFORE));
        return parameters;
    }

    private static void put(Map<String, String[]> parameters, String name, String prefix, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            String[] known = parameters.getOrDefault(name, new String[0]);
            String[] more = Arrays.copyOf(known, known.length + 1);
            more[known.length] = prefix + value.strip();
            parameters.put(name, more);
        }
    }

    private static String address(String path, HttpServletRequest request, long before) {
        Map<String, String> asked = new LinkedHashMap<>();
        for (String field : FIELDS) {
            String value = request.getParameter(field);
            if (value != null && !value.isBlank()) {
                asked.put(field, value);
            }
        }
        if (before > 0) {
            asked.put(AuditQuery.BEFORE, Long.toString(before));
        }
        String query = asked.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }

    private String base(HttpServletRequest request) {
        return (issuer == null ? request.getScheme() + "://" + request.getHeader("Host") : issuer) + "/fhir";
    }

    /**
     * A row in words.
     *
     * @param what what was asked for or written, shortened
     */
    record ShownRow(
            long id,
            String at,
            String kind,
            String outcome,
            String person,
            String app,
            String patients,
            String what,
            String address,
            String requestId) {

        private static final int MOST = 5;

        static ShownRow of(AuditRow row) {
            return new ShownRow(
                    row.id(),
                    row.at().toString().replace('T', ' ').replaceAll("\\.\\d+Z$|Z$", " UTC"),
                    AuditCodes.words(row.kindOfRow()),
                    row.wentWell() ? "done" : (row.outcome() < 500 ? "refused, " : "failed, ") + row.outcome(),
                    Objects.requireNonNullElse(row.username(), "–"),
                    Objects.requireNonNullElse(row.client(), "–"),
                    few(row.patients()),
                    what(row),
                    Objects.requireNonNullElse(row.address(), "–"),
                    Objects.requireNonNullElse(row.requestId(), ""));
        }

        private static String what(AuditRow row) {
            String target = row.resourceId() == null
                    ? row.resources().isEmpty()
                            ? Objects.requireNonNullElse(row.query(), Objects.requireNonNullElse(row.type(), ""))
                            : few(row.resources())
                    : row.type() + "/" + row.resourceId();
            String how = Objects.requireNonNullElse(row.interaction(), "");
            String detail = row.detail() == null ? "" : " · " + row.detail();
            return (how.isEmpty() ? target : how + " " + target) + detail;
        }

        private static String few(List<String> all) {
            String shown = new TreeSet<>(all).stream().limit(MOST).collect(Collectors.joining(", "));
            return all.size() > MOST ? shown + " and " + (all.size() - MOST) + " more" : all.isEmpty() ? "–" : shown;
        }
    }
}
