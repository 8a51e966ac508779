// Another medicine than ketamine, by another way: neither profile accepts the other's drug.
Profile: DriplineEsketamineOrder
Parent: http://hl7.org/fhir/us/core/StructureDefinition/us-core-medicationrequest
Id: dripline-esketamine-order
Title: "Esketamine order"
Description: "An order for one session of esketamine by nose: the dose and the devices that hold it."
* insert Draft
* obeys dl-nasal-order-1 and dl-nasal-order-2 and dl-nasal-order-3
* status MS
* intent = #order
* medication[x] only CodeableConcept
* medicationCodeableConcept = $RXN#2119365
* subject MS
* encounter MS
* extension contains DriplineNasalDevices named devices 1..1 MS
* extension contains DriplineTitrationReason named titrationReason 0..1 MS
* reasonCode MS
* priorPrescription MS
* dosageInstruction 1..1 MS
* dosageInstruction.route 1..1 MS
* dosageInstruction.route = $SCT#46713006
* dosageInstruction.doseAndRate 1..1 MS
* dosageInstruction.doseAndRate.dose[x] 1..1 MS
* dosageInstruction.doseAndRate.dose[x] only SimpleQuantity
* dosageInstruction.doseAndRate.doseQuantity = $UCUM#mg
* dosageInstruction.doseAndRate.doseQuantity.value 1..1
* dosageInstruction.doseAndRate.rate[x] 0..0

Invariant: dl-nasal-order-1
Description: "The ordered dose SHALL be what the devices hold together."
Severity: #error
Expression: "extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-nasal-devices').select(extension.where(url = 'count').value.ofType(integer) * extension.where(url = 'each').value.ofType(Quantity).value).aggregate($this + $total, 0.0) = dosageInstruction.doseAndRate.dose.ofType(Quantity).value"

Invariant: dl-nasal-order-2
Description: "The dose SHALL be above zero."
Severity: #error
Expression: "dosageInstruction.doseAndRate.dose.ofType(Quantity).value.all($this > 0)"

Invariant: dl-nasal-order-3
Description: "An order that follows another one, such as of an infusion, SHALL say why."
Severity: #error
Expression: "priorPrescription.exists() implies extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-titration-reason').exists()"
