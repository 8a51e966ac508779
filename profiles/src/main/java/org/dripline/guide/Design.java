// SPDX-License-Identifier: Apache-2.0
package org.dripline.guide;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** Styles, icon and script of the guide: the design every page of Dripline shares, and what only the guide needs. */
final class Design {

    /** Path in the guide to place on the class path. */
    private static final Map<String, String> FILES = Map.of(
            "design/tokens.css", "/org/dripline/design/tokens.css",
            "design/base.css", "/org/dripline/design/base.css",
            "design/icons/drop.svg", "/org/dripline/design/icons/drop.svg",
            "guide.css", "/org/dripline/guide/guide.css",
            "guide.js", "/org/dripline/guide/guide.js");

    private Design() {}

    static Map<String, byte[]> files() {
        Map<String, byte[]> files = new TreeMap<>();
        FILES.forEach((path, resource) -> files.put(path, bytes(resource)));
        return files;
    }

    /** What is on the class path there. */
    static byte[] bytes(String resource) {
        try (InputStream bytes = Design.class.getResourceAsStream(resource)) {
            if (bytes == null) {
                throw new IllegalStateException("Missing from the class path: " + resource);
            }
            return bytes.readAllBytes();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
