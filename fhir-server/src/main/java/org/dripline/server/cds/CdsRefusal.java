// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.cds;

/** Why a call is not answered with cards, in a sentence that holds nothing of what was sent. */
final class CdsRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    private CdsRefusal(int status, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    /** 400: the call cannot be read. */
    static CdsRefusal malformed(String sentence) {
        return new CdsRefusal(400, sentence);
    }

    /** 401: whoever calls has not shown who they are. */
    static CdsRefusal unknownCaller(String sentence) {
        return new CdsRefusal(401, sentence);
    }

    /** 403: known, and not allowed this. */
    static CdsRefusal forbidden(String sentence) {
        return new CdsRefusal(403, sentence);
    }

    /** 404. */
    static CdsRefusal noSuchService() {
        return new CdsRefusal(404, "There is no such CDS service here; GET /cds-services lists those that are on.");
    }

    /** 412: what is needed was neither prefetched nor may be read. Source: CDS Hooks 2.0, "HTTP Status Codes". */
    static CdsRefusal withoutData(String sentence) {
        return new CdsRefusal(412, sentence);
    }

    /** 413. */
    static CdsRefusal tooLarge(long bytes) {
        return new CdsRefusal(413, "A call is read up to " + bytes + " bytes (dripline.cds-hooks.largest-body).");
    }

    /** 503: the caller's keys could not be read. */
    static CdsRefusal keysAway() {
        return new CdsRefusal(
                503, "The keys of this issuer cannot be read at present (its jwks-url); nothing was read. Try again.");
    }
}
