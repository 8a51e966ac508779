Profile: DriplineSessionEncounter
Parent: http://hl7.org/fhir/us/core/StructureDefinition/us-core-encounter
Id: dripline-session-encounter
Title: "Session encounter"
Description: "One visit for an infusion, from booking to the day after: who, where, how far it has come, under which protocol, and why it was not held if it was not."
* insert Draft
* obeys dl-encounter-1 and dl-encounter-2 and dl-encounter-3 and dl-encounter-4 and dl-encounter-5
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
* type[session] = DriplineEncounterTypeCodes#infusion-session
* subject MS
* participant MS
* period MS
* location MS
* hospitalization.dischargeDisposition MS

Invariant: dl-encounter-1
Description: "A session that was deferred, cancelled or missed SHOULD say why."
Severity: #warning
Expression: "(status = 'cancelled' or extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-session-state').value = 'deferred' or extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-session-state').value = 'cancelled' or extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-session-state').value = 'no-show') implies extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-deferral-reason').exists()"

Invariant: dl-encounter-2
Description: "The state of the session and the status of the encounter SHOULD NOT contradict each other."
Severity: #warning
Expression: "extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-session-state').value.exists() implies ((extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-session-state').value in ('scheduled' | 'reminded')) implies status = 'planned') and ((extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-session-state').value in ('arrived' | 'precheck' | 'cleared' | 'iv-placed')) implies status in ('arrived' | 'triaged' | 'in-progress')) and ((extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-session-state').value in ('infusing' | 'paused' | 'stopped-early' | 'infusion-complete' | 'recovery' | 'discharge-ready' | 'emergency')) implies status = 'in-progress') and ((extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-session-state').value in ('discharged' | 'post-24h-check' | 'closed' | 'transferred')) implies status = 'finished') and ((extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-session-state').value in ('deferred' | 'cancelled' | 'no-show')) implies status = 'cancelled')"

Invariant: dl-encounter-3
Description: "A session under way or finished SHOULD say when it started; one finished also when it ended."
Severity: #warning
Expression: "(status in ('in-progress' | 'finished') implies period.start.exists()) and (status = 'finished' implies period.end.exists())"

Invariant: dl-encounter-4
Description: "The protocol SHOULD be named with its version."
Severity: #warning
Expression: "extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-session-protocol').extension.where(url = 'protocol').value.all($this.toString().contains('|'))"

Invariant: dl-encounter-5
Description: "Ketamine SHOULD NOT be infused at home."
Severity: #warning
Expression: "class.code.empty() or class.code != 'HH'"
