Extension: DriplineSessionProtocol
Id: dripline-session-protocol
Title: "Session protocol"
Description: "The version of the protocol that a session was run under, and whether a clinician had signed that version."
Context: Encounter
* insert Draft
* extension contains protocol 1..1 MS and status 1..1 MS
* extension[protocol] ^short = "PlanDefinition with its version, as url|version"
* extension[protocol].value[x] 1..1
* extension[protocol].value[x] only canonical
* extension[status] ^short = "signed | draft, as it was on that day"
* extension[status].value[x] 1..1
* extension[status].value[x] only code
* extension[status].valueCode from DriplineProtocolStatuses (required)
