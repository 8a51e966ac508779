Extension: DriplineWaste
Id: dripline-waste
Title: "Waste"
Description: "Drug drawn and not given, and who saw it discarded: a controlled substance is accounted for to the milligram. On a Provenance, how much its witness saw."
Context: MedicationAdministration, Provenance
* insert Draft
* extension contains amount 1..1 MS and witness 0..1 MS and time 0..1 MS
* extension[amount] ^short = "mg"
* extension[amount].value[x] 1..1
* extension[amount].value[x] only Quantity
* extension[amount].valueQuantity = $UCUM#mg
* extension[amount].valueQuantity.value 1..1
* extension[witness].value[x] 1..1
* extension[witness].value[x] only Reference(Practitioner or PractitionerRole)
* extension[time].value[x] 1..1
* extension[time].value[x] only dateTime
