// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.vendor;

/** A vendor's file that cannot be used: which line of it, and what to do. Its message holds nothing of a patient. */
public final class WrongVendorFile extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String file;
    private final int line;

    /**
     * @param file its name
     * @param line from 1
     * @param whatToDo a sentence
     */
    public WrongVendorFile(String file, int line, String whatToDo) {
        super(file + ":" + line + ": " + whatToDo);
        this.file = file;
        this.line = line;
    }

    /** Its name. */
    public String file() {
        return file;
    }

    /** From 1. */
    public int line() {
        return line;
    }
}
