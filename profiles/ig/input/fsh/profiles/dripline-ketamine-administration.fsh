Profile: DriplineKetamineAdministration
Parent: MedicationAdministration
Id: dripline-ketamine-administration
Title: "Ketamine administration"
Description: "The ketamine that was really given in a session, in milligrams."
* insert Draft
* obeys dl-administration-1
* status MS
* partOf MS
* medication[x] only CodeableConcept
* medicationCodeableConcept = $RXN#6130
* subject MS
* subject only Reference(Patient)
* context MS
* effective[x] MS
* effective[x] only Period
* device MS
* dosage MS
* dosage.extension contains DriplineWeightBasedDose named weightBasedDose 0..1 MS
* dosage.dose MS
* dosage.dose.value 1..1
* dosage.dose.system 1..1
* dosage.dose.system = $UCUM
* dosage.dose.code 1..1
* dosage.dose.code = #mg

Invariant: dl-administration-1
Description: "The dose given SHOULD be the dose per kilogram times the dosing weight, to half a milligram."
Severity: #warning
Expression: "dosage.extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-weight-based-dose').all((extension.where(url = 'dosePerKg').value.ofType(Quantity).value * extension.where(url = 'dosingWeight').value.ofType(Quantity).value - %resource.dosage.dose.value).abs() <= 0.5)"
