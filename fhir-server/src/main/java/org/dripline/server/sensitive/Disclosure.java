// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.sensitive;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.ReferenceOrListParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.dripline.server.access.AccessGrant;
import org.dripline.server.access.AccessSettings;
import org.dripline.server.access.OwnParts;
import org.dripline.server.sensitive.SensitiveLabels.Label;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Who sees what is labelled: the patient; this product's own parts, where they work by themselves and for nobody; the
 * staff of the program whose records they are; an app with a purpose of use that the patient's consent covers; and, for
 * a while, whoever broke the glass.
 */
public final class Disclosure {

    /** Why it may be shown; the later, the less. */
    enum Ground {
        /** It carries no label, or its reader is who it is kept for. */
        OWN,
        CONSENT,
        EMERGENCY,
        NONE
    }

    /** Code of v3-ActReason. */
    private static final String TREATMENT = "TREAT";

    /** Elements by which a resource says whose it is. */
    private static final List<String> OWNERS =
            List.of("subject", "patient", "for", "beneficiary", "individual", "securityContext");

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final SensitiveLabels labels;
    private final ConsentDirectives consents;
    private final BreakGlass breakGlass;
    private final TreatingStaff treating;
    private final AccessSettings.Sensitive settings;
    private final String contact;
    private final DaoRegistry daos;
    private final JdbcTemplate store;
    private final LabelledDocuments documents;
    private volatile boolean inUse;
    private volatile Instant looked = Instant.EPOCH;

    Disclosure(
            SensitiveLabels labels,
            ConsentDirectives consents,
            BreakGlass breakGlass,
            TreatingStaff treating,
            AccessSettings.Sensitive settings,
            String contact,
            DaoRegistry daos,
            DataSource store) {
        this.daos = daos;
        this.labels = labels;
        this.consents = consents;
        this.breakGlass = breakGlass;
        this.treating = treating;
        this.settings = settings;
        this.contact = contact;
        this.store = new JdbcTemplate(store);
        this.documents = new LabelledDocuments(labels, daos, this.store);
        this.inUse = settings.part2Program();
    }

    /** Whether something that is labelled is withheld from this holder, in searches and in what is worked out. */
    public boolean narrows(AccessGrant grant) {
        return !withheld(grant, grant.isPatientOnly() ? grant.patient() : null).isEmpty();
    }

    /** Whom to ask for what is withheld. */
    public String contact() {
        return contact;
    }

