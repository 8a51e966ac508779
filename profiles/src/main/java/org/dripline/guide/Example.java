// SPDX-License-Identifier: Apache-2.0
package org.dripline.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A committed example: a file of {@code fhir/valid/<profile id>/}, or of {@code fhir/invalid/<profile id>/} with what a
 * validator says of it.
 *
 * @param profile id of the profile it claims
 * @param name of its file, without the ending
 * @param json its text as committed
 * @param complaints what a validator says; none of a valid example
 */
record Example(String profile, String name, String json, List<Complaint> complaints) {

    /**
     * A message that comes, proved by {@code ProfilesIT}.
     *
     * @param severity {@code error} or {@code warning}
     * @param words of the message: the key of an invariant, or a validator's own
     */
    record Complaint(String severity, String words) {

        static Complaint parse(String line) {
            int blank = line.indexOf(' ');
            if (blank < 0) {
                throw new IllegalStateException("Not a severity and words: " + line);
            }
            return new Complaint(line.substring(0, blank), line.substring(blank + 1));
        }
    }

    Example {
        complaints = List.copyOf(complaints);
    }

    boolean isValid() {
        return complaints.isEmpty();
    }

    /** The file name as a heading: {@code systolic-below-diastolic} is "Systolic below diastolic". */
    String heading() {
        String words = name.replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** Where the guide keeps the file. */
    String path() {
        return "examples/" + profile + "/" + (isValid() ? "" : "failing-") + name + ".json";
    }

    /** Every example below the folder, by profile and name, the valid ones first. */
    static List<Example> readAll(Path folder) {
        return Stream.of("valid", "invalid")
                .flatMap(kind -> Folders.files(folder.resolve(kind), ".json"))
                .map(Example::read)
                .toList();
    }

    private static Example read(Path file) {
        String name = file.getFileName().toString().replaceFirst("\\.json$", "");
        Path expected = file.resolveSibling(name + ".expected");
        try {
            List<Complaint> complaints = Files.exists(expected)
                    ? Files.readAllLines(expected).stream()
                            .filter(line -> !line.isBlank())
                            .map(line -> Complaint.parse(line.strip()))
                            .toList()
                    : List.of();
            String profile = file.getName(file.getNameCount() - 2).toString();
            return new Example(profile, name, Files.readString(file), complaints);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
