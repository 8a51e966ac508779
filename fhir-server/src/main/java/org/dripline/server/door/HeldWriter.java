// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.door;

import java.io.IOException;
import java.io.Writer;

/** Keeps what is written until something has happened; what is long waits once it fills the memory given to it. */
final class HeldWriter extends Writer {

    private static final int MOST_HELD = 256 * 1024;

    private final Writer out;
    private final Runnable happened;
    private final StringBuilder held = new StringBuilder();
    private boolean released;

    /** @param happened returns when it has; throws when it will not, and then nothing is written */
    HeldWriter(Writer out, Runnable happened) {
        this.out = out;
        this.happened = happened;
    }

    @Override
    public void write(char[] characters, int from, int length) throws IOException {
        if (released) {
            out.write(characters, from, length);
            return;
        }
        held.append(characters, from, length);
        if (held.length() > MOST_HELD) {
            release();
        }
    }

    @Override
    public void flush() throws IOException {
        release();
        out.flush();
    }

    @Override
    public void close() throws IOException {
        release();
        out.close();
    }

    private void release() throws IOException {
        if (!released) {
            happened.run();
            released = true;
            out.append(held);
            held.setLength(0);
        }
    }
}