    /**
     * Whether something of a type is withheld from this holder: of these patients, or of anybody when none is named.
     *
     * @param parameter that keeps a search on the type within a patient; empty when there is none
     * @param patients logical ids
     */
    public boolean withholds(AccessGrant grant, String type, String parameter, Collection<String> patients) {
        List<Label> withheld = withheld(grant, only(patients));
        if (withheld.isEmpty()) {
            return false;
        }
        TokenOrListParam any = new TokenOrListParam();
        withheld.forEach(label -> any.add(new TokenParam(label.system(), label.code())));
        SearchParameterMap map = SearchParameterMap.newSynchronous().add("_security", any);
        map.setLoadSynchronousUpTo(1);
        if (parameter.equals("_id") && !patients.isEmpty()) {
            TokenOrListParam ids = new TokenOrListParam();
            patients.forEach(ids::add);
            map.add(parameter, ids);
        } else if (!parameter.isEmpty() && !patients.isEmpty()) {
            ReferenceOrListParam theirs = new ReferenceOrListParam();
            patients.forEach(patient -> theirs.add(new ReferenceParam("Patient/" + patient)));
            map.add(parameter, theirs);
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

    /**
     * What a search of this holder must not match, a value of {@code _security:not}; empty when nothing.
     *
     * @param patients logical ids of those whose records it keeps itself to; empty when it reaches everybody's
     */
    public String withheldLabels(AccessGrant grant, Collection<String> patients) {
        return SensitiveLabels.asTokens(withheld(grant, only(patients)));
    }

    /** Consents and emergencies are one patient's. */
    private static @Nullable String only(Collection<String> patients) {
        return patients.size() == 1 ? patients.iterator().next() : null;
    }

    /** Whether a resource may be shown to this holder, as far as labels go. */
    public boolean shows(AccessGrant grant, IBaseResource resource) {
        return ground(grant, resource) != Ground.NONE;
    }

    /** On what ground a resource is shown to this holder. */
    Ground ground(AccessGrant grant, IBaseResource resource) {
        List<Label> carried = labels.on(resource);
        Ground ground = carried.isEmpty() ? Ground.OWN : ground(grant, patient(resource), carried);
        return resource instanceof Binary content && isInUse() ? least(ground, grant, content) : ground;
    }

    /** What is attached to a document is disclosed on no better ground than the document. */
    private Ground least(Ground own, AccessGrant grant, Binary content) {
        return Stream.concat(Stream.of(own), documents.of(content).stream().map(document -> ground(grant, document)))
                .max(Comparator.naturalOrder())
                .orElse(own);
    }

    private Ground ground(AccessGrant grant, String patient, List<Label> carried) {
        if (isForOwnEyes(grant, patient, carried)) {
            return Ground.OWN;
        }
        if (!patient.isEmpty()
                && consents.uncovered(patient, purposes(grant), carried).isEmpty()) {
            return Ground.CONSENT;
        }
        return isEmergency(grant, patient) ? Ground.EMERGENCY : Ground.NONE;
    }

    /**
     * The labels under which something is kept from this holder.
     *
     * @param patient whose record it is about; null when it may be anybody's
     */
    private List<Label> withheld(AccessGrant grant, @Nullable String patient) {
        if (!isInUse()) {
            return List.of();
        }
        List<Label> notOwn = labels.all().stream()
                .filter(label -> !isForOwnEyes(grant, patient, List.of(label)))
                .toList();
        if (patient == null || notOwn.isEmpty()) {
            return notOwn;
        }
        List<Label> rest = consents.uncovered(patient, purposes(grant), notOwn);
        return rest.isEmpty() || isEmergency(grant, patient) ? List.of() : rest;
    }

    /**
     * What our own parts do by themselves is the product's; for a person, it is held against what that person may see.
     */
    private boolean isForOwnEyes(AccessGrant grant, @Nullable String patient, List<Label> carried) {
        return grant.username() == null && OwnParts.ALL.contains(grant.clientId())
                || patient != null && ("Patient/" + patient).equals(grant.fhirUser())
                || settings.part2Program() && carried.stream().allMatch(Label::isPart2) && treating.includes(grant);
    }

    /**
     * What an app asks for. The product's own app treats patients, and asks for that when who uses it does; a
     * registered app asks for what it was registered for, whoever uses it.
     */
    private Set<String> purposes(AccessGrant grant) {
        Set<String> registered = settings.purposes().getOrDefault(grant.clientId(), Set.of());
        if (!OwnParts.ALL.contains(grant.clientId()) || !treating.includes(grant)) {
            return registered;
        }
        Set<String> all = new HashSet<>(registered);
        all.add(TREATMENT);
        return all;
    }

    private boolean isEmergency(AccessGrant grant, String patient) {
        String username = grant.username();
        return username != null && breakGlass.isOpen(username, patient);
    }

    /** The first label of all counts at once. */
    void notice(IBaseResource stored) {
        if (!inUse && !labels.on(stored).isEmpty()) {
            inUse = true;
        }
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
        return owners(resource)
                .filter(target -> "Patient".equals(target.getResourceType()))
                .map(target -> target.getIdPart())
                .findFirst()
                .orElse("");
    }

    private static Stream<IIdType> owners(IBaseResource resource) {
        return resource instanceof Resource other
                ? Stream.concat(
                                OWNERS.stream()
                                        .map(other::getNamedProperty)
                                        .filter(Objects::nonNull)
                                        .map(Property::getValues)
                                        .flatMap(List::stream),
                                other instanceof Appointment visit
                                        ? visit.getParticipant().stream()
                                                .map(Appointment.AppointmentParticipantComponent::getActor)
                                        : Stream.empty())
                        .filter(Reference.class::isInstance)
                        .map(value -> ((Reference) value).getReferenceElement())
                : Stream.empty();
    }

    /**
     * Whether it is part of one patient's record, but not the Patient, by whom everything is found. Whose it is may yet
     * be looked for, or be another entry of a transaction.
     */
    static boolean isSomebodys(IBaseResource resource) {
        return !(resource instanceof Patient)
                && (!patient(resource).isEmpty()
                        || owners(resource)
                                .map(target -> Objects.requireNonNullElse(target.getValue(), ""))
                                .anyMatch(target -> target.startsWith("Patient?") || target.startsWith("urn:")));
    }
}
