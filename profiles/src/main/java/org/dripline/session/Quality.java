// SPDX-License-Identifier: Apache-2.0
package org.dripline.session;

/** How far a reported value may be trusted, from OBX-8 and the resource's labels. */
public enum Quality {
    /** Nothing said against it. */
    ORDINARY,
    /** QUES: used in every figure, and counted. */
    QUESTIONABLE,
    /** TEST, DEMO, INV, CAL or rejected by a person: never in a figure. */
    UNUSABLE
}
