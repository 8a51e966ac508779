// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.door;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import ca.uhn.fhir.rest.server.interceptor.auth.AuthorizationInterceptor;
import ca.uhn.fhir.rest.server.interceptor.auth.IAuthRule;
import ca.uhn.fhir.rest.server.interceptor.auth.PolicyEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.rest.server.util.ICachedSearchDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.dripline.server.access.AccessGrant;
import org.dripline.server.access.Caller;
import org.dripline.server.rest.FhirInterceptor;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;

/**
 * Where every FHIR request is held against its token: what is asked, before anything is read ({@link RequestCheck});
 * each resource before it is stored, changed or deleted, and before it leaves ({@link ResourceCheck}), for which HAPI's
 * interceptor knows every place.
 */
final class FhirGate extends AuthorizationInterceptor implements FhirInterceptor {

    /** Before anybody else looks at what is about to be stored. */
    private static final int FIRST = -300;

    private final RequestCheck requests;
    private final List<IAuthRule> rules;

    FhirGate(RequestCheck requests, Permissions permissions) {
        super(PolicyEnum.DENY);
        this.requests = requests;
        this.rules = List.of(new ResourceCheck(permissions));
    }

    @Override
    public List<IAuthRule> buildRuleList(RequestDetails request) {
        return rules;
    }

    /** Before parameters are read, so that a search can still be kept within the patient. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    public void arrived(ServletRequestDetails request) {
        if (request.getRestOperationType() != RestOperationTypeEnum.METADATA) {
            requests.check(grantOf(request), request);
        }
    }

    /** Once the body is read: the entries of a batch or transaction, one by one. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void read(ServletRequestDetails request) {
        if (request.getRestOperationType() != RestOperationTypeEnum.METADATA) {
            requests.checkBody(grantOf(request), request);
        }
    }

    /** What is created: a reference of it may be a search, which the store has not carried out yet. */
    @Hook(value = Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED, order = FIRST)
    public void creates(IBaseResource resource, RequestDetails request) {
        stores(resource, request);
    }

    /** The same for a new version, by a patch or as it was sent. */
    @Hook(value = Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED, order = FIRST)
    public void updates(@Nullable IBaseResource before, IBaseResource resource, RequestDetails request) {
        stores(resource, request);
    }

    private void stores(IBaseResource resource, RequestDetails request) {
        if (request instanceof ServletRequestDetails web) {
            Caller.of(request)
                    .ifPresent(
                            grant -> requests.checkStored(grant, AskedSearches.of(web.getServletRequest()), resource));
        }
    }

    /** Names a search so that its pages belong to whoever began it. */
    @Hook(Pointcut.STORAGE_PRESEARCH_REGISTERED)
    public void searchBegins(ICachedSearchDetails search, RequestDetails request) {
        if (request instanceof ServletRequestDetails) {
            search.setUuid(PageBinding.nameFor(grantOf(request)));
        }
    }

    @Override
    protected void handleDeny(RequestDetails request, Verdict verdict) {
        throw Refused.because(
                "This token does not reach all that was asked for: another patient's record, or a type or category without a scope.");
    }

    /** What the token of a request grants; kept with the request, whose work may go on in another thread. */
    static AccessGrant grantOf(RequestDetails request) {
        AccessGrant grant = request instanceof ServletRequestDetails web ? knownGrantOf(web.getServletRequest()) : null;
        if (grant == null) {
            throw new AuthenticationException("This needs an access token.");
        }
        return grant;
    }

    /** The same for who need not be there; null when nobody is. */
    static @Nullable AccessGrant knownGrantOf(HttpServletRequest servlet) {
        if (servlet.getAttribute(Caller.GRANT) instanceof AccessGrant known) {
            return known;
        }
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null
                && authentication.getPrincipal() instanceof OAuth2AuthenticatedPrincipal principal
                && principal.getAttribute(BearerTokens.GRANT) instanceof AccessGrant grant) {
            servlet.setAttribute(Caller.GRANT, grant);
            return grant;
        }
        return null;
    }
}
