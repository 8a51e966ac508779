// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.door;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dripline.fhir.Canonicals;
import org.dripline.server.access.AccessGrant;
import org.dripline.server.access.AuditTrail;
import org.dripline.server.access.AuditTrail.Asked;
import org.dripline.server.access.AuditTrail.Entry;
import org.dripline.server.access.AuditTrail.Kind;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;

/**
 * The row of one transaction: gathers what it writes, and is written before it commits; with one more for each message
 * of a device or an EHR that became part of the record with it, which its Provenance tells.
 */
final class WrittenRow implements TransactionSynchronization {

    private final JdbcTemplate record;
    private final @Nullable HttpServletRequest web;
    private final Set<String> actions = new TreeSet<>();
    /** Reference without version to the patients of what is written. */
    private final Map<String, Set<String>> owners = new LinkedHashMap<>();

    private final List<String> versions = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();
    private final Set<String> written = new TreeSet<>();
    private boolean override;

    private record Message(Kind kind, String detail, List<String> targets) {}

    /** @param web the request that writes; null where the product does so by itself */
    WrittenRow(JdbcTemplate record, @Nullable HttpServletRequest web) {
        this.record = record;
        this.web = web;
    }

    void add(String action, IBaseResource resource) {
        IIdType id = resource.getIdElement();
        String reference = resource.fhirType() + "/" + id.getIdPart();
        actions.add(action);
        versions.add(id.hasVersionIdPart() ? reference + "/_history/" + id.getVersionIdPart() : reference);
        owners.computeIfAbsent(reference, first -> new TreeSet<>())
                .addAll(new ConcernedPatients().of(resource).ids());
        if (resource instanceof Provenance provenance) {
            origin(action, provenance);
        }
    }

    private void origin(String action, Provenance provenance) {
        override |= action.equals("C") && provenance.getMeta().hasProfile(Canonicals.ISSUE_OVERRIDE);
        for (Provenance.ProvenanceEntityComponent entity : provenance.getEntity()) {
            Identifier entry = entity.getWhat().getIdentifier();
            if (Canonicals.JOURNAL_ENTRY.equals(entry.getSystem()) && (action.equals("C") || isSentAgain())) {
                messages.add(new Message(
                        action.equals("C") ? Kind.MESSAGE : Kind.REPLAY,
                        "journal entry " + entry.getValue() + ", received "
                                + provenance.getRecordedElement().getValueAsString(),
                        provenance.getTarget().stream()
                                .map(Reference::getReference)
                                .toList()));
            }
        }
    }

    /** A merge of patients changes a Provenance, too, and reads no message. */
    private boolean isSentAgain() {
        String interaction = web == null ? null : RequestedInteraction.codeOf(web);
        return "transaction".equals(interaction) || "update".equals(interaction);
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        Set<String> all = new TreeSet<>();
        owners.values().forEach(all::addAll);
        String only = owners.size() == 1 ? owners.keySet().iterator().next() : null;
        write(
                override ? Kind.OVERRIDE : Kind.WRITE,
                all,
                only,
                actions.size() == 1 ? actions.iterator().next() : "E",
                versions,
                null);
        for (Message message : messages) {
            Set<String> theirs = new TreeSet<>();
            message.targets().forEach(target -> theirs.addAll(owners.getOrDefault(target, Set.of())));
            write(message.kind(), theirs, null, "E", List.of(), message.detail());
        }
    }

    private void write(
            Kind kind,
            Set<String> patients,
            @Nullable String only,
            String action,
            Collection<String> resources,
            @Nullable String detail) {
        AccessGrant grant = web == null ? null : FhirGate.knownGrantOf(web);
        Set<String> concerned = patients;
        if (patients.isEmpty() && grant != null && grant.patient() != null) {
            concerned = Set.of(grant.patient());
        }
        AuditTrail.write(
                new Entry(
                        kind,
                        200,
                        grant == null ? null : grant.clientId(),
                        grant == null ? null : grant.username(),
                        concerned,
                        only == null ? null : only.substring(0, only.indexOf('/')),
                        only == null ? null : only.substring(only.indexOf('/') + 1),
                        new Asked(
                                action,
                                web == null ? null : RequestedInteraction.codeOf(web),
                                grant == null ? null : RequestedInteraction.scopes(grant),
                                null,
                                resources,
                                detail)),
                record,
                web);
        written.addAll(concerned);
    }

    @Override
    public void afterCommit() {
        if (web != null) {
            CommittedWrites.of(web).add(written);
        }
    }
}
