// SPDX-License-Identifier: Apache-2.0
package org.dripline.routes.association;

import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.repository.IRepository;
import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.ParamPrefixEnum;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.Multimap;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dripline.routes.RejectReason;
import org.dripline.routes.pcd.PatientIdentity;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DeviceUseStatement;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.jspecify.annotations.Nullable;

/**
 * Finds the patient, and the visit, a report belongs to, on the FHIR server. What was found is remembered for up to a
 * minute; that nothing was found never is, so a patient created now gets the next message.
 *
 * <p>Every search goes out with {@code Cache-Control: no-store}: HAPI otherwise may answer it from an earlier one.
 *
 * <p>Safe for use by many threads. Exceptions of the FHIR client pass through.
 */
public final class Association {

    private static final Map<String, String> FRESH = Map.of("Cache-Control", "no-store");
    private static final Set<Encounter.EncounterStatus> ATTENDED = Set.of(
            Encounter.EncounterStatus.ARRIVED,
            Encounter.EncounterStatus.TRIAGED,
            Encounter.EncounterStatus.INPROGRESS,
            Encounter.EncounterStatus.ONLEAVE,
            Encounter.EncounterStatus.FINISHED);

    private final IRepository repository;
    private final Whose whose;
    private final Map<String, String> identifierSystems;
    private final Cache<SystemValue, String> patients;
    private final Cache<PatientVisit, String> visits;
    private final Cache<String, Stay> stays;
    /** Asked for each report that names its patient, so remembered; a report without one asks anew. */
    private final Cache<String, List<DeviceUseStatement>> worn;

    /**
     * @param repository the FHIR server
     * @param identifierSystems assigning authority (CX.4.1 or CX.4.2) → identifier system
     * @param remembered how long a find is used again; at most a minute
     */
    public Association(IRepository repository, Map<String, String> identifierSystems, Duration remembered) {
        this.repository = repository;
        this.whose = new Whose(repository);
        this.identifierSystems = Map.copyOf(identifierSystems);
        this.patients = cache(remembered);
        this.visits = cache(remembered);
        this.stays = cache(remembered);
        this.worn = cache(remembered);
    }

    /** Somebody, or a reason. */
    public sealed interface Outcome permits Found, Nobody {}

    /**
     * The one patient.
     *
     * @param patientId id on the FHIR server
     * @param keys what parked entries of the same patient may wait under
     * @param basis what says so
     */
    public record Found(String patientId, Set<String> keys, Basis basis) implements Outcome {
        public Found {
            keys = Set.copyOf(keys);
        }
    }

    /** What says whose it is, the surest first. */
    public enum Basis {
        PATIENT,
        VISIT,
        BED,
        DEVICE;

        /** Whether somebody may correct it later; the message itself stays as it was sent. */
        public boolean mayBeCorrected() {
            return this == BED || this == DEVICE;
        }
    }

    /**
     * Nobody, or too many.
     *
     * @param key what the entry waits under; null when it names nobody we could look for
     */
    public record Nobody(RejectReason reason, @Nullable String key) implements Outcome {}

    /** Whose report this is. All identifiers that have a known system must lead to the same patient. */
    public Outcome patient(PatientIdentity identity) {
        if (identity.identifiers().isEmpty()) {
            return new Nobody(RejectReason.PATIENT_NOT_STATED, null);
        }
        List<SystemValue> known = known(identity);
        if (known.isEmpty()) {
            return new Nobody(
                    RejectReason.PATIENT_AUTHORITY_UNMAPPED, key(identity).orElse(null));
        }
        Set<String> found = new TreeSet<>();
        for (SystemValue each : known) {
            String remembered = patients.getIfPresent(each);
            if (remembered != null) {
                found.add(remembered);
                continue;
            }
            Set<String> ids = searchPatients(each);
            if (ids.size() == 1) {
                patients.put(each, ids.iterator().next());
            }
            found.addAll(ids);
        }
        if (found.isEmpty()) {
            return new Nobody(RejectReason.PATIENT_UNKNOWN, key(identity).orElse(null));
        }
        return found.size() > 1
                ? new Nobody(RejectReason.PATIENT_AMBIGUOUS, key(identity).orElse(null))
                : new Found(found.iterator().next(), keys(identity), Basis.PATIENT);
    }

