Extension: DriplineBolus
Id: dripline-bolus
Title: "Bolus"
Description: "A dose given at once beside the continuous rate. Part of the dose of the administration."
Context: MedicationAdministration
* insert Draft
* extension contains time 1..1 MS and dose 1..1 MS
* extension[time].value[x] 1..1
* extension[time].value[x] only dateTime
* extension[dose] ^short = "mg"
* extension[dose].value[x] 1..1
* extension[dose].value[x] only Quantity
* extension[dose].valueQuantity = $UCUM#mg
* extension[dose].valueQuantity.value 1..1
