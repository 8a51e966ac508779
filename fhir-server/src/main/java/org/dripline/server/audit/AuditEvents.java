// SPDX-License-Identifier: Apache-2.0
package org.dripline.server.audit;

import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.dripline.server.access.AuditTrail.Kind;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentNetworkType;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * A row as an AuditEvent (profile dripline-audit-event). Source: IHE ITI, Basic Audit Log Patterns 1.1: who takes which
 * role in a read, a query, a create, an update or a delete, and which entities each has. One row is one AuditEvent;
 * where it is about several patients, one for each of them.
 */
final class AuditEvents {

    static final String PROFILE = "https://dripline.health/fhir/StructureDefinition/dripline-audit-event";
    static final String PERSONS = "https://dripline.health/fhir/NamingSystem/username";
    static final String CLIENTS = "https://dripline.health/fhir/NamingSystem/client-id";

    private static final String BALP = "https://profiles.ihe.net/ITI/BALP/";
    private static final String ENTITY_TYPES = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
    private static final String ENTITY_ROLES = "http://terminology.hl7.org/CodeSystem/object-role";
    private static final String PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
    private static final String PROVENANCE_ROLES = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";
    private static final Coding SOURCE_ROLE = new Coding(AuditCodes.DCM, "110153", "Source Role ID");
    private static final Coding DESTINATION_ROLE = new Coding(AuditCodes.DCM, "110152", "Destination Role ID");

    private final String base;

    /** @param base FHIR base of this server */
    AuditEvents(String base) {
        this.base = base;
    }

    AuditEvent of(AuditRowOfPatient one) {
        AuditRow row = one.row();
        Kind kind = row.kindOfRow();
        AuditEvent event = new AuditEvent();
        event.setId(one.id());
        event.getMeta().addProfile(PROFILE).setLastUpdated(Date.from(row.at()));
        event.setType(new Coding(
                AuditCodes.type(kind).equals(AuditCodes.REST) ? AuditCodes.EVENT_TYPES : AuditCodes.DCM,
                AuditCodes.type(kind),
                AuditCodes.typeDisplay(kind)));
        subtypes(event, row, kind);
        event.setAction(AuditEventAction.fromCode(Objects.requireNonNullElse(row.action(), "E")));
        event.setRecorded(Date.from(row.at()));
        event.setOutcome(AuditEventOutcome.fromCode(AuditCodes.outcome(row.outcome())));
        if (!row.wentWell()) {
            event.setOutcomeDesc("HTTP " + row.outcome());
        }
        agents(event, row, kind);
        event.getSource().getObserver().setDisplay("Dripline").setIdentifier(new Identifier().setValue(base));
        event.getSource()
                .addType(new Coding(
                        "http://terminology.hl7.org/CodeSystem/security-source-type", "4", "Application Server"));
        entities(event, one, kind);
        pattern(event, one, kind);
        return event;
    }

    private static void subtypes(AuditEvent event, AuditRow row, Kind kind) {
        String interaction = row.interaction();
        if (interaction != null && AuditCodes.type(kind).equals(AuditCodes.REST)) {
            event.addSubtype(
                    new Coding(AuditCodes.INTERACTIONS, interaction.startsWith("$") ? "operation" : interaction, null));
        }
        if (kind == Kind.SIGN_IN) {
            event.addSubtype(new Coding(AuditCodes.DCM, "110122", "Login"));
        } else if (kind == Kind.SIGN_OUT) {
            event.addSubtype(new Coding(AuditCodes.DCM, "110123", "Logout"));
        } else if (kind == Kind.BREAK_GLASS) {
            event.addSubtype(new Coding(AuditCodes.DCM, "110127", "Emergency Override Started"));
        }
        event.getMeta().addTag(new Coding(AuditCodes.KINDS, AuditCodes.subtype(kind), AuditCodes.words(kind)));
    }

    private void agents(AuditEvent event, AuditRow row, Kind kind) {
        boolean shows = kind == Kind.READ || kind == Kind.EXPORT;
        boolean deletes = "D".equals(row.action());
        AuditEventAgentComponent client = event.addAgent();
        client.setType(new CodeableConcept(
                deletes
                        ? new Coding(AuditCodes.DCM, "110150", "Application")
                        : shows ? DESTINATION_ROLE.copy() : SOURCE_ROLE.copy()));
        if (row.client() == null) {
            client.getWho().setDisplay(row.address() == null ? "Dripline itself" : "An app that did not say who it is");
        } else {
            client.setAltId(row.client());
            client.setWho(identified(CLIENTS, row.client()));
        }
        if (row.address() == null) {
            network(client, base, AuditEventAgentNetworkType._5);
        } else {
            network(client, row.address(), AuditEventAgentNetworkType._2);
        }
        client.setRequestor(row.username() == null);
        AuditEventAgentComponent server = event.addAgent();
        server.setType(new CodeableConcept(
                deletes
                        ? new Coding(PROVENANCE_ROLES, "custodian", "Custodian")
                        : shows ? SOURCE_ROLE.copy() : DESTINATION_ROLE.copy()));
        server.getWho().setDisplay("Dripline").setIdentifier(new Identifier().setValue(base));
        network(server, base, AuditEventAgentNetworkType._5);
        server.setRequestor(false);
        if (row.username() != null) {
            AuditEventAgentComponent person = event.addAgent();
            person.setType(new CodeableConcept(new Coding(PARTICIPATION, "IRCP", "information recipient")));
            person.setAltId(row.username());
            person.setName(row.username());
            person.setWho(identified(PERSONS, row.username()));
            person.setRequestor(true);
        }
    }

