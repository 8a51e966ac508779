// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

/** Whether a reading may be shown as the value now. */
public enum Freshness {
    /** Within its age limit. */
    FRESH,
    /** Older than that: show "unknown" with the old value and its age, never a normal colour. */
    STALE,
    /** None, or so old that it says nothing. */
    MISSING
}
