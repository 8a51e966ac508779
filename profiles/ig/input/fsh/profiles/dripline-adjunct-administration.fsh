Profile: DriplineAdjunctAdministration
Parent: MedicationAdministration
Id: dripline-adjunct-administration
Title: "Adjunct administration"
Description: "A medication given in a session beside ketamine: to prevent, to treat an adverse event, or as a second infusion. Oxygen counts."
* insert Draft
* obeys dl-adjunct-1 and dl-adjunct-2 and dl-adjunct-3
* extension contains
    DriplineAdjunctPurpose named purpose 0..1 MS and
    DriplineTreatedEvent named treatedEvent 0..* MS
* partOf MS
* status MS
* medication[x] only CodeableConcept
* subject MS
* subject only Reference(Patient)
* context MS
* effective[x] MS
* performer MS
* reasonCode MS
* request MS
* dosage MS
* dosage.route MS
* dosage.dose MS
* dosage.rate[x] MS

Invariant: dl-adjunct-1
Description: "A rescue medication SHOULD name the adverse event or the reason it was given for."
Severity: #warning
Expression: "extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-adjunct-purpose' and value = 'rescue').exists() implies (extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-treated-event').exists() or reasonCode.exists() or reasonReference.exists())"

Invariant: dl-adjunct-2
Description: "A medication that was given SHOULD have a dose or a rate."
Severity: #warning
Expression: "status in ('completed' | 'in-progress' | 'stopped') implies (dosage.dose.value.exists() or dosage.rate.exists())"

Invariant: dl-adjunct-3
Description: "Ketamine SHOULD NOT be charted as an adjunct: its milligrams would be missing from the dose of the session."
Severity: #warning
Expression: "medication.ofType(CodeableConcept).coding.where(system = 'http://www.nlm.nih.gov/research/umls/rxnorm' and (code = '6130' or code = '238082' or code = '238083' or code = '238084')).empty()"
