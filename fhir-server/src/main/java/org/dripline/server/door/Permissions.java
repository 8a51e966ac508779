// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.door;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.searchparam.matcher.SearchParamMatcher;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.dripline.server.access.AccessGrant;
import org.dripline.server.access.SmartScope;
import org.dripline.server.access.SmartScope.Interaction;
import org.dripline.server.access.SmartScope.Level;
import org.hl7.fhir.instance.model.api.IBaseResource;

/** What a token allows, asked about a type before anything is read, and about a resource once it is there. */
final class Permissions {

    private final FhirContext fhir;
    private final PatientBoundary boundary;
    private final SearchParamMatcher matcher;
    private final AuditAccess audit;
    private final String opensRecords;

    /** @param opensRecords whom it takes to open records of patients, in a sentence */
    Permissions(
            FhirContext fhir,
            PatientBoundary boundary,
            SearchParamMatcher matcher,
            AuditAccess audit,
            String opensRecords) {
        this.fhir = fhir;
        this.boundary = boundary;
        this.matcher = matcher;
        this.audit = audit;
        this.opensRecords = opensRecords;
    }

    /** @throws ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException that names the scope that is missing */
    void require(AccessGrant grant, String type, Interaction interaction) {
        if (type.equals(AuditAccess.TYPE)) {
            audit.require(grant, interaction);
        }
        if (grant.granting(type, interaction).isEmpty()) {
            if (grant.lacksRole(type, interaction)) {
                throw Refused.because(opensRecords);
            }
            throw Refused.because("This needs the scope " + missing(grant, type, interaction) + ".");
        }
        if (grant.isBound(type, interaction)) {
            boolean writes = interaction == Interaction.CREATE
                    || interaction == Interaction.UPDATE
                    || interaction == Interaction.DELETE;
            if (writes && (boundary.isShared(type) || type.equals("Patient") && interaction != Interaction.UPDATE)) {
                throw Refused.because("A launch on one patient does not write a " + type + ".");
            }
        }
    }

    /**
     * The same where a scope with a query is not enough: what goes through resources, or is worked out of them, is not
     * held against the query one by one.
     */
    void requireWhole(AccessGrant grant, String type, Interaction interaction) {
        require(grant, type, interaction);
        if (!filters(grant, type, interaction).isEmpty()) {
            throw Refused.because("This needs the scope " + missing(grant, type, interaction)
                    + " without a query: it rests on more than such a scope grants.");
        }
    }

    /** Whether a resource may be seen, in answer to a read or a search. */
    boolean maySee(AccessGrant grant, IBaseResource resource) {
        return may(grant, resource, Interaction.READ)
                || may(grant, resource, Interaction.SEARCH)
                || grant.isWhoSignedIn(
                        fhir.getResourceType(resource), resource.getIdElement().getIdPart());
    }

    /** Whether a resource may be written as it is: its own place, and every place it points to. */
    boolean mayWrite(AccessGrant grant, IBaseResource resource, Interaction interaction) {
        String type = fhir.getResourceType(resource);
        if (!may(grant, resource, interaction)) {
            return false;
        }
        return !grant.isBound(type, interaction)
                || !boundary.isShared(type)
                        && boundary.pointsOnlyWithin(resource, Objects.requireNonNull(grant.patient()));
    }

    private boolean may(AccessGrant grant, IBaseResource resource, Interaction interaction) {
        String type = fhir.getResourceType(resource);
        return grant.granting(type, interaction).stream()
                .filter(scope -> !type.equals(AuditAccess.TYPE) || AuditAccess.names(scope))
                .anyMatch(scope -> reaches(scope, grant, resource));
    }

    private boolean reaches(SmartScope scope, AccessGrant grant, IBaseResource resource) {
        boolean whose =
                scope.level() != Level.PATIENT || boundary.contains(resource, Objects.requireNonNull(grant.patient()));
        return whose && matches(scope, resource);
    }

    private boolean matches(SmartScope scope, IBaseResource resource) {
        if (scope.query().isEmpty()) {
            return true;
        }
        var result = matcher.match(fhir.getResourceType(resource) + "?" + criteria(scope.query()), resource, null);
        return result.supported() && result.matched();
    }

    static String criteria(Map<String, String> query) {
        return query.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** A scope that would do, of the level this holder has. */
    static String missing(AccessGrant grant, String type, Interaction interaction) {
        String level = grant.username() == null ? "system" : grant.patient() == null ? "user" : "patient";
        return level + "/" + type + "." + interaction.letter();
    }

    /** The scopes on a type that only reach what matches their query; empty when one reaches all. */
    List<SmartScope> filters(AccessGrant grant, String type, Interaction interaction) {
        List<SmartScope> granting = grant.granting(type, interaction);
        return granting.stream().anyMatch(scope -> scope.query().isEmpty()) ? List.of() : granting;
    }
}
