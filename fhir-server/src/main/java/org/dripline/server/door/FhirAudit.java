// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.door;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.IPreResourceShowDetails;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletSubRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Writer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.dripline.server.access.AccessGrant;
import org.dripline.server.access.AuditTrail;
import org.dripline.server.access.AuditTrail.Asked;
import org.dripline.server.access.AuditTrail.Entry;
import org.dripline.server.access.AuditTrail.Kind;
import org.dripline.server.rest.FailureLog;
import org.dripline.server.rest.FhirInterceptor;
import org.hl7.fhir.instance.model.api.IBaseBinary;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * One row of the audit for each FHIR request, before it is answered; without a row there is no answer. What a request
 * wrote has its row already ({@link AuditedWrites}), and gets no second one.
 */
@Interceptor
final class FhirAudit implements FhirInterceptor {

    private static final String WRITTEN = FhirAudit.class.getName();
    /** Attribute of a request: its row that is on its way. */
    private static final String ROW = WRITTEN + ".row";
    /** Attribute of a request: the patients in the row that set out before the answer was there. */
    private static final String TOLD = WRITTEN + ".told";
    /** What they find is shown once, and is all that they answer. */
    private static final Set<RestOperationTypeEnum> SHOWN_AS_FOUND =
            EnumSet.of(RestOperationTypeEnum.READ, RestOperationTypeEnum.VREAD, RestOperationTypeEnum.SEARCH_TYPE);
    /** After the gate has let the answer pass. */
    private static final int AFTER_THE_GATE = 1000;
    /** Before anything may refuse, so that a refusal can say what was asked. */
    private static final int BEFORE_THE_GATE = -1000;

    private static final int NOT_MODIFIED = 304;

    private final AuditTrail trail;
    private final DaoRegistry daos;

    FhirAudit(AuditTrail trail, DaoRegistry daos) {
        this.trail = trail;
        this.daos = daos;
    }

    /** Keeps what the rows of this request will say of it. */
    @Hook(value = Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED, order = BEFORE_THE_GATE)
    public void arrived(ServletRequestDetails request) {
        RequestedInteraction.note(request);
    }

    /** The same once the body is read, which tells a batch from a transaction. */
    @Hook(value = Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED, order = BEFORE_THE_GATE)
    public void read(ServletRequestDetails request) {
        RequestedInteraction.note(request);
    }

    /**
     * What a read or a search found and the gate lets pass: its row sets out while HAPI ends its transaction and makes
     * the answer.
     */
    @Hook(value = Pointcut.STORAGE_PRESHOW_RESOURCES, order = AFTER_THE_GATE)
    public void shown(RequestDetails request, IPreResourceShowDetails shown) {
        if (request instanceof ServletRequestDetails web
                && !(request instanceof ServletSubRequestDetails)
                && SHOWN_AS_FOUND.contains(request.getRestOperationType())) {
            Bundle found = resources(shown);
            // Where all is withheld, what is answered is told when it is known.
            if (found.hasEntry() && isFirst(web)) {
                ConcernedPatients patients = concerned(web, found);
                web.getServletRequest().setAttribute(TOLD, patients.ids());
                write(web, kind(web), 200, patients, List.of());
            }
        }
    }

    private static Bundle resources(IPreResourceShowDetails shown) {
        Bundle all = new Bundle();
        for (int i = 0; i < shown.size(); i++) {
            if (shown.getResource(i) instanceof Resource resource) {
                all.addEntry().setResource(resource);
            }
        }
        return all;
    }

    @Hook(value = Pointcut.SERVER_OUTGOING_RESPONSE, order = AFTER_THE_GATE)
    public void answers(ServletRequestDetails request, @Nullable IBaseResource answer) {
        answered(request, answer);
        if (answer == null || answer instanceof IBaseBinary) {
            // May leave without a writer.
            awaitRow(request);
        }
    }

    /** While the row goes to the disk, the answer is made ready. */
    @Hook(Pointcut.SERVER_OUTGOING_WRITER_CREATED)
    public @Nullable Writer written(ServletRequestDetails request, Writer writer) {
        return request.getServletRequest().getAttribute(ROW) == null
                ? null
                : new HeldWriter(writer, () -> awaitRow(request));
    }

    /** Where an operation writes its answer by itself. */
    @Hook(Pointcut.SERVER_PROCESSING_COMPLETED_NORMALLY)
    public void answered(ServletRequestDetails request) {
        answered(request, null);
        awaitRow(request);
    }

    @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
    public @Nullable BaseServerResponseException failed(RequestDetails request, Throwable failure) {
        if (request instanceof ServletRequestDetails web) {
            int outcome = FailureLog.statusOf(failure);
            // What was read and then could not be told has both rows; that it has not changed is an answer.
            if (isFirst(web) || web.getServletRequest().getAttribute(ROW) != null && outcome != NOT_MODIFIED) {
                RequestedInteraction.note(web);
                write(web, Kind.REFUSAL, outcome, concerned(web, null), List.of());
            }
            awaitRow(web);
        }
        return null;
    }

    private static void awaitRow(ServletRequestDetails request) {
        if (request.getServletRequest().getAttribute(ROW) instanceof AuditTrail.Row row) {
            request.getServletRequest().removeAttribute(ROW);
            row.await();
        }
    }

