Profile: DriplineAuditEvent
Parent: AuditEvent
Id: dripline-audit-event
Title: "Audit event"
Description: "Who did what to whose record, from where and with which outcome, after IHE's Basic Audit Log Patterns. Rendered from the audit when it is read; never written over FHIR."
* insert Draft
* obeys dl-audit-1 and dl-audit-2 and dl-audit-3 and dl-audit-4 and dl-audit-5 and dl-audit-6 and dl-audit-7
* type MS
* subtype MS
* action 1..1 MS
* recorded MS
* outcome 1..1 MS
* outcomeDesc MS
* purposeOfEvent MS
* agent 2..* MS
* agent.type 1..1 MS
* agent.who 1..1 MS
* agent.altId MS
* agent.network MS
* agent.media 0..0
* source MS
* source.observer MS
* entity MS
* entity.type 1..1 MS
* entity.what MS
* entity.role MS
* entity.query MS

Invariant: dl-audit-1
Description: "An event SHALL say of which kind it is, once."
Severity: #error
Expression: "meta.tag.where(system = 'https://dripline.health/fhir/CodeSystem/dripline-audit-kind').count() = 1"

Invariant: dl-audit-2
Description: "One agent SHALL be who asked, and a person who is named SHALL be that one, without a network address."
Severity: #error
Expression: "agent.where(requestor = true).count() = 1 and agent.where(type.coding.where(code = 'IRCP').exists()).all(requestor = true and network.exists().not())"

Invariant: dl-audit-3
Description: "A resource that was read SHALL be named, and the roles of app and server be those of a read: destination and source."
Severity: #error
Expression: "(outcome = '0' and subtype.where(system = 'http://hl7.org/fhir/restful-interaction' and (code = 'read' or code = 'vread')).exists()) implies (entity.where(role.code = '4' and what.reference.exists()).exists() and agent.where(type.coding.where(code = '110152').exists() and network.exists()).count() = 1 and agent.where(type.coding.where(code = '110153').exists()).count() = 1)"

Invariant: dl-audit-4
Description: "A search that was answered SHALL say what was searched, and the roles of app and server be those of a query: source and destination."
Severity: #error
Expression: "(outcome = '0' and meta.tag.where(system = 'https://dripline.health/fhir/CodeSystem/dripline-audit-kind' and code = 'search').exists()) implies (entity.where(role.code = '24' and query.exists()).exists() and agent.where(type.coding.where(code = '110153').exists() and network.exists()).count() = 1 and agent.where(type.coding.where(code = '110152').exists()).count() = 1)"

Invariant: dl-audit-5
Description: "What was written SHALL be named with its version."
Severity: #error
Expression: "(outcome = '0' and action != 'E' and meta.tag.where(system = 'https://dripline.health/fhir/CodeSystem/dripline-audit-kind' and code = 'write').exists()) implies entity.where(role.code = '4' and what.reference.exists()).exists()"

Invariant: dl-audit-6
Description: "An entity in the role of the patient SHALL be a Patient."
Severity: #error
Expression: "entity.where(role.code = '1').all(what.reference.startsWith('Patient/'))"

Invariant: dl-audit-7
Description: "What did not go well SHALL say how it ended."
Severity: #error
Expression: "outcome != '0' implies outcomeDesc.exists()"
