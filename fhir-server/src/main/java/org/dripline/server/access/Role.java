// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.access;

import java.util.Arrays;
import java.util.Locale;

/** What somebody is in this clinic; what each may do is in {@code role-table.csv} of package {@code staff}. */
public enum Role {
    NURSE,
    /** May prescribe ketamine here. */
    PRESCRIBER,
    /** Holds a valid certificate of advanced cardiac life support. */
    ACLS_HOLDER,
    /** Whoever connects systems, and every backend service. */
    INTEGRATION,
    PRIVACY_OFFICER,
    /** Runs this server. */
    ADMINISTRATOR,
    /** The patient of the launch, signed in as such; never given. */
    PATIENT;

    /** As it is written in tables, settings and records, such as {@code acls-holder}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** In a sentence, such as {@code ACLS holder}. */
    public String words() {
        return this == ACLS_HOLDER
                ? "ACLS holder"
                : name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * The role of a code.
     *
     * @throws IllegalArgumentException with a sentence, when there is none of that code
     */
    public static Role of(String code) {
        return Arrays.stream(values())
                .filter(role -> role.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no role " + code + ": the roles are "
                        + String.join(
                                ", ", Arrays.stream(values()).map(Role::code).toList())
                        + "."));
    }
}
