// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.audit;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.dripline.server.access.AuditTrail.Kind;

/** What the kinds of rows are called in AuditEvents. */
final class AuditCodes {

    static final String SUCCESS = "0";
    static final String MINOR_FAILURE = "4";
    static final String SERIOUS_FAILURE = "8";

    static final String DCM = "http://dicom.nema.org/resources/ontology/DCM";
    static final String EVENT_TYPES = "http://terminology.hl7.org/CodeSystem/audit-event-type";
    static final String INTERACTIONS = "http://hl7.org/fhir/restful-interaction";
    static final String KINDS = "https://dripline.health/fhir/CodeSystem/dripline-audit-kind";

    static final String REST = "rest";
    static final String USER_AUTHENTICATION = "110114";
    static final String EXPORT = "110106";
    static final String AUDIT_LOG_USED = "110101";

    private AuditCodes() {}

    /** Code of {@link Kind} in {@link #KINDS}. */
    static String subtype(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** AuditEvent.type: in {@link #EVENT_TYPES} for {@link #REST}, else in {@link #DCM}. */
    static String type(Kind kind) {
        return switch (kind) {
            case READ, SEARCH, WRITE, OPERATION, OVERRIDE, MESSAGE, REPLAY, BREAK_GLASS, REFUSAL -> REST;
            case SIGN_IN, SIGN_OUT, LAUNCH, TOKEN, REVOCATION, EXCHANGE -> USER_AUTHENTICATION;
            case EXPORT -> EXPORT;
            case DESTRUCTION -> AUDIT_LOG_USED;
        };
    }

    static String typeDisplay(Kind kind) {
        return switch (type(kind)) {
            case USER_AUTHENTICATION -> "User Authentication";
            case EXPORT -> "Export";
            case AUDIT_LOG_USED -> "Audit Log Used";
            default -> "RESTful Operation";
        };
    }

    /** What a person calls it. */
    static String words(Kind kind) {
        return switch (kind) {
            case READ -> "Read";
            case SEARCH -> "Search";
            case WRITE -> "Write";
            case OPERATION -> "Operation";
            case OVERRIDE -> "Override";
            case MESSAGE -> "Message charted";
            case REPLAY -> "Message read again";
            case EXPORT -> "Export";
            case SIGN_IN -> "Sign-in";
            case SIGN_OUT -> "Sign-out";
            case LAUNCH -> "Launch";
            case TOKEN -> "Token";
            case REVOCATION -> "Token given back";
            case EXCHANGE -> "Token exchange";
            case BREAK_GLASS -> "Break-glass";
            case DESTRUCTION -> "Destruction of old rows";
            case REFUSAL -> "Refusal";
        };
    }

    static Set<Kind> kindsOfType(String type) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        Arrays.stream(Kind.values()).filter(kind -> type(kind).equals(type)).forEach(kinds::add);
        return kinds;
    }

    static Set<Kind> kindsOfSubtype(String code) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        Arrays.stream(Kind.values()).filter(kind -> subtype(kind).equals(code)).forEach(kinds::add);
        return kinds;
    }

    static String outcome(int status) {
        return status < 400 ? SUCCESS : status < 500 ? MINOR_FAILURE : SERIOUS_FAILURE;
    }
}
