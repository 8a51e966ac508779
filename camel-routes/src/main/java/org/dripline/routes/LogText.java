// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes;

/**
 * Text a sender chose, made fit for one line of log: a control id of two thousand characters or with a line end is an
 * attack or a bug.
 */
public final class LogText {

    private static final int LONGEST = 64;

    private LogText() {}

    /** At most 64 characters, nothing that could begin a new line or steer a terminal; {@code -} for nothing. */
    public static String of(String text) {
        if (text.isEmpty()) {
            return "-";
        }
        StringBuilder safe = new StringBuilder();
        text.codePoints()
                .limit(LONGEST)
                .map(character ->
                        character < 0x20 || character == 0x7F || Character.getType(character) == Character.CONTROL
                                ? '?'
                                : character)
                .forEach(safe::appendCodePoint);
        return safe.toString();
    }
}
