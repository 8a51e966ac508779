// SPDX-License-Identifier: Apache-2.0
package org.dripline.figure;

/**
 * How a number is worked out.
 *
 * @param id its name, such as {@code session.delivered}; does not change once published
 * @param words the definition in one sentence
 * @param source where the definition is from
 */
public record Rule(String id, String words, String source) {

    public Rule {
        if (id.isBlank() || words.isBlank() || source.isBlank()) {
            throw new IllegalArgumentException("a rule needs a name, words and a source");
        }
    }
}
