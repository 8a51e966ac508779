Profile: DriplineEsketamineAdministration
Parent: MedicationAdministration
Id: dripline-esketamine-administration
Title: "Esketamine administration"
Description: "The esketamine that was really taken by nose in a session: the dose, from the first to the last device, and each lot."
* insert Draft
* obeys dl-nasal-1 and dl-nasal-2 and dl-nasal-3
* extension contains DriplineNasalDevices named devices 0..* MS
* status MS
* medication[x] only CodeableConcept
* medicationCodeableConcept = $RXN#2119365
* subject MS
* subject only Reference(Patient)
* context MS
* effective[x] MS
* effective[x] only Period
* performer MS
* dosage MS
* dosage.route MS
* dosage.dose MS
* dosage.dose.value 1..1
* dosage.dose.system 1..1
* dosage.dose.system = $UCUM
* dosage.dose.code 1..1
* dosage.dose.code = #mg

Invariant: dl-nasal-1
Description: "The dose given SHOULD be what the devices held together."
Severity: #warning
Expression: "(extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-nasal-devices').exists() and dosage.dose.value.exists()) implies extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-nasal-devices').select(extension.where(url = 'count').value.ofType(integer) * extension.where(url = 'each').value.ofType(Quantity).value).aggregate($this + $total, 0.0) = dosage.dose.value"

Invariant: dl-nasal-2
Description: "Each device given SHOULD have a lot that is in date on that day."
Severity: #warning
Expression: "extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-nasal-devices').all(extension.where(url = 'lot').exists() and extension.where(url = 'expiry').value.ofType(date).all(%resource.effective.ofType(Period).start.empty() or $this.toString() >= %resource.effective.ofType(Period).start.toString().substring(0, 10)))"

Invariant: dl-nasal-3
Description: "A finished administration SHOULD say when the first and when the last device was taken."
Severity: #warning
Expression: "status = 'completed' implies (effective.ofType(Period).start.exists() and effective.ofType(Period).end.exists())"
