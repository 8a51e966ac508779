// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

import java.time.Instant;

/**
 * The token of one launch at our own FHIR server. It stays on this side, as the host's does.
 *
 * @param access bound to one patient of ours, in the name of who launched
 * @param refresh good once, to renew it together with the host's token
 * @param until when {@code access} ends
 * @param patient logical id of the patient it is bound to
 * @param hostAccess the host's token that it was given for
 */
record OurToken(String access, String refresh, Instant until, String patient, String hostAccess) {

    @Override
    public String toString() {
        return "OurToken";
    }
}
