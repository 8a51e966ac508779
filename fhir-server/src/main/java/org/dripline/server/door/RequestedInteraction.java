// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.door;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.ServletRequestTracing;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletSubRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.dripline.server.access.AccessGrant;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.jspecify.annotations.Nullable;

/** How a request asks, in the words of the audit. */
final class RequestedInteraction {

    private static final String CODE = RequestedInteraction.class.getName();

    private RequestedInteraction() {}

    /**
     * Keeps with the servlet's request what only HAPI knows of it: its id, and what it asks for. HAPI carries out what
     * a bundle reads as requests with ids of their own; the answer bears that of the whole.
     */
    static void note(ServletRequestDetails request) {
        if (request instanceof ServletSubRequestDetails) {
            return;
        }
        HttpServletRequest web = request.getServletRequest();
        web.setAttribute(ServletRequestTracing.ATTRIBUTE_REQUEST_ID, request.getRequestId());
        web.setAttribute(CODE, code(request));
    }

    /** What was noted; null for a request that is none of FHIR. */
    static @Nullable String codeOf(HttpServletRequest web) {
        return (String) web.getAttribute(CODE);
    }

    /** FHIR's code of the interaction, or the operation's name. Source: FHIR R4, ValueSet restful-interaction. */
    static @Nullable String code(ServletRequestDetails request) {
        RestOperationTypeEnum operation = request.getRestOperationType();
        if (operation == null) {
            return null;
        }
        return switch (operation) {
            case EXTENDED_OPERATION_INSTANCE, EXTENDED_OPERATION_SERVER, EXTENDED_OPERATION_TYPE ->
                request.getOperation();
            case GET_PAGE -> "search-type";
            case META, META_ADD, META_DELETE -> "$" + operation.getCode().replace("$", "");
            case VALIDATE -> "$validate";
            case TRANSACTION ->
                request.getResource() instanceof Bundle bundle && bundle.getType() == Bundle.BundleType.BATCH
                        ? "batch"
                        : "transaction";
            default -> operation.getCode();
        };
    }

    /** C, R, U, D, or E for what is carried out. Source: FHIR R4, ValueSet audit-event-action. */
    static String action(ServletRequestDetails request) {
        RestOperationTypeEnum operation = request.getRestOperationType();
        if (operation == null) {
            return "E";
        }
        return switch (operation) {
            case READ, VREAD, HISTORY_INSTANCE, HISTORY_TYPE, HISTORY_SYSTEM, META -> "R";
            case CREATE -> "C";
            case UPDATE, PATCH, META_ADD, META_DELETE -> "U";
            case DELETE -> "D";
            default -> "E";
        };
    }

    /** Type and parameters, as they are carried out: a search that was kept within a patient says so. */
    static @Nullable String query(ServletRequestDetails request) {
        if (request.getParameters().isEmpty()) {
            return null;
        }
        String parameters = request.getParameters().entrySet().stream()
                .flatMap(
                        parameter -> Arrays.stream(parameter.getValue()).map(value -> parameter.getKey() + "=" + value))
                .collect(Collectors.joining("&"));
        return Objects.requireNonNullElse(request.getResourceName(), "") + "?" + parameters;
    }

    static String scopes(AccessGrant grant) {
        return grant.scopes().words().stream().sorted().collect(Collectors.joining(" "));
    }

    /** Whether all a batch or transaction asks for is to read. */
    static boolean readsOnly(ServletRequestDetails request) {
        return request.getResource() instanceof Bundle bundle
                && bundle.getEntry().stream()
                        .map(entry -> entry.getRequest().getMethod())
                        .allMatch(method -> method == HTTPVerb.GET || method == HTTPVerb.HEAD);
    }
}
