// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.session;

/**
 * What the page carries so that others can tell what it shows: the browser, which chart and table it already has; a
 * test or an engineer, whether the screen holds every Observation the store holds.
 *
 * @param observationCount Observations of the session
 * @param newestObservation id of the one stored last
 * @param observationDigest see SHA-256 over their sorted ids and versions
 * @param chart mark of the chart now
 * @param rows mark of the table now
 */
record SessionMarks(
        int observationCount, String newestObservation, String observationDigest, String chart, String rows) {

    static final SessionMarks NONE = new SessionMarks(0, "", "", "", "");
}