    /**
     * Whose a device's report is: by the patient's identifiers; where it has none, by the visit's number, then by who
     * was in the bed and to whom the device was associated. These two must not contradict each other, nor themselves:
     * two patients for one pump are not guessed. Nor is a patient believed whom the message names while its device is
     * associated to others only: the pump may have gone on to the next room with the last patient's number in it.
     */
    public Outcome patient(PatientIdentity identity, Bedside bedside) {
        if (!identity.identifiers().isEmpty()) {
            Outcome named = patient(identity);
            return named instanceof Found found && contradicted(found.patientId(), bedside)
                    ? new Nobody(
                            RejectReason.ASSOCIATION_CONFLICT, key(identity).orElse(null))
                    : named;
        }
        String key = key(identity, bedside);
        if (!identity.visit().value().isEmpty()) {
            Set<String> byVisit = whose.byVisit(number(identity.visit()));
            if (!byVisit.isEmpty()) {
                return one(byVisit, key, Basis.VISIT);
            }
        }
        Set<String> byBed = whose.byBed(bedside);
        Set<String> all = new TreeSet<>(byBed);
        all.addAll(whose.byDevice(bedside));
        return all.isEmpty()
                ? new Nobody(RejectReason.PATIENT_NOT_STATED, key)
                : one(all, key, byBed.isEmpty() ? Basis.DEVICE : Basis.BED);
    }

    /** Whether one of the devices was somebody else's at that time, and not this patient's as well. */
    private boolean contradicted(String patientId, Bedside bedside) {
        return bedside.devices().stream().anyMatch(device -> {
            Set<String> patients = Whose.worn(worn.get(device, whose::ofDevice), bedside);
            return !patients.isEmpty() && !patients.contains(patientId);
        });
    }

    /** Drops what is remembered of a device: its association changed. */
    void forgetDevice(String device) {
        worn.invalidate(device);
    }

    private static Outcome one(Set<String> patients, String key, Basis basis) {
        return patients.size() == 1
                ? new Found(patients.iterator().next(), Set.of(key), basis)
                : new Nobody(RejectReason.ASSOCIATION_CONFLICT, key);
    }

    /** What a report waits under: its identifiers, else its visit, its bed, its devices. */
    public String key(PatientIdentity identity, Bedside bedside) {
        return key(identity).orElseGet(() -> {
            if (!identity.visit().value().isEmpty()) {
                return hash("visit\u001f" + identity.visit().value());
            }
            return bedside.bed().isEmpty() ? deviceKey(bedside.devices()) : bedKey(bedside.bed());
        });
    }

    static String bedKey(String bed) {
        return hash("bed\u001f" + bed);
    }

    static String deviceKey(Set<String> devices) {
        return hash("device\u001f" + String.join("\u001e", new TreeSet<>(devices)));
    }

    /** Those of its identifiers whose authority the configuration knows, in the message's order. */
    public List<SystemValue> known(PatientIdentity identity) {
        return identity.identifiers().stream()
                .flatMap(identifier -> named(identifier).stream())
                .toList();
    }

    /**
     * What an entry of this identity waits under: stands for all its identifiers with a known system, or for all it has
     * when none is known. Two reports with the same key have the same answer. Made of what the message says, so that it
     * stays when the configuration names a system it did not name before.
     *
     * @return empty when it names nobody
     */
    public Optional<String> key(PatientIdentity identity) {
        List<PatientIdentity.Identifier> known = identity.identifiers().stream()
                .filter(identifier -> named(identifier).isPresent())
                .toList();
        List<PatientIdentity.Identifier> telling = known.isEmpty() ? identity.identifiers() : known;
        return telling.isEmpty() ? Optional.empty() : Optional.of(key(telling));
    }

    /** Also what fewer, or other, identifiers of the same patient may have been parked under before. */
    private Set<String> keys(PatientIdentity identity) {
        Set<String> keys = new TreeSet<>();
        key(identity).ifPresent(keys::add);
        keys.add(key(identity.identifiers()));
        identity.identifiers().forEach(identifier -> keys.add(key(List.of(identifier))));
        return keys;
    }

    private static String key(List<PatientIdentity.Identifier> identifiers) {
        String all = identifiers.stream()
                .map(it -> it.authority() + '\u001f' + it.universalAuthority() + '\u001f' + it.value())
                .sorted()
                .distinct()
                .collect(Collectors.joining("\u001e"));
        return hash(all);
    }