    private void answered(ServletRequestDetails request, @Nullable IBaseResource answer) {
        if (!isFirst(request)) {
            alsoTold(request, answer);
            return;
        }
        ConcernedPatients patients = concerned(request, answer);
        CommittedWrites committed = CommittedWrites.of(request.getServletRequest());
        Kind kind = kind(request);
        if (!committed.any() || kind != Kind.WRITE) {
            write(request, kind, 200, patients, List.of());
        } else if (!committed.name(patients.ids())) {
            // A transaction may read beside what it writes.
            write(request, Kind.READ, 200, patients, List.of());
        }
        if (answer instanceof Bundle bundle && bundle.getType() == Bundle.BundleType.BATCHRESPONSE) {
            refusedEntries(request, bundle);
        }
    }

    /** An answer that was found in parts: whoever the first one did not name. */
    private void alsoTold(ServletRequestDetails request, @Nullable IBaseResource answer) {
        if (answer instanceof Bundle && request.getServletRequest().getAttribute(TOLD) instanceof Set<?> told) {
            ConcernedPatients patients = concerned(request, answer);
            if (!told.containsAll(patients.ids())) {
                write(request, kind(request), 200, patients, List.of());
            }
        }
    }

    /** What a batch asked for in vain: one row for all of it. */
    private void refusedEntries(ServletRequestDetails request, Bundle answer) {
        List<String> refused = new ArrayList<>();
        int outcome = 0;
        if (request.getResource() instanceof Bundle asked
                && asked.getEntry().size() == answer.getEntry().size()) {
            for (int i = 0; i < answer.getEntry().size(); i++) {
                String status = answer.getEntry().get(i).getResponse().getStatus();
                if (status != null && status.matches("[45][0-9][0-9].*")) {
                    outcome = outcome == 0 ? Integer.parseInt(status.substring(0, 3)) : outcome;
                    BundleEntryRequestComponent entry = asked.getEntry().get(i).getRequest();
                    refused.add(String.valueOf(entry.getUrl()).replace(' ', '+'));
                }
            }
        }
        if (!refused.isEmpty()) {
            write(request, Kind.REFUSAL, outcome, concerned(request, null), refused);
        }
    }

    private static boolean isFirst(ServletRequestDetails request) {
        HttpServletRequest web = request.getServletRequest();
        if (request.getRestOperationType() == RestOperationTypeEnum.METADATA || web.getAttribute(WRITTEN) != null) {
            return false;
        }
        web.setAttribute(WRITTEN, Boolean.TRUE);
        return true;
    }

    private ConcernedPatients concerned(ServletRequestDetails request, @Nullable IBaseResource answer) {
        ConcernedPatients patients = new ConcernedPatients()
                .of(answer)
                .of(request.getResource())
                .asked(request.getResourceName(), id(request), request.getParameters());
        AccessGrant grant = FhirGate.knownGrantOf(request.getServletRequest());
        if (patients.ids().isEmpty() && grant != null) {
            patients.add(grant.patient());
        }
        if (patients.ids().isEmpty()
                && request.getRestOperationType() == RestOperationTypeEnum.EXTENDED_OPERATION_INSTANCE) {
            patients.of(stored(request));
        }
        return patients;
    }

    /** What an operation is called on, where its answer does not say whose that is. */
    private @Nullable IBaseResource stored(ServletRequestDetails request) {
        try {
            return daos.getResourceDao(request.getResourceName()).read(request.getId(), new SystemRequestDetails());
        } catch (BaseServerResponseException notThere) {
            return null;
        }
    }

    private void write(
            ServletRequestDetails request, Kind kind, int outcome, ConcernedPatients patients, List<String> resources) {
        AccessGrant grant = FhirGate.knownGrantOf(request.getServletRequest());
        boolean searches = kind == Kind.SEARCH || kind == Kind.OPERATION || kind == Kind.EXPORT || kind == Kind.REFUSAL;
        awaitRow(request);
        AuditTrail.Row row = trail.begin(new Entry(
                kind,
                outcome,
                grant == null ? null : grant.clientId(),
                grant == null ? null : grant.username(),
                patients.ids(),
                request.getResourceName(),
                id(request),
                new Asked(
                        RequestedInteraction.action(request),
                        RequestedInteraction.code(request),
                        grant == null ? null : RequestedInteraction.scopes(grant),
                        searches ? RequestedInteraction.query(request) : null,
                        resources,
                        null)));
        request.getServletRequest().setAttribute(ROW, row);
    }

    private static @Nullable String id(ServletRequestDetails request) {
        return request.getId() == null ? null : request.getId().getIdPart();
    }

    private static Kind kind(ServletRequestDetails request) {
        RestOperationTypeEnum operation = request.getRestOperationType();
        if (operation == null) {
            return Kind.OPERATION;
        }
        return switch (operation) {
            case READ, VREAD, HISTORY_INSTANCE, HISTORY_TYPE, HISTORY_SYSTEM, META -> Kind.READ;
            case SEARCH_TYPE, SEARCH_SYSTEM, GET_PAGE -> Kind.SEARCH;
            case TRANSACTION -> RequestedInteraction.readsOnly(request) ? Kind.READ : Kind.WRITE;
            case CREATE, UPDATE, PATCH, DELETE, META_ADD, META_DELETE -> Kind.WRITE;
            default -> operation(String.valueOf(request.getOperation()));
        };
    }

    private static Kind operation(String name) {
        return switch (name) {
            case "$everything" -> Kind.EXPORT;
            case "$break-glass" -> Kind.BREAK_GLASS;
            default -> Kind.OPERATION;
        };
    }
}
