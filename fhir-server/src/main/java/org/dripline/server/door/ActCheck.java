// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.door;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.util.ResourceUtil;
import java.util.Set;
import org.dripline.server.access.AccessGrant;
import org.dripline.server.rest.FhirInterceptor;
import org.dripline.server.staff.Act;
import org.dripline.server.staff.Acts;
import org.dripline.server.staff.Authorship;
import org.dripline.server.staff.Clearance;
import org.dripline.server.staff.Staff;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Provenance;
import org.jspecify.annotations.Nullable;

/**
 * Beside scopes, which say what an app may do: roles, which say what a person may do. Which act a write is, is read off
 * what is written; what an operation allowed as a whole writes by itself is that operation's act.
 */
@Interceptor
final class ActCheck implements FhirInterceptor {

    /** Before plans are validated: a name that is put in is part of what is checked. */
    private static final int BEFORE_THE_CHECKS = -100;
    /** After the gate has let the request pass. */
    private static final int AFTER_THE_GATE = 100;

    private final Staff staff;
    private final Authorship authorship;
    private final Clearance clearance;

    ActCheck(Staff staff, Authorship authorship, Clearance clearance) {
        this.staff = staff;
        this.authorship = authorship;
        this.clearance = clearance;
    }

    @Hook(value = Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED, order = AFTER_THE_GATE)
    public void called(ServletRequestDetails request) {
        if (request.getRestOperationType() == RestOperationTypeEnum.METADATA || request.getOperation() == null) {
            return;
        }
        Act act = Acts.of(request.getOperation());
        if (act == null) {
            return;
        }
        AccessGrant grant = FhirGate.grantOf(request);
        require(grant, act);
        if (act == Act.SIGN && grant.username() != null) {
            authorship.hold(grant, request.getParameters().keySet(), request.getResource());
        }
    }

    @Hook(value = Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED, order = BEFORE_THE_CHECKS)
    public void created(IBaseResource resource, RequestDetails request) {
        check(null, resource, request);
    }

    @Hook(value = Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED, order = BEFORE_THE_CHECKS)
    public void updated(@Nullable IBaseResource before, IBaseResource resource, RequestDetails request) {
        check(before, resource, request);
    }

    @Hook(value = Pointcut.STORAGE_PRESTORAGE_RESOURCE_DELETED, order = BEFORE_THE_CHECKS)
    public void deleted(IBaseResource stored, RequestDetails request) {
        if (!isAsked(request)) {
            return;
        }
        AccessGrant grant = FhirGate.grantOf(request);
        Set<Act> acts = Acts.ofDeletion(stored, grant.username() != null);
        acts.forEach(act -> require(grant, act));
        requireNotOnOneself(null, stored, request);
        if (stored instanceof Provenance) {
            throw Refused.because("Who did what is kept: a Provenance is not deleted.");
        }
    }

    /** Before the transaction ends, so that what the same request wrote counts. */
    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void creating(IBaseResource resource, RequestDetails request) {
        requireNotOnOneself(null, resource, request);
        clears(null, resource, request);
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updating(@Nullable IBaseResource before, IBaseResource resource, RequestDetails request) {
        requireNotOnOneself(before, resource, request);
        clears(before, resource, request);
    }

    /** Before it is stored, and again before it counts: what was a search or another entry is a person by then. */
    private void requireNotOnOneself(@Nullable IBaseResource before, IBaseResource resource, RequestDetails request) {
        if (isAsked(request)
                && (resource instanceof Practitioner || resource instanceof PractitionerRole)
                && authorship.isOnOneself(FhirGate.grantOf(request), before, resource)
                && Acts.of(before, resource, FhirGate.grantOf(request).username() != null)
                        .contains(Act.STAFF)) {
            throw Refused.because("Nobody changes what they themselves may do: somebody else does.");
        }
    }

    private void check(@Nullable IBaseResource before, IBaseResource resource, RequestDetails request) {
        if (!isAsked(request)) {
            return;
        }
        AccessGrant grant = FhirGate.grantOf(request);
        boolean byPerson = grant.username() != null;
        Set<Act> acts = Acts.of(before, resource, byPerson);
        acts.forEach(act -> require(grant, act));
        if (Acts.rewrites(before, resource, byPerson)) {
            throw Refused.because("Who did what is kept: a Provenance is not changed.");
        }
        requireNotOnOneself(before, resource, request);
        if (byPerson) {
            authorship.hold(grant, acts, before, resource);
            if (!acts.isEmpty()) {
                // The validator of PlanCheck reads what was sent, and not what it became, as long as that is kept.
                ResourceUtil.addRawDataToResource(resource, EncodingEnum.JSON, null);
            }
        }
    }

    private void clears(@Nullable IBaseResource before, IBaseResource resource, RequestDetails request) {
        if (resource instanceof Encounter session && isAsked(request)) {
            AccessGrant grant = FhirGate.grantOf(request);
            if (Acts.of(before, session, true).contains(Act.CLEAR)) {
                clearance.cleared(grant, session);
            }
        }
    }

    private void require(AccessGrant grant, Act act) {
        if (!staff.may(grant, act)) {
            throw Refused.because(staff.needed(act));
        }
    }

    /** Neither the server's own work nor that of an operation that was allowed as a whole. */
    private static boolean isAsked(RequestDetails request) {
        return request instanceof ServletRequestDetails && !RequestCheck.isWorkOfAnOperation(request);
    }
}
