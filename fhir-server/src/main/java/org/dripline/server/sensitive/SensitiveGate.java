// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.sensitive;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.model.util.JpaConstants;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.IPreResourceAccessDetails;
import ca.uhn.fhir.rest.api.server.IPreResourceShowDetails;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.dripline.server.access.AccessGrant;
import org.dripline.server.access.Caller;
import org.dripline.server.rest.FhirInterceptor;
import org.dripline.server.sensitive.Disclosure.Ground;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Withholds what is labelled from whoever it is not for, as if it were not there: reads, versions, histories, searches,
 * includes, {@code $everything}. The server's own work, and the safety rules with it, sees the whole record. What is
 * shown on consent says so, and carries the notice.
 */
@Interceptor
final class SensitiveGate implements FhirInterceptor {

    /** What goes with a record that is disclosed on consent. Source: 42 CFR 2.32(a), in our own words. */
    static final String NOTICE =
            "Disclosed on the patient's consent. Federal rules (42 CFR Part 2) forbid to pass it on"
                    + " or to use it in proceedings against the patient, unless the consent or those rules allow it.";

    /** Attribute of a servlet request: the resources it wrote, each itself. */
    private static final String WRITTEN = SensitiveGate.class.getName() + ".written";

    static final String HEADER = "Disclosure-Notice";

    private static final Coding NO_REDISCLOSURE = new Coding(
            "http://terminology.hl7.org/CodeSystem/v3-ActCode",
            "NORDSCLCD",
            "no redisclosure without consent directive");

    /** After the scopes have been asked. */
    private static final int AFTER_THE_GATE = 50;
    /** Before what is stored is looked at by anybody else. */
    private static final int BEFORE_THE_CHECKS = -200;

    private final Disclosure disclosure;
    private final SensitiveLabels labels;

    SensitiveGate(Disclosure disclosure, SensitiveLabels labels) {
        this.disclosure = disclosure;
        this.labels = labels;
    }

    /**
     * To look at what a search found HAPI loads it, and loads it again to show it: only where something could be
     * withheld. What was labelled a moment ago is still held against its labels when it is shown.
     */
    @Hook(value = Pointcut.STORAGE_PREACCESS_RESOURCES, order = AFTER_THE_GATE)
    public void found(RequestDetails request, IPreResourceAccessDetails found) {
        Optional<AccessGrant> caller = Caller.of(request).filter(disclosure::narrows);
        for (int i = 0; caller.isPresent() && i < found.size(); i++) {
            IBaseResource resource = found.getResource(i);
            if (!isWrittenHere(request, resource) && disclosure.ground(caller.get(), resource) == Ground.NONE) {
                found.setDontReturnResourceAtIndex(i);
            }
        }
    }

    @Hook(value = Pointcut.STORAGE_PRESHOW_RESOURCES, order = AFTER_THE_GATE)
    public void shown(RequestDetails request, IPreResourceShowDetails shown) {
        Optional<AccessGrant> caller = Caller.of(request);
        for (int i = 0; caller.isPresent() && i < shown.size(); i++) {
            IBaseResource resource = shown.getResource(i);
            if (resource != null && !isWrittenHere(request, resource)) {
                show(caller.get(), request, shown, i, resource);
            }
        }
    }

    private void show(
            AccessGrant caller, RequestDetails request, IPreResourceShowDetails shown, int i, IBaseResource resource) {
        switch (disclosure.ground(caller, resource)) {
            case NONE -> shown.setResource(i, null);
            case CONSENT -> {
                if (resource instanceof Resource known && request instanceof ServletRequestDetails web) {
                    Resource marked = known.copy();
                    marked.getMeta().addSecurity(NO_REDISCLOSURE.copy());
                    shown.setResource(i, marked);
                    web.getServletResponse().setHeader(HEADER, NOTICE);
                }
            }
            case OWN, EMERGENCY -> {}
        }
    }

    @Hook(value = Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED, order = BEFORE_THE_CHECKS)
    public void created(IBaseResource resource, RequestDetails request) {
        disclosure.notice(resource);
        written(request, resource);
    }

