Profile: DriplineEhrPatient
Parent: http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient
Id: dripline-ehr-patient
Title: "Patient told by an EHR"
Description: "Who somebody is, as the EHR's admission messages say."
* insert Draft
* extension contains DriplineAsOf named asOf 0..1 MS
* active MS
* link MS
* obeys dl-patient-1

Invariant: dl-patient-1
Description: "A record that was merged into another SHOULD NOT be active."
Severity: #warning
Expression: "link.where(type = 'replaced-by').exists() implies active = false"
