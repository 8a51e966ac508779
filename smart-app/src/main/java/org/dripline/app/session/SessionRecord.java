// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Observation;

/**
 * The Observations of one session as read so far, merged by id and version: reading one twice, late or out of order
 * changes nothing, and an older version never replaces a newer one. Not safe for threads: one feed owns it.
 */
final class SessionRecord {

    private final Map<String, Observation> observations = new HashMap<>();
    private Set<String> missing = Set.of();
    private String digest = digest(List.of());

    /**
     * Takes what a partial read brought.
     *
     * @return whether anything was new
     */
    boolean merge(Collection<Observation> read) {
        boolean changed = false;
        for (Observation observation : read) {
            String id = observation.getIdElement().getIdPart();
            Observation known = observations.get(id);
            if (known == null || version(observation) > version(known)) {
                observations.put(id, observation);
                changed = true;
            }
        }
        if (changed) {
            digest = digest(observations.values());
        }
        return changed;
    }

    /**
     * Takes what a full read brought. What two full reads in a row no longer hold is gone; one alone may have missed
     * it, because pages were turned while others wrote.
     *
     * @return whether anything changed
     */
    boolean mergeAll(Collection<Observation> all) {
        boolean changed = merge(all);
        Set<String> absent = new HashSet<>(observations.keySet());
        all.forEach(observation -> absent.remove(observation.getIdElement().getIdPart()));
        Set<String> gone = new HashSet<>(absent);
        gone.retainAll(missing);
        missing = absent;
        if (observations.keySet().removeAll(gone)) {
            digest = digest(observations.values());
            return true;
        }
        return changed;
    }

    /** All of them, in no order. */
    List<Observation> observations() {
        return List.copyOf(observations.values());
    }

    int size() {
        return observations.size();
    }

    /** Id of the one the store took last; blank when there is none. */
    String newest() {
        return observations.values().stream()
                .max(Comparator.comparingLong(SessionRecord::storedAt)
                        .thenComparing(observation -> observation.getIdElement().getIdPart()))
                .map(observation -> observation.getIdElement().getIdPart())
                .orElse("");
    }

    /** SHA-256 in hex over one line {@code id/version} for each Observation, sorted: equal digests, equal content. */
    String digest() {
        return digest;
    }

    static String digest(Collection<Observation> observations) {
        MessageDigest sha256 = sha256();
        observations.stream()
                .map(observation -> observation.getIdElement().getIdPart() + "/" + version(observation) + "\n")
                .sorted()
                .forEach(line -> sha256.update(line.getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The version; a server whose versions are no numbers is ordered by its stamp instead. */
    private static long version(Observation observation) {
        String version = observation.getMeta().getVersionId();
        if (version != null && version.matches("\\d{1,18}")) {
            return Long.parseLong(version);
        }
        return storedAt(observation);
    }

    private static long storedAt(Observation observation) {
        return observation.getMeta().hasLastUpdated()
                ? observation.getMeta().getLastUpdated().getTime()
                : 0;
    }
}
