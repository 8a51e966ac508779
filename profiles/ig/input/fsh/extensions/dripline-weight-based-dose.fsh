Extension: DriplineWeightBasedDose
Id: dripline-weight-based-dose
Title: "Weight-based dose"
Description: "The dose per kilogram that was meant and the body weight it was multiplied with, so that the total can be checked by anyone."
Context: MedicationRequest, Dosage, Dosage.doseAndRate, MedicationAdministration, MedicationAdministration.dosage
* insert Draft
* extension contains dosePerKg 1..1 MS and dosingWeight 1..1 MS
* extension[dosePerKg] ^short = "Dose per kilogram, mg/kg"
* extension[dosePerKg].value[x] 1..1
* extension[dosePerKg].value[x] only Quantity
* extension[dosePerKg].valueQuantity = $UCUM#mg/kg
* extension[dosePerKg].valueQuantity.value 1..1
* extension[dosingWeight] ^short = "Weight used for dosing, kg"
* extension[dosingWeight].value[x] 1..1
* extension[dosingWeight].value[x] only Quantity
* extension[dosingWeight].valueQuantity = $UCUM#kg
* extension[dosingWeight].valueQuantity.value 1..1
