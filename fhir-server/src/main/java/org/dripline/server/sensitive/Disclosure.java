// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.sensitive;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.dripline.server.access.AccessGrant;
import org.dripline.server.access.AccessSettings;
import org.dripline.server.access.Role;
import org.dripline.server.sensitive.SensitiveLabels.Label;
import org.dripline.server.staff.Staff;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Who sees what is labelled: the patient; this product's own parts; the staff of the program whose records they are; an
 * app with a purpose of use that the patient's consent covers; and, for a while, whoever broke the glass.
 */
public final class Disclosure {

    /** Why it may be shown. */
    enum Ground {
        /** It carries no label, or its reader is who it is kept for. */
        OWN,
        CONSENT,
        EMERGENCY,
        NONE
    }

    private static final Set<String> OWN_PARTS = Set.of("dripline-routes", "dripline-app");
    private static final Set<Role> TREATING = EnumSet.of(Role.NURSE, Role.PRESCRIBER, Role.ACLS_HOLDER);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final SensitiveLabels labels;
    private final ConsentDirectives consents;
    private final BreakGlass breakGlass;
    private final Staff staff;
    private final AccessSettings.Sensitive settings;
    private final String contact;
    private final DaoRegistry daos;
    private final JdbcTemplate store;
    private volatile boolean inUse;
    private volatile Instant looked = Instant.EPOCH;

    Disclosure(
            SensitiveLabels labels,
            ConsentDirectives consents,
            BreakGlass breakGlass,
            Staff staff,
            AccessSettings.Sensitive settings,
            String contact,
            DaoRegistry daos,
            DataSource store) {
        this.daos = daos;
        this.labels = labels;
        this.consents = consents;
        this.breakGlass = breakGlass;
        this.staff = staff;
        this.settings = settings;
        this.contact = contact;
        this.store = new JdbcTemplate(store);
    }

    /** Whether searches of this holder leave out what is labelled. */
    public boolean narrows(AccessGrant grant) {
        if (!isInUse()) {
            return false;
        }
        String patient = grant.patient();
        return patient == null
                ? !isForOwnEyes(grant, null, labels.all())
                : ground(grant, patient, labels.all()) == Ground.NONE;
    }

    /** Whom to ask for what is withheld. */
    public String contact() {
        return contact;
    }

    /**
     * Whether a search that goes through a type could tell something of what is withheld.
     *
     * @param parameter that keeps a search on it within a patient; empty when there is none
     */
    public boolean withholds(AccessGrant grant, String type, String parameter) {
        if (type.equals("Patient") || !narrows(grant)) {
            return false;
        }
        TokenOrListParam any = new TokenOrListParam();
        labels.all().forEach(label -> any.add(new TokenParam(label.system(), label.code())));
        SearchParameterMap map = SearchParameterMap.newSynchronous().add("_security", any);
        map.setLoadSynchronousUpTo(1);
        if (grant.patient() != null && grant.isPatientOnly() && !parameter.isEmpty()) {
            map.add(parameter, new ReferenceParam("Patient/" + grant.patient()));
        }
        return !daos.getResourceDao(type)
                .search(map, new SystemRequestDetails())
                .getResources(0, 1)
                .isEmpty();
    }

    /** What is stored, read as the system. */
    IBaseResource stored(String type, IIdType id) {
        return daos.getResourceDao(type).read(id.toUnqualifiedVersionless(), new SystemRequestDetails());
    }

    /** What a narrowed search must not match: a value of {@code _security:not}. */
    public String withheldLabels() {
        return labels.asTokens();
    }

    /** Whether a resource may be shown to this holder, as far as labels go. */
    public boolean shows(AccessGrant grant, IBaseResource resource) {
        return ground(grant, resource) != Ground.NONE;
    }

    /** On what ground a resource is shown to this holder. */
    Ground ground(AccessGrant grant, IBaseResource resource) {
        List<Label> carried = labels.on(resource);
        return carried.isEmpty() ? Ground.OWN : ground(grant, patient(resource), carried);
    }

    private Ground ground(AccessGrant grant, String patient, List<Label> carried) {
        if (isForOwnEyes(grant, patient, carried)) {
            return Ground.OWN;
        }
        Set<String> purposes = settings.purposes().getOrDefault(grant.clientId(), Set.of());
        if (!patient.isEmpty() && consents.cover(patient, purposes, carried)) {
            return Ground.CONSENT;
        }
        String username = grant.username();
        return username != null && breakGlass.isOpen(username, patient) ? Ground.EMERGENCY : Ground.NONE;
    }

    private boolean isForOwnEyes(AccessGrant grant, @Nullable String patient, List<Label> carried) {
        return OWN_PARTS.contains(grant.clientId())
                || patient != null && ("Patient/" + patient).equals(grant.fhirUser())
                || settings.part2Program()
                        && carried.stream().allMatch(Label::isPart2)
                        && staff.roles(grant).stream().anyMatch(TREATING::contains);
    }

    /** Labels are rare: until the first is stored, nobody's request costs more than this look, once a second. */
    private boolean isInUse() {
        if (!inUse && looked.plus(LOOK_AGAIN).isBefore(Instant.now())) {
            looked = Instant.now();
            inUse = labels.all().stream()
                    .anyMatch(label -> Boolean.TRUE.equals(store.queryForObject(
                            "select exists (select 1 from hfj_tag_def where tag_system = ? and tag_code = ?)",
                            Boolean.class,
                            label.system(),
                            label.code())));
        }
        return inUse;
    }

    /** Logical id of whose it is; empty when it says nobody's. */
    private static String patient(IBaseResource resource) {
        if (resource instanceof Patient patient) {
            return patient.getIdElement().getIdPart();
        }
        return resource instanceof Resource other
                ? Stream.of("subject", "patient", "for", "beneficiary")
                        .map(other::getNamedProperty)
                        .filter(Objects::nonNull)
                        .map(Property::getValues)
                        .flatMap(List::stream)
                        .filter(Reference.class::isInstance)
                        .map(value -> ((Reference) value).getReferenceElement())
                        .filter(target -> "Patient".equals(target.getResourceType()))
                        .map(target -> target.getIdPart())
                        .findFirst()
                        .orElse("")
                : "";
    }

    /** Whether it is part of one patient's record, but not the Patient, by whom everything is found. */
    static boolean isSomebodys(IBaseResource resource) {
        return !(resource instanceof Patient) && !patient(resource).isEmpty();
    }
}
