// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.door;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dripline.server.access.AccessGrant;
import org.dripline.server.access.SmartScope.Interaction;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks, held against its token before anything is read; each entry of a batch like a request of its own.
 */
final class RequestCheck {

    private static final String WORKED_OUT = RequestCheck.class.getName();

    private final Permissions permissions;
    private final PatientBoundary boundary;
    private final SearchRules searches;
    private final RequestSize size;
    private final OperationRules operations;

    RequestCheck(
            Permissions permissions,
            PatientBoundary boundary,
            SearchRules searches,
            RequestSize size,
            OperationRules operations) {
        this.permissions = permissions;
        this.boundary = boundary;
        this.searches = searches;
        this.size = size;
        this.operations = operations;
    }

    /** Whether what happens now is the work of an operation that was allowed as a whole. */
    static boolean isWorkOfAnOperation(RequestDetails request) {
        return request instanceof ServletRequestDetails web
                && web.getServletRequest().getAttribute(WORKED_OUT) != null;
    }

    /** All but what only the body tells. */
    void check(AccessGrant grant, ServletRequestDetails request) {
        RestOperationTypeEnum operation = Objects.requireNonNull(request.getRestOperationType());
        String type = Objects.requireNonNullElse(request.getResourceName(), "");
        String id = request.getId() == null ? null : request.getId().getIdPart();
        Map<String, String[]> parameters = request.getParameters();
        size.check(parameters);
        switch (operation) {
            case READ, VREAD, HISTORY_INSTANCE -> requireRead(grant, type, id);
            case SEARCH_TYPE -> search(grant, request, type, id);
            case HISTORY_TYPE -> requireAll(grant, type);
            case SEARCH_SYSTEM, HISTORY_SYSTEM -> requireAll(grant, "*");
            case GET_PAGE -> requireOwnPage(grant, parameters);
            case CREATE -> {
                String ifNoneExist = request.getHeader(Constants.HEADER_IF_NONE_EXIST);
                AskedSearches.of(request.getServletRequest()).add(conditionOf(ifNoneExist));
                requireCreate(grant, type, ifNoneExist);
            }
            case UPDATE -> {
                AskedSearches.of(request.getServletRequest()).add(parameters);
                requireWrite(grant, type, id, Interaction.UPDATE, parameters);
            }
            case PATCH -> {
                AskedSearches.of(request.getServletRequest()).add(parameters);
                permissions.require(grant, type, Interaction.READ);
                requireWrite(grant, type, id, Interaction.UPDATE, parameters);
            }
            case DELETE -> requireWrite(grant, type, id, Interaction.DELETE, parameters);
            case META -> {
                permissions.requireWhole(grant, type.isEmpty() ? "*" : type, Interaction.READ);
                requireRead(grant, type.isEmpty() ? "*" : type, id);
                requireStored(grant, type, id, Interaction.READ);
            }
            case META_ADD, META_DELETE -> {
                permissions.requireWhole(grant, type, Interaction.UPDATE);
                requireWrite(grant, type, id, Interaction.UPDATE, Map.of());
                requireStored(grant, type, id, Interaction.UPDATE);
            }
            case TRANSACTION,
                    VALIDATE,
                    EXTENDED_OPERATION_INSTANCE,
                    EXTENDED_OPERATION_SERVER,
                    EXTENDED_OPERATION_TYPE -> {
                // With the body; see checkBody.
            }
            default -> throw Refused.because("This interaction is not open to tokens.");
        }
    }

    /** Operations, and the entries of a batch or transaction. */
    void checkBody(AccessGrant grant, ServletRequestDetails request) {
        switch (Objects.requireNonNull(request.getRestOperationType())) {
            case TRANSACTION -> {
                if (request.getResource() instanceof Bundle bundle) {
                    checkEntries(grant, AskedSearches.of(request.getServletRequest()), bundle);
                }
            }
            case VALIDATE, EXTENDED_OPERATION_INSTANCE, EXTENDED_OPERATION_SERVER, EXTENDED_OPERATION_TYPE -> {
                String name = Objects.requireNonNullElse(request.getOperation(), "$validate");
                if (name.equals("$validate")) {
                    size.checkValidated(request.loadRequestContents());
                }
                size.checkLookedUp(request.getResource());
                OperationRules.Rule rule = operations.checked(
                        grant,
                        name,
                        request.getResourceName(),
                        request.getId() == null ? null : request.getId().getIdPart(),
                        request.getParameters(),
                        request.getResource());
                if (!rule.judged()) {
                    request.getServletRequest().setAttribute(WORKED_OUT, Boolean.TRUE);
                }
            }
            default -> {
                // Told by the address; see check. What is written: see checkStored.
            }
        }
    }

    /** What is about to be stored: as it was sent, or as a patch made it. */
    void checkStored(AccessGrant grant, AskedSearches asked, IBaseResource resource) {
        checkReferences(grant, asked, boundary.referencesBySearch(resource));
    }

    private void checkEntries(AccessGrant grant, AskedSearches asked, Bundle bundle) {
        size.check(grant, bundle);
        // As they were sent: checkEntry adds to a search what keeps it within the token.
        for (BundleEntryComponent entry : bundle.getEntry()) {
            asked.add(EntryRequest.of(
                            Objects.requireNonNullElse(entry.getRequest().getUrl(), ""))
                    .parameters());
            asked.add(conditionOf(entry.getRequest().getIfNoneExist()));
        }
        size.check(grant, asked);
        bundle.getEntry().forEach(entry -> checkEntry(grant, entry));
        // HAPI looks for these before anything of a transaction is stored.
        checkReferences(
                grant,
                asked,
                bundle.getEntry().stream()
                        .map(BundleEntryComponent::getResource)
                        .filter(Objects::nonNull)
                        .flatMap(resource -> boundary.referencesBySearch(resource).stream())
                        .toList());
    }

