// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.journal;

/**
 * Text a sender chose, made fit for a column. PostgreSQL refuses NUL in text and very long values in an index; a
 * message that brings one must not be taken for a database that is away, or its sender would send it for ever. The
 * bytes in {@code raw} stay as they came.
 */
final class ColumnText {

    private static final int LONGEST = 200;

    private ColumnText() {}

    static String of(String text) {
        String whole = text.replace('\u0000', '\uFFFD');
        return whole.length() <= LONGEST ? whole : whole.substring(0, LONGEST);
    }
}
