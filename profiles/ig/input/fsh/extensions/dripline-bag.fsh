Extension: DriplineBag
Id: dripline-bag
Title: "Bag"
Description: "What was drawn into the bag or syringe on the pump. One for each, when it was changed."
Context: MedicationAdministration
* insert Draft
* extension contains drawn 1..1 MS and concentration 0..1 MS
* extension[drawn] ^short = "Drug drawn into it, mg"
* extension[drawn].value[x] 1..1
* extension[drawn].value[x] only Quantity
* extension[drawn].valueQuantity = $UCUM#mg
* extension[drawn].valueQuantity.value 1..1
* extension[concentration] ^short = "mg/mL in it, which is not the strength of the vial"
* extension[concentration].value[x] 1..1
* extension[concentration].value[x] only Quantity
* extension[concentration].valueQuantity = $UCUM#mg/mL
* extension[concentration].valueQuantity.value 1..1