    /**
     * A reference may be written as a search (FHIR R4, http.html#trules), which the store carries out as it stores, and
     * whose outcome tells what is there.
     */
    private void checkReferences(AccessGrant grant, AskedSearches asked, Collection<String> references) {
        if (!references.isEmpty() && grant.isPatientOnly()) {
            throw Refused.because("A launch on one patient names what it refers to by its id.");
        }
        List<String> others = references.stream().filter(asked::isNew).toList();
        others.forEach(reference -> asked.add(conditionOf(reference)));
        size.check(grant, asked);
        for (String reference : others) {
            String type = reference.substring(0, reference.indexOf('?'));
            if (!EntryRequest.isType(type)) {
                throw Refused.because("A reference by search begins with a type and a question mark.");
            }
            searches.requireNarrow(grant, type, condition(reference));
        }
    }

    private void search(AccessGrant grant, ServletRequestDetails request, String type, @Nullable String id) {
        String compartment = request.getCompartmentName();
        if (compartment == null) {
            request.setParameters(searches.checked(grant, type, request.getParameters()));
            return;
        }
        // [type]/[id]/[compartment]: the id is that of whose compartment it is.
        requireRead(grant, type, id);
        requireStored(grant, type, id, Interaction.READ);
        request.setParameters(searches.checked(grant, compartment, request.getParameters()));
    }

    private void checkEntry(AccessGrant grant, BundleEntryComponent entry) {
        BundleEntryRequestComponent request = entry.getRequest();
        if (request.getMethod() == null) {
            throw Refused.because("An entry names its method.");
        }
        EntryRequest asked = EntryRequest.of(Objects.requireNonNullElse(request.getUrl(), ""));
        size.check(asked.parameters());
        switch (request.getMethod()) {
            case GET, HEAD -> {
                if (asked.id() != null) {
                    requireRead(grant, asked.type(), asked.id());
                } else {
                    request.setUrl(asked.searching(searches.checked(grant, asked.type(), asked.parameters())));
                }
            }
            case POST -> requireCreate(grant, asked.type(), request.getIfNoneExist());
            case PUT -> requireWrite(grant, asked.type(), asked.id(), Interaction.UPDATE, asked.parameters());
            case PATCH -> {
                permissions.require(grant, asked.type(), Interaction.READ);
                requireWrite(grant, asked.type(), asked.id(), Interaction.UPDATE, asked.parameters());
            }
            case DELETE -> requireWrite(grant, asked.type(), asked.id(), Interaction.DELETE, asked.parameters());
            default -> throw Refused.because("This method is not open to tokens.");
        }
    }

    /** What is read is held against the token once more before it leaves; whose Patient it is can be told before. */
    private void requireRead(AccessGrant grant, String type, @Nullable String id) {
        if (grant.isWhoSignedIn(type, id)) {
            return;
        }
        permissions.require(grant, type, Interaction.READ);
        if (type.equals("Patient") && grant.isBound(type, Interaction.READ) && !Objects.equals(id, grant.patient())) {
            throw Refused.because("This launch is on another patient.");
        }
    }

    /** For what answers without showing the resource itself. */
    private void requireStored(AccessGrant grant, String type, @Nullable String id, Interaction interaction) {
        if (grant.isBound(type, interaction)
                && (id == null || !boundary.isWithin(type, id, Objects.requireNonNull(grant.patient())))) {
            throw Refused.because("This is not in the record of the launch's patient.");
        }
    }

    /** Everything of a type, past any patient: not for a launch on one, nor for a scope with a filter. */
    private void requireAll(AccessGrant grant, String type) {
        permissions.require(grant, type, Interaction.SEARCH);
        if (grant.isBound(type, Interaction.SEARCH)
                || !permissions.filters(grant, type, Interaction.SEARCH).isEmpty()) {
            throw Refused.because("This token does not reach every patient's record: search one type of one patient.");
        }
    }

    private static void requireOwnPage(AccessGrant grant, Map<String, String[]> parameters) {
        String[] names = parameters.getOrDefault(Constants.PARAM_PAGINGACTION, new String[0]);
        if (names.length != 1 || !PageBinding.isBy(grant, names[0])) {
            throw Refused.because("This page is of somebody else's search: search again.");
        }
    }

    private void requireCreate(AccessGrant grant, String type, @Nullable String ifNoneExist) {
        permissions.require(grant, type, Interaction.CREATE);
        if (ifNoneExist != null && !ifNoneExist.isBlank()) {
            searches.requireNarrow(grant, type, condition(ifNoneExist));
        }
    }

    /** Parameters of what is written as a search, with its type before a question mark or without. */
    private Map<String, String[]> condition(String search) {
        Map<String, String[]> parameters = conditionOf(search);
        size.check(parameters);
        return parameters;
    }

    private static Map<String, String[]> conditionOf(@Nullable String search) {
        return search == null ? Map.of() : EntryRequest.query(search.substring(search.indexOf('?') + 1));
    }

    private void requireWrite(
            AccessGrant grant,
            String type,
            @Nullable String id,
            Interaction interaction,
            Map<String, String[]> parameters) {
        permissions.require(grant, type, interaction);
        if (id == null) {
            searches.requireNarrow(grant, type, parameters);
        }
    }
}
