// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.door;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.dripline.server.access.AccessGrant;
import org.dripline.server.access.AuditTrail;
import org.dripline.server.access.AuditTrail.Entry;
import org.dripline.server.access.AuditTrail.Kind;
import org.dripline.server.rest.FhirInterceptor;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** One row of the audit for each FHIR request, before it is answered; without a row there is no answer. */
@Interceptor
final class FhirAudit implements FhirInterceptor {

    private static final String WRITTEN = FhirAudit.class.getName();
    /** After the gate has let the answer pass. */
    private static final int AFTER_THE_GATE = 1000;

    private final AuditTrail trail;

    FhirAudit(AuditTrail trail) {
        this.trail = trail;
    }

    @Hook(value = Pointcut.SERVER_OUTGOING_RESPONSE, order = AFTER_THE_GATE)
    public void answers(ServletRequestDetails request, @Nullable IBaseResource answer) {
        write(request, 200, answer);
    }

    /** Where an operation writes its answer by itself. */
    @Hook(Pointcut.SERVER_PROCESSING_COMPLETED_NORMALLY)
    public void answered(ServletRequestDetails request) {
        write(request, 200, null);
    }

    @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
    public @Nullable BaseServerResponseException failed(RequestDetails request, Throwable failure) {
        if (request instanceof ServletRequestDetails web) {
            write(web, failure instanceof BaseServerResponseException known ? known.getStatusCode() : 500, null);
        }
        return null;
    }

    private void write(ServletRequestDetails request, int outcome, @Nullable IBaseResource answer) {
        HttpServletRequest web = request.getServletRequest();
        if (request.getRestOperationType() == RestOperationTypeEnum.METADATA || web.getAttribute(WRITTEN) != null) {
            return;
        }
        web.setAttribute(WRITTEN, Boolean.TRUE);
        AccessGrant grant = grant(request);
        Set<String> patients = new TreeSet<>();
        collect(answer, patients);
        collect(request.getResource(), patients);
        if (patients.isEmpty() && grant != null && grant.patient() != null) {
            patients.add(grant.patient());
        }
        trail.write(new Entry(
                outcome >= 400 ? Kind.REFUSAL : kind(request.getRestOperationType()),
                outcome,
                grant == null ? null : grant.clientId(),
                grant == null ? null : grant.username(),
                patients,
                request.getResourceName(),
                request.getId() == null ? null : request.getId().getIdPart()));
    }

    private static @Nullable AccessGrant grant(ServletRequestDetails request) {
        try {
            return FhirGate.grantOf(request);
        } catch (AuthenticationException nobody) {
            return null;
        }
    }

    private static Kind kind(@Nullable RestOperationTypeEnum operation) {
        if (operation == null) {
            return Kind.OPERATION;
        }
        return switch (operation) {
            case READ, VREAD, HISTORY_INSTANCE, HISTORY_TYPE, HISTORY_SYSTEM, META -> Kind.READ;
            case SEARCH_TYPE, SEARCH_SYSTEM, GET_PAGE -> Kind.SEARCH;
            case CREATE, UPDATE, PATCH, DELETE, TRANSACTION, META_ADD, META_DELETE -> Kind.WRITE;
            default -> Kind.OPERATION;
        };
    }

    private static void collect(@Nullable IBaseResource resource, Collection<String> patients) {
        if (resource instanceof Bundle bundle) {
            bundle.getEntry().forEach(entry -> collect(entry.getResource(), patients));
        } else if (resource instanceof Patient patient) {
            add(patient.getIdElement().getIdPart(), patients);
        } else if (resource instanceof Resource other) {
            for (String element : new String[] {"subject", "patient", "for", "beneficiary"}) {
                Property property = other.getNamedProperty(element);
                if (property != null) {
                    property.getValues().forEach(value -> collectOwner(value, patients));
                }
            }
        }
    }

    private static void collectOwner(Base value, Collection<String> patients) {
        if (value instanceof Reference reference
                && "Patient".equals(reference.getReferenceElement().getResourceType())) {
            add(reference.getReferenceElement().getIdPart(), patients);
        }
    }

    /** A row names ids; what is none, such as a search in place of one, is not written down. */
    private static void add(@Nullable String id, Collection<String> patients) {
        if (id != null && id.matches("[A-Za-z0-9.-]{1,64}")) {
            patients.add(id);
        }
    }
}
