// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.dripline.server.access.SmartScope.Interaction;
import org.dripline.server.access.SmartScope.Level;

/**
 * The scopes of a request, a client or a token, as SMART App Launch 2.2 means them.
 *
 * @param words all of them, as written
 * @param onResources those on resources, read
 */
public record ScopeSet(Set<String> words, List<SmartScope> onResources) {

    /** Scopes that are not on resources and that this server knows. */
    public static final Set<String> CONTEXT = Set.of(
            "openid",
            "fhirUser",
            "profile",
            "launch",
            "launch/patient",
            "launch/encounter",
            "online_access",
            "offline_access");

    public ScopeSet {
        words = Set.copyOf(words);
        onResources = List.copyOf(onResources);
    }

    /** Reads scopes; what is neither known nor on resources stays a word that grants nothing. */
    public static ScopeSet of(Iterable<String> scopes) {
        Set<String> words = new TreeSet<>();
        List<SmartScope> onResources = new ArrayList<>();
        for (String scope : scopes) {
            if (words.add(scope)) {
                SmartScope.of(scope).ifPresent(onResources::add);
            }
        }
        return new ScopeSet(words, onResources);
    }

    public boolean has(String word) {
        return words.contains(word);
    }

    /** Whether one scope is understood and within what these allow: the same word, or covered by one on resources. */
    public boolean allows(String scope) {
        if (CONTEXT.contains(scope)) {
            return words.contains(scope);
        }
        return SmartScope.of(scope)
                .filter(asked -> onResources.stream().anyMatch(allowed -> allowed.covers(asked)))
                .isPresent();
    }

    /** Whether any scope is on the records of one level. */
    public boolean reaches(Level level) {
        return onResources.stream().anyMatch(scope -> scope.level() == level);
    }

    /** The scopes that grant an interaction on a type, of any level. */
    public List<SmartScope> granting(String type, Interaction interaction) {
        return onResources.stream()
                .filter(scope -> scope.grants(type, interaction))
                .toList();
    }
}
