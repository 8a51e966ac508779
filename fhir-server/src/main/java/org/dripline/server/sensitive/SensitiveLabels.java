// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.sensitive;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseCoding;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Coding;

/**
 * The labels of {@code meta.security} under which something is withheld: {@code sensitive-labels.csv}. Nothing is ever
 * told from what a resource says.
 */
public final class SensitiveLabels {

    /** 42 CFR Part 2, as the clinic's own records carry it where the clinic is such a program. */
    static final Coding PART_2 =
            new Coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", "42CFRPart2", "42 CFR Part2");

    /**
     * One label.
     *
     * @param isPart2 whether it falls under 42 CFR Part 2, so that the notice goes with it
     */
    record Label(String system, String code, boolean isPart2) {

        boolean is(IBaseCoding coding) {
            return system.equals(coding.getSystem()) && code.equals(coding.getCode());
        }
    }

    private final List<Label> labels;

    private SensitiveLabels(List<Label> labels) {
        this.labels = labels;
    }

    static SensitiveLabels shipped() {
        try (InputStream file =
                Objects.requireNonNull(SensitiveLabels.class.getResourceAsStream("sensitive-labels.csv"))) {
            return new SensitiveLabels(new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .map(cells -> new Label(cells[0], cells[1], cells[2].equals("yes")))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The labels a resource carries; empty when anybody may see it who may see its like. */
    List<Label> on(IBaseResource resource) {
        return labels.stream()
                .filter(label -> resource.getMeta().getSecurity().stream().anyMatch(label::is))
                .toList();
    }

    List<Label> all() {
        return labels;
    }

    /** For the search parameter {@code _security:not}: any of them. */
    static String asTokens(List<Label> labels) {
        return labels.stream().map(label -> label.system() + "|" + label.code()).collect(Collectors.joining(","));
    }
}