    @Hook(value = Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED, order = BEFORE_THE_CHECKS)
    public void updated(@Nullable IBaseResource before, IBaseResource resource, RequestDetails request) {
        disclosure.notice(resource);
        if (before != null) {
            requireSeen(request, before);
        }
        written(request, resource);
    }

    /**
     * HAPI shows a transaction what it has just written before it is complete, and completes what it is shown: who
     * writes something knows it, and taken away here it would be lost.
     */
    private static boolean isWrittenHere(RequestDetails request, IBaseResource resource) {
        return request instanceof ServletRequestDetails web
                && web.getServletRequest().getAttribute(WRITTEN) instanceof Set<?> written
                && written.contains(resource);
    }

    private static void written(RequestDetails request, IBaseResource resource) {
        if (request instanceof ServletRequestDetails web) {
            @SuppressWarnings("unchecked") // nobody else knows the attribute
            Set<Object> written = (Set<Object>) web.getServletRequest().getAttribute(WRITTEN);
            if (written == null) {
                written = Collections.newSetFromMap(new IdentityHashMap<>());
                web.getServletRequest().setAttribute(WRITTEN, written);
            }
            written.add(resource);
        }
    }

    @Hook(value = Pointcut.STORAGE_PRESTORAGE_RESOURCE_DELETED, order = BEFORE_THE_CHECKS)
    public void deleted(IBaseResource stored, RequestDetails request) {
        requireSeen(request, stored);
    }

    /** A label is not taken away by whoever would see more without it. */
    @Hook(value = Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED, order = AFTER_THE_GATE)
    public void asked(ServletRequestDetails request) {
        boolean takesAway = takesLabelsAsSent(request)
                || request.getRestOperationType() == RestOperationTypeEnum.META_DELETE
                        && request.getResource() instanceof Parameters parameters
                        && parameters.getParameter().stream()
                                .filter(parameter -> parameter.getValue() instanceof org.hl7.fhir.r4.model.Meta)
                                .map(parameter -> (org.hl7.fhir.r4.model.Meta) parameter.getValue())
                                .flatMap(meta -> meta.getSecurity().stream())
                                .anyMatch(coding -> labels.all().stream().anyMatch(label -> label.is(coding)));
        if (request.getRestOperationType() == RestOperationTypeEnum.META && request.getId() != null) {
            requireSeen(request, disclosure.stored(request.getResourceName(), request.getId()));
        }
        if (request.getRestOperationType() == RestOperationTypeEnum.EXTENDED_OPERATION_INSTANCE) {
            requireThere(request);
        }
        if (takesAway) {
            throw new ForbiddenOperationException("A label of the source is not taken away with a token.");
        }
    }

    /** HAPI keeps the labels that a new version does not carry, unless a header of its own asks for the labels sent. */
    private static boolean takesLabelsAsSent(ServletRequestDetails request) {
        List<String> modes = request.getHeaders(JpaConstants.HEADER_META_SNAPSHOT_MODE);
        return Caller.of(request).isPresent()
                && modes != null
                && modes.stream().anyMatch(mode -> mode.toUpperCase(Locale.ROOT).contains("SECURITY"));
    }

    /** What an operation is called on is there for whoever is shown it; a Patient is, who is not told of in words. */
    private void requireThere(ServletRequestDetails request) {
        Optional<AccessGrant> caller = Caller.of(request);
        if (caller.isEmpty() || "Patient".equals(request.getResourceName()) || !disclosure.narrows(caller.get())) {
            return;
        }
        if (!disclosure.shows(caller.get(), disclosure.stored(request.getResourceName(), request.getId()))) {
            throw new ResourceNotFoundException(request.getId());
        }
    }

    private void requireSeen(RequestDetails request, IBaseResource stored) {
        Optional<AccessGrant> caller = Caller.of(request);
        if (caller.isPresent() && disclosure.ground(caller.get(), stored) == Ground.NONE) {
            throw new ForbiddenOperationException("This cannot be changed with this token.");
        }
    }
}
