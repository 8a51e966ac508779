// An order is a plan: what contradicts itself here is refused, since it can still be corrected before anything is given.
Profile: DriplineInfusionOrder
Parent: http://hl7.org/fhir/us/core/StructureDefinition/us-core-medicationrequest
Id: dripline-infusion-order
Title: "Infusion order"
Description: "An order for one ketamine infusion: the dose, what it was computed from, the pump rate, and how much is drawn into the bag."
* insert Draft
* obeys dl-order-1 and dl-order-2 and dl-order-3
* status MS
* intent = #order
* medication[x] only CodeableConcept
* medicationCodeableConcept = $RXN#6130
* subject MS
* encounter MS
* extension contains DriplineWeightBasedDose named weightBasedDose 0..1 MS
* dosageInstruction 1..1 MS
* dosageInstruction.doseAndRate 1..1 MS
* dosageInstruction.doseAndRate.dose[x] 1..1 MS
* dosageInstruction.doseAndRate.dose[x] only SimpleQuantity
* dosageInstruction.doseAndRate.doseQuantity = $UCUM#mg
* dosageInstruction.doseAndRate.doseQuantity.value 1..1
* dosageInstruction.doseAndRate.rate[x] MS
* dosageInstruction.doseAndRate.rate[x] only SimpleQuantity
* dosageInstruction.doseAndRate.rateQuantity = $UCUM#mL/h
* dosageInstruction.doseAndRate.rateQuantity.value 1..1
* dispenseRequest MS
* dispenseRequest.quantity MS
* dispenseRequest.quantity = $UCUM#mg
* dispenseRequest.quantity ^short = "Drug drawn into the bag, mg"

// Half a milligram lets a pharmacist round to whole milligrams and nothing more; it is no clinical limit.
Invariant: dl-order-1
Description: "The ordered dose SHALL be the dose per kilogram times the dosing weight, to half a milligram."
Severity: #error
Expression: "(extension | dosageInstruction.extension | dosageInstruction.doseAndRate.extension).where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-weight-based-dose').all((extension.where(url = 'dosePerKg').value.ofType(Quantity).value * extension.where(url = 'dosingWeight').value.ofType(Quantity).value - %resource.dosageInstruction.doseAndRate.dose.ofType(Quantity).value).abs() <= 0.5)"

Invariant: dl-order-2
Description: "The bag SHALL hold at least the ordered dose."
Severity: #error
Expression: "dispenseRequest.quantity.value.exists() implies dispenseRequest.quantity.value >= dosageInstruction.doseAndRate.dose.ofType(Quantity).value"

Invariant: dl-order-3
Description: "Dose, rate, dose per kilogram and dosing weight SHALL be above zero."
Severity: #error
Expression: "dosageInstruction.doseAndRate.dose.ofType(Quantity).value.all($this > 0) and dosageInstruction.doseAndRate.rate.ofType(Quantity).value.all($this > 0) and (extension | dosageInstruction.extension | dosageInstruction.doseAndRate.extension).where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-weight-based-dose').extension.where(url = 'dosePerKg' or url = 'dosingWeight').value.ofType(Quantity).value.all($this > 0)"
