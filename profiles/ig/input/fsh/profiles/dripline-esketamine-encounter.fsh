Profile: DriplineEsketamineEncounter
Parent: http://hl7.org/fhir/us/core/StructureDefinition/us-core-encounter
Id: dripline-esketamine-encounter
Title: "Esketamine encounter"
Description: "One visit for esketamine by nose: who, where, how far it has come, under which protocol, and from when to when. Its end is when the patient left."
* insert Draft
* obeys dl-nasal-encounter-1 and dl-nasal-encounter-2
* extension contains
    DriplineSessionState named sessionState 0..1 MS and
    DriplineDeferralReason named deferralReason 0..* MS and
    DriplineSessionProtocol named sessionProtocol 0..1 MS
* status MS
* class MS
* type ^slicing.discriminator.type = #pattern
* type ^slicing.discriminator.path = "$this"
* type ^slicing.rules = #open
* type contains session 1..1 MS
* type[session] = DriplineEncounterTypeCodes#esketamine-session
* subject MS
* participant MS
* period MS
* location MS

Invariant: dl-nasal-encounter-1
Description: "A session under way or finished SHOULD say when it started; one finished also when the patient left."
Severity: #warning
Expression: "(status in ('in-progress' | 'finished') implies period.start.exists()) and (status = 'finished' implies period.end.exists())"

Invariant: dl-nasal-encounter-2
Description: "No pump runs in such a session: its state SHOULD NOT be one of an infusion."
Severity: #warning
Expression: "extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-session-state').value.exists() implies (extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-session-state').value in ('iv-placed' | 'infusing' | 'paused' | 'infusion-complete')).not()"
