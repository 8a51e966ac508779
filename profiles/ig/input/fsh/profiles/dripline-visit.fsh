// Not the session encounter: the EHR knows admissions and beds, the session knows how far an infusion has come. Where both
// have one number they are one Encounter, which then claims the profile of whoever made it.
Profile: DriplineVisit
Parent: http://hl7.org/fhir/us/core/StructureDefinition/us-core-encounter
Id: dripline-visit
Title: "Visit told by an EHR"
Description: "One admission or visit as the EHR's messages say: from when to when, and in which bed when."
* insert Draft
* extension contains DriplineAsOf named asOf 0..1 MS and DriplineCancelledMove named cancelledMove 0..* MS
* type ^slicing.discriminator.type = #pattern
* type ^slicing.discriminator.path = "$this"
* type ^slicing.rules = #open
* type contains ehrVisit 1..1 MS
* type[ehrVisit] = DriplineEncounterTypeCodes#ehr-visit
* period MS
* location MS
* location.location MS
* location.period MS
* obeys dl-visit-1 and dl-visit-2

Invariant: dl-visit-1
Description: "A finished visit SHOULD say when it ended."
Severity: #warning
Expression: "status = 'finished' implies period.end.exists()"

Invariant: dl-visit-2
Description: "A patient SHOULD be in one place at a time."
Severity: #warning
Expression: "location.where(status = 'active').count() <= 1"
