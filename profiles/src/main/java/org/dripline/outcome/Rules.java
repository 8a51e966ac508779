// SPDX-License-Identifier: Apache-2.0
package org.dripline.outcome;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import org.dripline.protocol.Mark;

/** Reads the data files of this package: every number with mark, source and status, or it does not load. */
final class Rules {

    private final Properties properties;
    private final String file;

    private Rules(Properties properties, String file) {
        this.properties = properties;
        this.file = file;
    }

    /** A file beside this class. */
    static Rules shipped(String file) {
        Properties properties = new Properties();
        try (InputStream in = Rules.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + file);
            }
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Rules(properties, file);
    }

    static Rules of(Properties properties) {
        return new Rules(properties, "rules");
    }

    /** @throws IllegalArgumentException when it is missing or blank */
    String text(String key) {
        String text = properties.getProperty(key, "").trim();
        if (text.isEmpty()) {
            throw new IllegalArgumentException(file + " lacks " + key);
        }
        return text;
    }

    Optional<String> optional(String key) {
        return Optional.ofNullable(properties.getProperty(key)).map(String::trim);
    }

    /** A cut, if there is one of this name. A value without a sense is meant as {@code otherwise}. */
    Optional<Cut> cut(String key, Cut.Sense otherwise) {
        return optional(key + ".value").map(value -> {
            String[] words = value.split(" ");
            return new Cut(
                    key,
                    new BigDecimal(words[words.length - 1]),
                    words.length == 1 ? otherwise : sense(key, words[0]),
                    Mark.of(text(key + ".mark"))
                            .orElseThrow(() -> new IllegalArgumentException(key + ".mark is neither V, V-2 nor GK")),
                    text(key + ".source"),
                    draft(key));
        });
    }

    /** The code of the protocol's number that goes before a cut. */
    Optional<String> number(String key) {
        return optional(key + ".number");
    }

    private static Cut.Sense sense(String key, String word) {
        return switch (word) {
            case "below" -> Cut.Sense.BELOW;
            case "at-most" -> Cut.Sense.AT_MOST;
            case "at-least" -> Cut.Sense.AT_LEAST;
            default -> throw new IllegalArgumentException(key + " is neither below, at-most nor at-least");
        };
    }

    private boolean draft(String key) {
        return switch (text(key + ".status")) {
            case "DRAFT" -> true;
            case "SIGNED" -> false;
            default -> throw new IllegalArgumentException(key + ".status is neither DRAFT nor SIGNED");
        };
    }
}
