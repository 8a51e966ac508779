// SPDX-License-Identifier: Apache-2.0
package org.dripline.app.launch;

import org.springframework.http.HttpStatus;

/** Every reason why the app shows a sentence instead of a screen. The sentence says what the person can do. */
public enum LaunchProblem {
    /** The {@code iss} is not on the allow-list; nothing was asked of it. */
    HOST_NOT_ALLOWED(
            HttpStatus.BAD_REQUEST,
            "This EHR is not one that may open Dripline here; ask whoever runs Dripline to add it."),
    /** No {@code iss} or no {@code launch}, or one of them twice. */
    NOT_A_LAUNCH(HttpStatus.BAD_REQUEST, "Dripline is opened from a patient's chart in the EHR; open it there."),
    /** The host's smart-configuration is missing something we rely on, such as PKCE with S256. */
    HOST_NOT_SUITABLE(
            HttpStatus.BAD_GATEWAY,
            "The EHR does not offer the secure launch that Dripline needs; tell whoever runs the EHR."),
    /** The host did not answer. */
    HOST_UNREACHABLE(HttpStatus.BAD_GATEWAY, "The EHR did not answer; try again in a moment."),
    /** The {@code state} is unknown, used before, too old, or of another browser session. */
    STATE_LOST(
            HttpStatus.BAD_REQUEST,
            "This launch was already used, took too long, or began in another browser window;"
                    + " open Dripline from the chart again."),
    /** The host ended the authorization with an error. */
    HOST_REFUSED(
            HttpStatus.FORBIDDEN, "The EHR refused to open Dripline for you; ask whoever runs the EHR for access."),
    /** The answer names another authorization server than the one that was asked (RFC 9207). */
    ISSUER_MIXED_UP(
            HttpStatus.BAD_REQUEST,
            "The answer came from another system than the EHR that opened Dripline; open it from the chart again."),
    /** The host would not exchange the code. */
    TOKEN_REFUSED(HttpStatus.BAD_GATEWAY, "The EHR did not complete the launch; open Dripline from the chart again."),
    /** The id_token is missing, forged, expired or meant for somebody else. */
    IDENTITY_TOKEN_INVALID(
            HttpStatus.BAD_GATEWAY,
            "The EHR's statement of who you are could not be verified; tell whoever runs the EHR."),
    /** The launch carries no patient. */
    NO_PATIENT(HttpStatus.BAD_REQUEST, "The EHR opened Dripline without a patient; open it from a patient's chart."),
    /** The launch id is unknown or belongs to another browser session; which of the two is not said. */
    NOT_THIS_SESSION(
            HttpStatus.NOT_FOUND,
            "This launch is not open in this browser, or was left unused for too long;"
                    + " open Dripline from the chart again."),
    /** The token ran out and could not be renewed, or the launch reached its greatest age. */
    EXPIRED(HttpStatus.GONE, "This launch has expired; open Dripline from the chart again."),
    /** The host does not let us read the patient. */
    PATIENT_FORBIDDEN(
            HttpStatus.FORBIDDEN,
            "The EHR does not let Dripline read this patient; ask whoever runs the EHR for access."),
    /** The host does not know the patient it launched us with. */
    PATIENT_NOT_AT_HOST(HttpStatus.BAD_GATEWAY, "The EHR does not find the patient it opened Dripline for."),
    /** The host's patient has no single medical record number, so nobody here can be matched. */
    MRN_MISSING(
            HttpStatus.CONFLICT,
            "The EHR gives no single medical record number for this patient, so Dripline cannot tell who it is."),
    /** Nobody here carries the medical record number. */
    PATIENT_NOT_HERE(
            HttpStatus.NOT_FOUND,
            "Dripline has no patient with this medical record number; no infusion data has arrived."),
    /** Two of ours carry the medical record number. */
    PATIENT_NOT_UNIQUE(
            HttpStatus.CONFLICT,
            "The patient's identity is not unique in Dripline, so nothing is shown; ask for the records to be merged."),
    /** Our own server does not accept what the host gave us for this launch. */
    NOT_ACCEPTED(
            HttpStatus.BAD_GATEWAY,
            "Dripline did not accept what the EHR said of this launch; open it from the chart again,"
                    + " or tell whoever runs Dripline."),
    /** Our own FHIR server did not answer. */
    STORE_UNREACHABLE(
            HttpStatus.SERVICE_UNAVAILABLE, "Dripline's own records cannot be reached; try again in a moment."),
    /** Something else went wrong. */
    FAILED(HttpStatus.INTERNAL_SERVER_ERROR, "Dripline could not show this page; try again in a moment.");

    private final HttpStatus status;
    private final String sentence;

    LaunchProblem(HttpStatus status, String sentence) {
        this.status = status;
        this.sentence = sentence;
    }

    /** The HTTP status that goes with the page. */
    public HttpStatus status() {
        return status;
    }

    /** One sentence for the person in front of the screen. */
    public String sentence() {
        return sentence;
    }
}
