// What an infusion is given for. A pain protocol treats a place of the body, which is kept with its side (R-B9).
Profile: DriplineTreatedCondition
Parent: http://hl7.org/fhir/us/core/StructureDefinition/us-core-condition-problems-health-concerns
Id: dripline-treated-condition
Title: "Treated condition"
Description: "The condition infusions are given for: what it is, since when, and for pain where, with the side."
* insert Draft
* obeys dl-condition-1
* clinicalStatus MS
* verificationStatus MS
* code MS
* bodySite MS
* bodySite ^short = "Where, with the side; in words where no code is known"
* subject MS
* onset[x] MS
* recordedDate MS

Invariant: dl-condition-1
Description: "Complex regional pain syndrome SHOULD say where it is."
Severity: #warning
Expression: "code.coding.where((system = 'http://snomed.info/sct' and code = '734947007') or (system = 'http://hl7.org/fhir/sid/icd-10-cm' and code.startsWith('G90.5'))).exists() implies bodySite.exists()"
