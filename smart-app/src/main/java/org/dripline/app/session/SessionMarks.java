// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

/**
 * What the page carries so that a test or an engineer can tell whether the screen holds every Observation the store
 * holds.
 *
 * @param observationCount Observations of the session
 * @param newestObservation id of the one stored last; blank when there is none
 * @param observationDigest see {@link SessionRecord#digest()}
 */
record SessionMarks(int observationCount, String newestObservation, String observationDigest) {

    static final SessionMarks NONE = new SessionMarks(0, "", "");
}
