// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.access;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A scope on resources. Source: SMART App Launch 2.2, section "Scopes for requesting FHIR Resources"; version 1 scopes
 * are read as the letters that section maps them to.
 *
 * @param level whose records
 * @param type FHIR resource type, or {@code *}
 * @param may what may be done
 * @param query search parameters that a resource must match, such as {@code category} and its token; empty: none
 */
public record SmartScope(Level level, String type, Set<Interaction> may, Map<String, String> query) {

    private static final Pattern SCOPE = Pattern.compile(
            "(patient|user|system)/(\\*|[A-Z][A-Za-z]{1,63})\\.(read|write|\\*|c?r?u?d?s?)(?:\\?([^?#\\s]{1,400}))?");

    /**
     * Types that hold nothing of any patient's record: definitions, the clinic's own directory, and what is asked for
     * by a role of its own, the audit and messages.
     */
    private static final Set<String> WITHOUT_PATIENTS = Set.of(
            "ActivityDefinition",
            "AuditEvent",
            "CodeSystem",
            "ConceptMap",
            "DeviceDefinition",
            "Endpoint",
            "HealthcareService",
            "Library",
            "Location",
            "Medication",
            "MedicationKnowledge",
            "MessageHeader",
            "NamingSystem",
            "OperationDefinition",
            "Organization",
            "PlanDefinition",
            "Practitioner",
            "PractitionerRole",
            "Questionnaire",
            "SearchParameter",
            "StructureDefinition",
            "Substance",
            "ValueSet");

    /** Whose records a scope is on. */
    public enum Level {
        /** The one patient of the launch. */
        PATIENT,
        /** Whatever the signed-in person may see. */
        USER,
        /** Whatever the client may see; no person is there. */
        SYSTEM
    }

    /** What a letter of a scope allows, in the order in which SMART wants the letters. */
    public enum Interaction {
        CREATE('c', "create"),
        READ('r', "read"),
        UPDATE('u', "change"),
        DELETE('d', "delete"),
        SEARCH('s', "search");

        private final char letter;
        private final String word;

        Interaction(char letter, String word) {
            this.letter = letter;
            this.word = word;
        }

        /** The letter of the scope syntax. */
        public char letter() {
            return letter;
        }

        /** A verb for the person who is asked. */
        public String word() {
            return word;
        }
    }

    public SmartScope {
        may = Set.copyOf(may);
        query = Map.copyOf(query);
    }

    /** Reads a scope; empty when it is none on resources, or its letters are missing or out of order. */
    public static Optional<SmartScope> of(String scope) {
        Matcher parts = SCOPE.matcher(scope);
        if (!parts.matches() || parts.group(3).isEmpty()) {
            return Optional.empty();
        }
        Optional<Map<String, String>> query = query(parts.group(4));
        return query.map(asked -> new SmartScope(
                Level.valueOf(parts.group(1).toUpperCase(Locale.ROOT)),
                parts.group(2),
                interactions(parts.group(3)),
                asked));
    }

    /** Whether everything that {@code other} allows is allowed by this. */
    public boolean covers(SmartScope other) {
        return level == other.level
                && (type.equals("*") || type.equals(other.type))
                && may.containsAll(other.may)
                && other.query.entrySet().containsAll(query.entrySet());
    }

    /** Whether a type holds nothing of any patient's record. */
    public static boolean isWithoutPatients(String type) {
        return WITHOUT_PATIENTS.contains(type);
    }

    /** Whether it reaches records of whatever patient the person may see. */
    public boolean opensAnyRecord() {
        return level == Level.USER && !isWithoutPatients(type);
    }

    /** Whether this is about a type and an interaction. */
    public boolean grants(String resourceType, Interaction interaction) {
        return (type.equals("*") || type.equals(resourceType)) && may.contains(interaction);
    }

    private static Set<Interaction> interactions(String letters) {
        return switch (letters) {
            case "read" -> EnumSet.of(Interaction.READ, Interaction.SEARCH);
            case "write" -> EnumSet.of(Interaction.CREATE, Interaction.UPDATE, Interaction.DELETE);
            case "*" -> EnumSet.allOf(Interaction.class);
            default -> {
                Set<Interaction> named = EnumSet.noneOf(Interaction.class);
                for (Interaction interaction : Interaction.values()) {
                    if (letters.indexOf(interaction.letter) >= 0) {
                        named.add(interaction);
                    }
                }
                yield named;
            }
        };
    }

    /** A parameter named twice means both, which one map entry cannot say: not understood, so not granted. */
    private static Optional<Map<String, String>> query(@Nullable String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (text == null) {
            return Optional.of(parameters);
        }
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1 || equals == pair.length() - 1) {
                return Optional.empty();
            }
            try {
                String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
                if (parameters.put(pair.substring(0, equals), value) != null) {
                    return Optional.empty();
                }
            } catch (IllegalArgumentException malformed) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }
}
