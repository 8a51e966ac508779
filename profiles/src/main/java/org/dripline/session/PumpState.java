// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

/** What may be said about the pump now. */
public enum PumpState {
    /** Reports are fresh, and the infusion has not begun. */
    NOT_STARTED,
    RUNNING,
    /** Stopped, with neither a completion nor a closed session: it may go on. */
    PAUSED,
    /** The infusion is over; the pump keeps the line free. */
    KEEP_VEIN_OPEN,
    /** Completed, or stopped and the session closed. */
    ENDED,
    /** No report, or none within the silence limit: neither "running" nor "stopped" may be shown. */
    UNKNOWN
}
