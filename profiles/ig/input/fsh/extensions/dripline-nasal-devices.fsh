Extension: DriplineNasalDevices
Id: dripline-nasal-devices
Title: "Nasal devices"
Description: "Devices of one lot: how many, and what each holds. An order names no lot."
Context: MedicationRequest, MedicationAdministration
* insert Draft
* extension contains count 1..1 MS and each 1..1 MS and lot 0..1 MS and expiry 0..1 MS
* extension[count].value[x] 1..1
* extension[count].value[x] only integer
* extension[each].value[x] 1..1
* extension[each].value[x] only Quantity
* extension[each].valueQuantity = $UCUM#mg
* extension[each].valueQuantity.value 1..1
* extension[lot].value[x] 1..1
* extension[lot].value[x] only string
* extension[expiry].value[x] 1..1
* extension[expiry].value[x] only date
