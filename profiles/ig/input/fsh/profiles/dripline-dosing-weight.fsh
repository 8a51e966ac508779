// In kilograms only: a dose is computed from it, and the engine reads no other unit. That a weight differs from the last one, as
// pounds read as kilograms do, cannot be seen in one resource.
Profile: DriplineDosingWeight
Parent: http://hl7.org/fhir/us/core/StructureDefinition/us-core-body-weight
Id: dripline-dosing-weight
Title: "Weight for dosing"
Description: "The body weight a dose is computed from, in kilograms."
* insert Draft
* insert SessionPhase
* subject MS
* encounter MS
* effective[x] 1..1 MS
* effective[x] only dateTime
* valueQuantity.code = #kg
* obeys dl-weight-1 and dl-weight-2

// No person's weight is outside: 2 kg is a newborn's, and the heaviest person on record had about 635 kg.
Invariant: dl-weight-1
Description: "A body weight SHOULD lie between 2 and 650 kg: beyond that it was measured in grams or typed wrongly."
Severity: #warning
Expression: "value.ofType(Quantity).value.all($this >= 2 and $this <= 650)"

Invariant: dl-weight-2
Description: "A weight for dosing SHOULD be of before the infusion."
Severity: #warning
Expression: "extension.where(url = 'https://dripline.health/fhir/StructureDefinition/dripline-session-phase').value.all($this = 'pre')"