    private void entities(AuditEvent event, AuditRowOfPatient one, Kind kind) {
        AuditRow row = one.row();
        if (row.requestId() != null) {
            AuditEventEntityComponent request = event.addEntity();
            request.setType(new Coding(BALP + "CodeSystem/BasicAuditEntityType", "XrequestId", null));
            request.getWhat().setIdentifier(new Identifier().setValue(row.requestId()));
        }
        List<String> resources = row.resources();
        if (!resources.isEmpty()) {
            resources.forEach(resource -> object(event, "4", "Domain Resource").setWhat(what(resource)));
        } else if (row.type() != null && row.resourceId() != null) {
            object(event, "4", "Domain Resource").setWhat(new Reference(row.type() + "/" + row.resourceId()));
        }
        boolean asks = kind == Kind.SEARCH || kind == Kind.OPERATION || kind == Kind.EXPORT || row.query() != null;
        if (asks) {
            String query = row.query() == null ? Objects.requireNonNullElse(row.type(), "") : row.query();
            String operation = row.interaction() != null && row.interaction().startsWith("$") ? row.interaction() : "";
            object(event, "24", "Query")
                    .setQuery((operation + (operation.isEmpty() || query.isEmpty() ? "" : " ") + query)
                            .getBytes(StandardCharsets.UTF_8));
        }
        one.patients().forEach(patient -> {
            AuditEventEntityComponent person = event.addEntity();
            person.setType(new Coding(ENTITY_TYPES, "1", "Person"));
            person.setRole(new Coding(ENTITY_ROLES, "1", "Patient"));
            person.setWhat(new Reference("Patient/" + patient));
        });
        if (row.scopes() != null) {
            AuditEventEntityComponent scopes = event.addEntity();
            scopes.setType(new Coding(ENTITY_TYPES, "2", "System Object"));
            scopes.setRole(new Coding(ENTITY_ROLES, "13", "Security Resource"));
            scopes.setName("Scopes of the token");
            scopes.setDescription(row.scopes());
        }
        if (row.detail() != null) {
            event.setPurposeOfEvent(List.of(new CodeableConcept().setText(row.detail())));
        }
    }

    /** The pattern of BALP that the event follows in full, where there is one. */
    private static void pattern(AuditEvent event, AuditRowOfPatient one, Kind kind) {
        AuditRow row = one.row();
        String name = !row.wentWell() || row.client() == null ? null : pattern(row, kind);
        if (name != null) {
            String patient = one.patient() != null ? "Patient" : "";
            event.getMeta().addProfile(BALP + "StructureDefinition/IHE.BasicAudit." + patient + name);
        }
    }

    private static @Nullable String pattern(AuditRow row, Kind kind) {
        String interaction = Objects.requireNonNullElse(row.interaction(), "");
        return switch (kind) {
            case READ -> interaction.equals("read") || interaction.equals("vread") ? "Read" : null;
            case SEARCH -> interaction.startsWith("search") ? "Query" : null;
            case WRITE -> {
                boolean one = row.resources().size() == 1;
                yield one && interaction.equals("create") && "C".equals(row.action())
                        ? "Create"
                        : one && interaction.equals("update") && "U".equals(row.action())
                                ? "Update"
                                : one && interaction.equals("delete") && "D".equals(row.action()) ? "Delete" : null;
            }
            default -> null;
        };
    }

    /** A written version is named by a reference; what a batch asked for in vain may be no reference at all. */
    private static Reference what(String resource) {
        return resource.matches("[A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64}(/_history/[A-Za-z0-9.-]{1,64})?")
                ? new Reference(resource)
                : new Reference().setDisplay(resource);
    }

    private static AuditEventEntityComponent object(AuditEvent event, String role, String display) {
        return event.addEntity()
                .setType(new Coding(ENTITY_TYPES, "2", "System Object"))
                .setRole(new Coding(ENTITY_ROLES, role, display));
    }

    private static Reference identified(String system, String value) {
        return new Reference().setIdentifier(new Identifier().setSystem(system).setValue(value));
    }

    private static void network(AuditEventAgentComponent agent, String address, AuditEventAgentNetworkType type) {
        agent.getNetwork().setAddress(address).setType(type);
    }
}
