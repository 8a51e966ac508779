// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.host;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dripline.server.access.TrustedHost;
import org.dripline.server.access.TrustedHost.Introspection;
import org.dripline.server.host.SharedIdentifiers.Match;
import org.dripline.server.outgoing.BoundedRequests;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.jspecify.annotations.Nullable;

/**
 * Proves a launch at a host by the host itself. Whoever asks says which patient it is about; what counts is what the
 * host shows under that launch's own access token, and which of our records carries the same numbers.
 */
public final class HostLaunches {

    /** RFC 6750, section 2.1: what may stand behind Bearer. */
    private static final Pattern BEARER = Pattern.compile("[A-Za-z0-9._~+/-]{1,8000}=*");

    private final HostDirectory directory;
    private final HostRecords records;
    private final HostIntrospection introspection;
    private final SharedIdentifiers ours;

    /** @param directory the allow-list */
    public HostLaunches(HostDirectory directory, BoundedRequests requests, SharedIdentifiers ours) {
        this.directory = directory;
        this.records = new HostRecords(requests);
        this.introspection = new HostIntrospection(requests);
        this.ours = ours;
    }

    /**
     * What is claimed of a launch.
     *
     * @param host FHIR base of the host
     * @param accessToken what the host gave for it
     * @param patient logical id at the host
     * @param encounter logical id at the host; null when none is claimed
     */
    public record Claimed(
            String host,
            String accessToken,
            String patient,
            @Nullable String encounter) {

        /** Whether it names this host; a slash at the end does not matter. */
        public boolean isAt(String fhirBase) {
            return host.replaceAll("/$", "").equals(fhirBase);
        }

        /** Says nothing: it holds a token. */
        @Override
        public String toString() {
            return "Claimed";
        }
    }

    /**
     * What the host proved.
     *
     * @param host FHIR base of the host
     * @param patient logical id of our Patient
     * @param encounter logical id of our Encounter; null when none of ours is the one of the launch
     * @param subject who the host says its access token speaks for; null when it was not asked
     * @param until when the host's access token ends; null when it was not asked
     */
    public record Proved(
            String host,
            String patient,
            @Nullable String encounter,
            @Nullable String subject,
            @Nullable Instant until) {}

    /**
     * Who is signed in at the host of a launch.
     *
     * @throws HostRefused when the host is not listed, or its id token does not hold
     */
    public HostIdentity identity(Claimed claimed, String idToken) {
        return HostIdentities.verified(directory.discovered(trusted(claimed)), idToken, claimed.accessToken());
    }

    /**
     * Which of our records the launch is about.
     *
     * @throws HostRefused when the host does not show the patient, or none or more than one of ours is that patient
     */
    public Proved proved(Claimed claimed) {
        TrustedHost host = trusted(claimed);
        HostIntrospection.Said said = introspected(host, claimed);
        if (said != null && !said.patient().equals(claimed.patient())) {
            throw new HostRefused(HostProblem.PATIENT_REFUSED);
        }
        Patient theirs = records.patient(host, claimed.patient(), claimed.accessToken());
        Match match = ours.patient(theirs, host.identifierSystems());
        String patient = match.found().orElseThrow(() -> new HostRefused(problem(match)));
        return new Proved(
                host.fhirBase().toString(),
                patient,
                encounter(host, claimed, patient),
                said == null ? null : said.subject(),
                said == null ? null : said.until());
    }

    /**
     * Logical id of our Practitioner who is the person at the host; empty when none of ours is, or it cannot be told.
     */
    public Optional<String> practitioner(Claimed claimed, HostIdentity identity) {
        TrustedHost host = trusted(claimed);
        String prefix = host.fhirBase() + "/Practitioner/";
        String user = identity.fhirUser();
        if (user == null || !user.startsWith(prefix)) {
            return Optional.empty();
        }
        return records.other(Practitioner.class, host, user.substring(prefix.length()), claimed.accessToken())
                .map(theirs -> ours.practitioner(theirs, host.identifierSystems()))
                .flatMap(Match::found);
    }

    private static HostProblem problem(Match match) {
        return switch (match.outcome()) {
            case NONE -> HostProblem.PATIENT_NOT_FOUND;
            case UNIDENTIFIED -> HostProblem.PATIENT_NOT_IDENTIFIED;
            case ONE, CONTRADICTED -> HostProblem.PATIENT_NOT_UNIQUE;
        };
    }

    private HostIntrospection.@Nullable Said introspected(TrustedHost host, Claimed claimed) {
        Introspection configured = host.introspection();
        if (configured == null) {
            return null;
        }
        HostDirectory.Host discovered = directory.discovered(host);
        if (discovered.introspection() == null) {
            throw new HostRefused(HostProblem.HOST_SILENT);
        }
        return introspection.of(discovered, discovered.introspection(), configured, claimed.accessToken());
    }

    /** The encounter helps to choose; one that is not shown, or not this patient's here and there, stops nothing. */
    private @Nullable String encounter(TrustedHost host, Claimed claimed, String patient) {
        if (claimed.encounter() == null) {
            return null;
        }
        return records.other(Encounter.class, host, claimed.encounter(), claimed.accessToken())
                .filter(theirs -> claimed.patient()
                        .equals(theirs.getSubject().getReferenceElement().getIdPart()))
                .map(theirs -> ours.encounterOf(patient, theirs, host.identifierSystems()))
                .flatMap(Match::found)
                .orElse(null);
    }

    private TrustedHost trusted(Claimed claimed) {
        if (!BEARER.matcher(claimed.accessToken()).matches()) {
            throw new HostRefused(HostProblem.REQUEST_INCOMPLETE);
        }
        return directory.named(claimed.host()).orElseThrow(() -> new HostRefused(HostProblem.HOST_UNKNOWN));
    }
}
