// SPDX-License-Identifier: Apache-2.0
package org.dripline.gate;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dripline.gate.FollowUp.Occasion;
import org.dripline.gate.FollowUp.RiskLevel;

/**
 * The table of what is asked for after something was recorded.
 *
 * @param status {@code DRAFT} until a clinician has signed it
 */
public record FollowUps(String status, List<FollowUp> lines) {

    /** @throws IllegalArgumentException when the table has no status */
    public FollowUps {
        if (status.isBlank()) {
            throw new IllegalArgumentException("the table of follow-ups has no status");
        }
        lines = List.copyOf(lines);
    }

    /**
     * What is asked for, each once: of several lines of one code the one of the highest level counts.
     *
     * @param level the patient's level of suicide risk, as far as it is known
     */
    public List<FollowUp> after(Occasion occasion, RiskLevel level) {
        Map<String, FollowUp> asked = new LinkedHashMap<>();
        lines.stream()
                .filter(line -> line.isAskedAt(occasion, level))
                .sorted(Comparator.comparing(line -> line.from() == null ? RiskLevel.NONE : line.from()))
                .forEach(line -> asked.put(line.code(), line));
        return List.copyOf(asked.values());
    }
}
