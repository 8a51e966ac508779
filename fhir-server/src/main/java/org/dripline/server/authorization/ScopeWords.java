// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.authorization;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dripline.server.access.SmartScope;
import org.dripline.server.access.SmartScope.Interaction;

/**
 * A scope as the person who is asked reads it.
 *
 * @param scope as it is written
 * @param words what it allows, a sentence
 * @param always whether it cannot be left out while the app is allowed anything
 */
record ScopeWords(String scope, String words, boolean always) {

    private static final Map<String, String> CONTEXT = Map.of(
            "openid", "Know that you signed in",
            "fhirUser", "Know who you are in the record",
            "profile", "Know who you are in the record",
            "launch", "Know which chart it was opened from",
            "launch/patient", "Know which patient you choose here",
            "launch/encounter", "Know which visit is open",
            "online_access", "Go on while you work, without asking again",
            "offline_access", "Go on after you have left, until you or the administrator ends it");

    private static final Map<String, String> TYPES = Map.of(
            "*", "everything in the record",
            "Patient", "name, birth date and address",
            "Observation", "measurements, vital signs and scores",
            "Encounter", "visits and infusion sessions",
            "MedicationRequest", "orders of medicines",
            "MedicationAdministration", "medicines that were given",
            "Condition", "diagnoses",
            "AllergyIntolerance", "allergies",
            "QuestionnaireResponse", "answers to questionnaires",
            "DocumentReference", "documents");

    static ScopeWords of(String scope) {
        String context = CONTEXT.get(scope);
        if (context != null) {
            return new ScopeWords(scope, context, scope.equals("openid"));
        }
        Optional<SmartScope> onResources = SmartScope.of(scope);
        return new ScopeWords(
                scope, onResources.map(ScopeWords::sentence).orElse("Nothing: this server does not know it"), false);
    }

    private static String sentence(SmartScope scope) {
        List<String> verbs = Arrays.stream(Interaction.values())
                .filter(scope.may()::contains)
                .map(Interaction::word)
                .toList();
        String verb = verbs.size() == 1
                ? verbs.get(0)
                : String.join(", ", verbs.subList(0, verbs.size() - 1)) + " and " + verbs.get(verbs.size() - 1);
        String what = TYPES.getOrDefault(scope.type(), scope.type());
        String only = scope.query().isEmpty()
                ? ""
                : ", only where "
                        + scope.query().entrySet().stream()
                                .map(filter -> filter.getKey() + " is " + afterBar(filter.getValue()))
                                .sorted()
                                .collect(Collectors.joining(" and "));
        String whose = switch (scope.level()) {
            case PATIENT -> " of this patient";
            case USER -> " of every patient you may see";
            case SYSTEM -> " of every patient";
        };
        return Character.toUpperCase(verb.charAt(0)) + verb.substring(1) + " " + what + whose + only;
    }

    private static String afterBar(String token) {
        return token.substring(token.indexOf('|') + 1);
    }
}
