// Two times and no Period: FHIR refuses a period that ends before it starts, and a fact is kept and warned of.
Extension: DriplineRateSegment
Id: dripline-rate-segment
Title: "Rate segment"
Description: "A time over which the pump held one rate, or stood still. The dose is the sum of these and of the boluses."
Context: MedicationAdministration
* insert Draft
* extension contains from 1..1 MS and to 0..1 MS and rate 1..1 MS and state 1..1 MS and reason 0..1 MS and volume 0..1 MS
* extension[from].value[x] 1..1
* extension[from].value[x] only dateTime
* extension[to] ^short = "Absent while it still holds"
* extension[to].value[x] 1..1
* extension[to].value[x] only dateTime
* extension[rate] ^short = "mL/h; zero while nothing was delivered"
* extension[rate].value[x] 1..1
* extension[rate].value[x] only Quantity
* extension[rate].valueQuantity = $UCUM#mL/h
* extension[rate].valueQuantity.value 1..1
* extension[state].value[x] 1..1
* extension[state].value[x] only code
* extension[state].valueCode from DriplineDeliveryStates (required)
* extension[reason] ^short = "Why it was interrupted"
* extension[reason].value[x] 1..1
* extension[reason].value[x] only CodeableConcept
* extension[reason].valueCodeableConcept from DriplineInterruptionReasons (extensible)
* extension[volume] ^short = "mL that went in: rate times time, or the pump's counter"
* extension[volume].value[x] 1..1
* extension[volume].value[x] only Quantity
* extension[volume].valueQuantity = $UCUM#mL
* extension[volume].valueQuantity.value 1..1
