// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.audit;

import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ParamPrefixEnum;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dripline.server.access.AuditTrail.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A search of the audit, the same over FHIR, on the page and for an export: newest first, by pages that begin after a
 * row. Names of the parameters are FHIR R4's of AuditEvent.
 *
 * @param where a condition of SQL; its values are in {@code values}
 * @param eventWhere the same for {@link AuditRowOfPatient}, which leaves out the events of a row that are about others
 * @param count of one page
 * @param asked what was asked, by name, without {@link #BEFORE}; for the link to the next page
 */
record AuditQuery(
        String where,
        List<Object> values,
        String eventWhere,
        List<Object> eventValues,
        int count,
        Map<String, List<String>> asked) {

    /** Parameter of a link to the next page: the row after which it begins. */
    static final String BEFORE = "_before";

    private static final String COUNT = "_count";
    private static final int USUAL_COUNT = 50;
    private static final int LARGEST_COUNT = 500;

    /** What a search may name, with the type of each in FHIR. */
    static final Map<String, String> PARAMETERS = Collections.unmodifiableMap(new TreeMap<>(Map.ofEntries(
            Map.entry("_id", "token"),
            Map.entry("action", "token"),
            Map.entry("address", "string"),
            Map.entry("agent", "reference"),
            Map.entry("altid", "token"),
            Map.entry("date", "date"),
            Map.entry("entity", "reference"),
            Map.entry("outcome", "token"),
            Map.entry("patient", "reference"),
            Map.entry("subtype", "token"),
            Map.entry("type", "token"))));

    /** Parameters about the answer, which HAPI sees to. */
    private static final Set<String> ANSWER = Set.of("_format", "_pretty", "_elements", "_summary", COUNT, BEFORE);

    private static final Pattern ROW = Pattern.compile("[0-9]{1,18}");
    /** Id of an AuditEvent: of the row, and the number among its patients where there are several. */
    private static final Pattern EVENT = Pattern.compile("([0-9]{1,18})(?:-([0-9]{1,6}))?");

    AuditQuery {
        values = List.copyOf(values);
        eventValues = List.copyOf(eventValues);
    }

    /**
     * Reads what is asked.
     *
     * @throws InvalidRequestException with a sentence, for a parameter that is not known or cannot be read
     */
    static AuditQuery of(Map<String, String[]> parameters) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        List<Object> values = new ArrayList<>();
        List<String> ofEvents = new ArrayList<>();
        List<Object> eventValues = new ArrayList<>();
        Map<String, List<String>> asked = new TreeMap<>();
        int count = USUAL_COUNT;
        for (Map.Entry<String, String[]> parameter : parameters.entrySet()) {
            String name = parameter.getKey();
            for (String value : parameter.getValue()) {
                if (value.isBlank()) {
                    continue;
                }
                if (!name.equals(BEFORE)) {
                    asked.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
                }
                if (name.equals(COUNT)) {
                    count = (int) Math.min(LARGEST_COUNT, Math.max(1, number(COUNT, value)));
                } else if (name.equals(BEFORE)) {
                    before(value, conditions, values, ofEvents, eventValues);
                } else if (name.equals("_sort")) {
                    requireNewestFirst(value);
                } else if (!ANSWER.contains(name)) {
                    conditions.add(condition(name, value, values));
                    ofEvent(name, value, ofEvents, eventValues);
                }
            }
        }
        String where = String.join(" and ", conditions);
        List<Object> both = new ArrayList<>(values);
        both.addAll(eventValues);
        ofEvents.add(0, where);
        return new AuditQuery(where, values, String.join(" and ", ofEvents), both, count, asked);
    }

    /** After a row, or after one of the events of a row. */
    private static void before(
            String value,
            List<String> conditions,
            List<Object> values,
            List<String> ofEvents,
            List<Object> eventValues) {
        Matcher one = EVENT.matcher(value);
        if (!one.matches()) {
            throw new InvalidRequestException(BEFORE + " is the id of an event.");
        }
        long row = Long.parseLong(one.group(1));
        if (one.group(2) == null) {
            conditions.add("id < ?");
            values.add(row);
            return;
        }
        conditions.add("id <= ?");
        values.add(row);
        ofEvents.add("(id < ? or " + AuditRowOfPatient.NUMBER + " > ?)");
        eventValues.add(row);
        eventValues.add(Integer.parseInt(one.group(2)));
    }

    /** Whoever asks about one patient, or for one event, is not told of the others of the same row. */
    private static void ofEvent(String name, String value, List<String> ofEvents, List<Object> eventValues) {
        List<String> any = Arrays.stream(value.split(",")).map(String::strip).toList();
        if (name.equals("patient")
                || name.equals("entity") && any.stream().allMatch(one -> one.matches("(.*/)?Patient/[^/]+"))) {
            ofEvents.add("(one.patient = any (string_to_array(?, ' ')) or cardinality(patients) = 0)");
            eventValues.add(any.stream()
                    .map(one -> one.substring(one.lastIndexOf('/') + 1))
                    .collect(Collectors.joining(" ")));
        } else if (name.equals("_id") && value.indexOf(',') < 0) {
            Matcher one = EVENT.matcher(value);
            if (one.matches()) {
                ofEvents.add(AuditRowOfPatient.NUMBER + " = ?");
                eventValues.add(one.group(2) == null ? 0 : Integer.parseInt(one.group(2)));
            }
        }
    }

    private static String condition(String name, String value, List<Object> values) {
        String bare = name.equals("agent:identifier") ? "agent" : name;
        if (!PARAMETERS.containsKey(bare)) {
            throw new InvalidRequestException("AuditEvents are searched by " + String.join(", ", PARAMETERS.keySet())
                    + "; other parameters, modifiers and chains are not known here.");
        }
        if (bare.equals("date")) {
            return date(value, values);
        }
        List<String> any = Arrays.stream(value.split(","))
                .map(one -> one(bare, one.strip(), values))
                .toList();
        return any.size() == 1 ? any.get(0) : "(" + String.join(" or ", any) + ")";
    }

    private static String one(String name, String value, List<Object> values) {
        switch (name) {
            case "_id" -> {
                // Another server's id is none of ours: found nowhere, not wrong.
                Matcher event = EVENT.matcher(value);
                values.add(event.matches() ? Long.parseLong(event.group(1)) : -1L);
                return "id = ?";
            }
            case "patient" -> {
                values.add(idOf(value, "Patient"));
                return "patients @> array[?]::text[]";
            }
            case "agent", "altid" -> {
                String code = codeOf(value);
                values.add(code);
                values.add(code);
                return "(username = ? or client_id = ?)";
            }
            case "address" -> {
                values.add(value);
                return "address = ?";
            }
            case "entity" -> {
                return entity(value, values);
            }
            case "action" -> {
                values.add(codeOf(value).toUpperCase(Locale.ROOT));
                return "coalesce(action, 'E') = ?";
            }
            case "outcome" -> {
                return outcome(codeOf(value));
            }
            case "type" -> {
                return kinds(AuditCodes.kindsOfType(codeOf(value)), values);
            }
            default -> {
                return subtype(value, values);
            }
        }
    }

    /** A kind of ours or an interaction of FHIR's; without a system either. */
    private static String subtype(String value, List<Object> values) {
        String code = codeOf(value);
        String kinds = kinds(AuditCodes.kindsOfSubtype(code), values);
        if (value.startsWith(AuditCodes.KINDS + "|")) {
            return kinds;
        }
        values.add(code);
        String interaction =
                code.equals("operation") ? "(interaction = ? or interaction like '$%')" : "interaction = ?";
        return "(" + kinds + " or " + interaction + ")";
    }

    private static String entity(String value, List<Object> values) {
        String[] parts = value.split("/");
        if (parts.length < 2) {
            throw new InvalidRequestException("entity is written as [type]/[id].");
        }
        String type = parts[parts.length - 2];
        String id = parts[parts.length - 1];
        values.add(type);
        values.add(id);
        if (type.equals("Patient")) {
            values.add(id);
            return "(resource_type = ? and resource_id = ? or patients @> array[?]::text[])";
        }
        return "(resource_type = ? and resource_id = ?)";
    }

    private static String outcome(String code) {
        return switch (code) {
            case AuditCodes.SUCCESS -> "outcome < 400";
            case AuditCodes.MINOR_FAILURE -> "outcome between 400 and 499";
            case AuditCodes.SERIOUS_FAILURE -> "outcome >= 500";
            default -> "false";
        };
    }

    private static String kinds(Set<Kind> kinds, List<Object> values) {
        if (kinds.isEmpty()) {
            return "false";
        }
        Set<String> names = kinds.stream().map(Kind::name).collect(Collectors.toCollection(TreeSet::new));
        values.add(String.join(" ", names));
        return "kind = any (string_to_array(?, ' '))";
    }

    /** A day, a month or a moment means all of it. Source: FHIR R4, search.html#date. */
    private static String date(String value, List<Object> values) {
        DateRangeParam range;
        try {
            DateParam date = new DateParam(value);
            if (date.getPrefix() == ParamPrefixEnum.NOT_EQUAL || date.getPrefix() == ParamPrefixEnum.APPROXIMATE) {
                throw new InvalidRequestException("date is searched with eq, gt, ge, lt, le, sa or eb.");
            }
            range = date.getPrefix() == null || date.getPrefix() == ParamPrefixEnum.EQUAL
                    ? new DateRangeParam(date.getValueAsString(), date.getValueAsString())
                    : new DateRangeParam(date);
        } catch (RuntimeException unreadable) {
            throw new InvalidRequestException(
                    "date is written as 2026-01-05 or 2026-01-05T14:00:00Z, perhaps behind ge or lt.");
        }
        List<String> bounds = new ArrayList<>();
        Date from = range.getLowerBoundAsInstant();
        Date to = range.getUpperBoundAsInstant();
        if (from != null) {
            values.add(timestamp(from.toInstant()));
            bounds.add("at >= ?");
        }
        if (to != null) {
            // HAPI's upper bound is the last millisecond of what is meant.
            values.add(timestamp(to.toInstant().plusMillis(1)));
            bounds.add("at < ?");
        }
        return bounds.isEmpty() ? "true" : String.join(" and ", bounds);
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.from(instant);
    }

    private static void requireNewestFirst(String value) {
        if (!value.equals("-date")) {
            throw new InvalidRequestException("AuditEvents come newest first; _sort is -date or left out.");
        }
    }

    private static long number(String name, String value) {
        if (!ROW.matcher(value).matches()) {
            throw new InvalidRequestException(name + " is a whole number.");
        }
        return Long.parseLong(value);
    }

    private static String idOf(String value, String type) {
        String prefix = type + "/";
        return value.startsWith(prefix) ? value.substring(prefix.length()) : value;
    }

    /** The code of a token: what is behind the system. */
    private static String codeOf(String value) {
        return value.substring(value.indexOf('|') + 1);
    }

    /** The first value of a parameter; null when it was not asked. */
    @Nullable String first(String name) {
        return Objects.requireNonNullElse(asked.get(name), List.<String>of()).stream()
                .findFirst()
                .orElse(null);
    }
}
