Extension: DriplineVial
Id: dripline-vial
Title: "Vial"
Description: "A vial the drug was drawn from, by its lot. The medication of the administration stays the ingredient."
Context: MedicationAdministration
* insert Draft
* extension contains product 0..1 MS and lot 1..1 MS and expiry 0..1 MS and manufacturer 0..1 MS
* extension[product] ^short = "Drug, strength and form"
* extension[product].value[x] 1..1
* extension[product].value[x] only CodeableConcept
* extension[lot].value[x] 1..1
* extension[lot].value[x] only string
* extension[expiry].value[x] 1..1
* extension[expiry].value[x] only date
* extension[manufacturer].value[x] 1..1
* extension[manufacturer].value[x] only string