    private static String hash(String all) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }

    /**
     * The encounter a value belongs to: the one with the visit number (PV1-19), else the only one under way at that
     * time. Empty when there is none or more than one; then the value is charted without.
     *
     * @param patientId of {@link Found}
     * @param at when the value was true
     */
    public Optional<String> encounter(String patientId, PatientIdentity identity, Instant at) {
        Optional<String> visit = visit(patientId, identity.visit());
        if (visit.isPresent()) {
            return visit;
        }
        Stay remembered = stays.getIfPresent(patientId);
        if (remembered != null && remembered.covers(at)) {
            return Optional.of(remembered.encounterId());
        }
        List<Stay> under = searchStays(patientId, at);
        if (under.size() != 1) {
            return Optional.empty();
        }
        stays.put(patientId, under.get(0));
        return Optional.of(under.get(0).encounterId());
    }

    /**
     * The association of a device to a patient that holds at a moment, whoever said so; for a message that tells only
     * that it ended.
     */
    public Optional<DeviceUseStatement> worn(String deviceId, String patientId, Instant at) {
        return whose.worn(deviceId, patientId, at);
    }

    /** Whether the FHIR server has that device. */
    public boolean hasDevice(String deviceId) {
        return search(Device.class, parameters("_id", new TokenParam(deviceId))).getEntry().stream()
                .anyMatch(entry -> entry.getResource() instanceof Device);
    }

    /** Drops what is remembered: the FHIR server refused something that was built on it. */
    public void forget() {
        patients.invalidateAll();
        visits.invalidateAll();
        stays.invalidateAll();
        worn.invalidateAll();
    }

    private record PatientVisit(String patientId, String visit) {}

    /** An identifier with the system it is searched by. */
    public record SystemValue(String system, String value) {
        @Override
        public String toString() {
            return "SystemValue[of " + system + "]";
        }
    }

    private record Stay(
            String encounterId,
            @Nullable Instant start,
            @Nullable Instant end) {
        boolean covers(Instant at) {
            return start != null && !at.isBefore(start) && (end == null || !at.isAfter(end));
        }
    }

    private Optional<SystemValue> named(PatientIdentity.Identifier identifier) {
        String system = identifierSystems.get(identifier.authority());
        if (system == null && !identifier.universalAuthority().isEmpty()) {
            system = identifierSystems.get(identifier.universalAuthority());
        }
        return Optional.ofNullable(system).map(known -> new SystemValue(known, identifier.value()));
    }

    private Set<String> searchPatients(SystemValue named) {
        Bundle answer = search(Patient.class, parameters("identifier", new TokenParam(named.system(), named.value())));
        Set<String> ids = new TreeSet<>();
        for (Bundle.BundleEntryComponent entry : answer.getEntry()) {
            if (entry.getResource() instanceof Patient patient && isStillOne(patient)) {
                ids.add(patient.getIdElement().getIdPart());
            }
        }
        return ids;
    }

    /** A patient merged into another stays behind, inactive where it said so before, and says who replaced it. */
    private static boolean isStillOne(Patient patient) {
        return (!patient.hasActive() || patient.getActive())
                && patient.getLink().stream().noneMatch(link -> link.getType() == Patient.LinkType.REPLACEDBY);
    }

    private Optional<String> visit(String patientId, PatientIdentity.Identifier number) {
        if (number.value().isEmpty()) {
            return Optional.empty();
        }
        PatientVisit key = new PatientVisit(patientId, number.value());
        String remembered = visits.getIfPresent(key);
        if (remembered != null) {
            return Optional.of(remembered);
        }
        Multimap<String, List<IQueryParameterType>> parameters = parameters("identifier", number(number));
        parameters.put("patient", List.of(new ReferenceParam("Patient/" + patientId)));
        List<Encounter> found = encounters(search(Encounter.class, parameters));
        if (found.size() != 1) {
            return Optional.empty();
        }
        String id = found.get(0).getIdElement().getIdPart();
        visits.put(key, id);
        return Optional.of(id);
    }

    /** Without a system where none is known: PV1-19 seldom has an authority. */
    private TokenParam number(PatientIdentity.Identifier number) {
        return named(number).map(it -> new TokenParam(it.system(), it.value())).orElse(new TokenParam(number.value()));
    }

    private List<Stay> searchStays(String patientId, Instant at) {
        Multimap<String, List<IQueryParameterType>> parameters =
                parameters("patient", new ReferenceParam("Patient/" + patientId));
        parameters.put("date", List.of(new DateParam(ParamPrefixEnum.LESSTHAN_OR_EQUALS, Date.from(at))));
        parameters.put("date", List.of(new DateParam(ParamPrefixEnum.GREATERTHAN_OR_EQUALS, Date.from(at))));
        return encounters(search(Encounter.class, parameters)).stream()
                .filter(encounter -> ATTENDED.contains(encounter.getStatus()))
                .map(Association::stay)
                .filter(stay -> stay.covers(at))
                .toList();
    }

    private static Stay stay(Encounter encounter) {
        Period period = encounter.getPeriod();
        return new Stay(
                encounter.getIdElement().getIdPart(),
                period.hasStart() ? period.getStart().toInstant() : null,
                period.hasEnd() ? period.getEnd().toInstant() : null);
    }

    private static List<Encounter> encounters(Bundle answer) {
        return answer.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(Encounter.class::isInstance)
                .map(Encounter.class::cast)
                .toList();
    }

    private static Multimap<String, List<IQueryParameterType>> parameters(String name, IQueryParameterType value) {
        Multimap<String, List<IQueryParameterType>> parameters = ArrayListMultimap.create();
        parameters.put(name, List.of(value));
        return parameters;
    }

    private <T extends IBaseResource> Bundle search(
            Class<T> type, Multimap<String, List<IQueryParameterType>> parameters) {
        return repository.search(Bundle.class, type, parameters, FRESH);
    }

    private static <K, V> Cache<K, V> cache(Duration remembered) {
        return Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(remembered)
                .build();
    }
}
