// SPDX-License-Identifier: Apache-2.0
package org.dripline.protocol;

/**
 * Where a number or criterion is from.
 *
 * @param label its short name within a protocol
 * @param citation what it is, in words a reader can find it by; never blank
 * @param url its address; empty when there is none
 */
public record Source(String label, String citation, String url) {

    public Source {
        if (label.isBlank() || citation.isBlank()) {
            throw new IllegalArgumentException("a source needs a label and a citation");
        }
    }
}
