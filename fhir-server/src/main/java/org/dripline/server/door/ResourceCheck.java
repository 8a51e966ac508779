// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.door;

import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationFlagsEnum;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationInterceptor.Verdict;
import ca.uhn.fhir.rest.server.interceptor.auth.IAuthRule;
import ca.uhn.fhir.rest.server.interceptor.auth.IRuleApplier;
import ca.uhn.fhir.rest.server.interceptor.auth.PolicyEnum;
import java.util.Set;
import org.dripline.server.access.AccessGrant;
import org.dripline.server.access.SmartScope.Interaction;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;

/** One resource on its way in or out, held against the token. What comes here unforeseen is refused. */
final class ResourceCheck implements IAuthRule {

    private final Permissions permissions;

    ResourceCheck(Permissions permissions) {
        this.permissions = permissions;
    }

    @Override
    public Verdict applyRule(
            RestOperationTypeEnum operation,
            RequestDetails request,
            @Nullable IBaseResource in,
            @Nullable IIdType id,
            @Nullable IBaseResource out,
            IRuleApplier applier,
            Set<AuthorizationFlagsEnum> flags,
            Pointcut at) {
        return new Verdict(allows(operation, request, in, out, at) ? PolicyEnum.ALLOW : PolicyEnum.DENY, this);
    }

    private boolean allows(
            RestOperationTypeEnum operation,
            RequestDetails request,
            @Nullable IBaseResource in,
            @Nullable IBaseResource out,
            Pointcut at) {
        if (operation == RestOperationTypeEnum.METADATA || at == Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED) {
            // What is asked was held against the token before; see RequestCheck.
            return true;
        }
        AccessGrant grant = FhirGate.grantOf(request);
        boolean works = RequestCheck.isWorkOfAnOperation(request);
        return switch (at) {
            case STORAGE_PRESHOW_RESOURCES, SERVER_OUTGOING_RESPONSE ->
                works
                        || out == null
                        || out instanceof OperationOutcome
                        || out instanceof Parameters
                        || isAnswerOfAnEntry(operation, out)
                        || permissions.maySee(grant, out);
            case STORAGE_PRESTORAGE_RESOURCE_CREATED ->
                works || in != null && permissions.mayWrite(grant, in, created(operation, request));
            case STORAGE_PRESTORAGE_RESOURCE_UPDATED ->
                works || in != null && permissions.mayWrite(grant, in, Interaction.UPDATE);
            case STORAGE_PRESTORAGE_RESOURCE_DELETED ->
                works || in != null && permissions.mayWrite(grant, in, Interaction.DELETE);
            default -> false;
        };
    }

    /** An update may create (FHIR R4, http.html#upsert): then the right to change is asked for, as SMART has it. */
    private static Interaction created(RestOperationTypeEnum operation, RequestDetails request) {
        return "PUT".equals(String.valueOf(request.getRequestType())) ? Interaction.UPDATE : Interaction.CREATE;
    }

    /** The search result of one entry; HAPI shows what is in it one by one, too. */
    private static boolean isAnswerOfAnEntry(RestOperationTypeEnum operation, IBaseResource out) {
        return operation == RestOperationTypeEnum.TRANSACTION
                && out instanceof Bundle bundle
                && bundle.getType() == Bundle.BundleType.SEARCHSET;
    }

    @Override
    public String getName() {
        return "scopes";
    }

    @Override
    public String toString() {
        return getName();
    }
}
