// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.host;

/**
 * Why a host's launch gives no token here. The code is the {@code error} of the token endpoint: those of RFC 6749,
 * section 5.2, and RFC 8693, section 2.2.2, and, as RFC 6749, section 8.5 allows, three more that say whom a person
 * must ask. The sentence names nobody.
 */
public enum HostProblem {
    /** Nothing about the request can be answered before it is repaired. */
    REQUEST_INCOMPLETE(
            "invalid_request",
            "Send each once: subject_token, subject_token_type, host, host_access_token, host_patient; see the README of fhir-server, Token exchange."),
    TOKEN_TYPE(
            "invalid_request",
            "subject_token_type is that of an id_token or of a refresh_token, and an access token is all that is given."),
    ACTOR("invalid_request", "There is no actor here but the client, which proves itself: leave actor_token out."),
    TARGET(
            "invalid_target",
            "Tokens of this server are good for its own FHIR base only: leave audience and resource out."),
    HOST_UNKNOWN(
            "invalid_request", "This host is not among those whose launches are exchanged: see dripline.access.hosts."),
    IDENTITY_UNREADABLE("invalid_request", "The id_token is not a signed JWT that can be read."),
    IDENTITY_ALGORITHM("invalid_request", "The id_token must be signed with RS256, RS384, ES256 or ES384."),
    IDENTITY_SIGNATURE("invalid_request", "The id_token is not signed by a key that the host publishes."),
    IDENTITY_ISSUER("invalid_request", "The id_token's iss is not the issuer of the host that is named."),
    IDENTITY_AUDIENCE("invalid_request", "The id_token is for another client of the host (aud, azp)."),
    IDENTITY_TIME("invalid_request", "The id_token has expired, is too old, or of a time ahead: launch again."),
    IDENTITY_CLAIMS("invalid_request", "The id_token lacks sub, exp, iat or nonce."),
    IDENTITY_OF_ANOTHER_TOKEN(
            "invalid_request", "The id_token was not given together with this access token (at_hash)."),
    IDENTITY_USED(
            "invalid_request", "The id_token was exchanged before: renew with the refresh token, or launch again."),
    /** What is renewed is unknown, over, another client's or another launch's. */
    RENEWAL("invalid_grant", "The refresh token is unknown, over, or of another launch: launch again."),
    HOST_TOKEN_OVER("invalid_grant", "The host no longer takes its access token: renew it there, or launch again."),
    /** The host's token opens another patient, or none. */
    PATIENT_REFUSED(
            "access_denied",
            "The host does not show this patient with the launch's access token: launch from the patient's chart."),
    PERSON_SHUT_OUT("access_denied", "This person may not use Dripline: ask who runs it."),
    PATIENT_NOT_IDENTIFIED(
            "patient_not_identified",
            "The host's patient has not exactly one number in each system both sides share: have the record at the host repaired."),
    PATIENT_NOT_FOUND(
            "patient_not_found",
            "No patient here carries the number that the host gives: have the patient admitted first."),
    PATIENT_NOT_UNIQUE(
            "patient_not_unique",
            "The host's numbers belong to more than one patient here, or contradict the record: have the records merged or repaired."),
    HOST_SILENT("temporarily_unavailable", "The host gave no usable answer in time: try again in a moment.");

    private final String code;
    private final String sentence;

    HostProblem(String code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    /** The OAuth error code. */
    public String code() {
        return code;
    }

    /** What to do, for whoever runs the app; names no patient. */
    public String sentence() {
        return sentence;
    }
}
