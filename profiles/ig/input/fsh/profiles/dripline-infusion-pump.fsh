Profile: DriplineInfusionPump
Parent: Device
Id: dripline-infusion-pump
Title: "Infusion pump"
Description: "An infusion pump, known by an identifier of its own."
* insert Draft
* identifier 1..* MS
* identifier.value 1..1 MS
* type 1..1 MS
* insert CodingsBySystem(type.coding)
* type.coding contains mdc 1..1 MS and snomed 0..1 MS
* type.coding[mdc].system 1..1
* type.coding[mdc].system = $MDC (exactly)
* type.coding[mdc] from DriplineInfusionPumpTypes (required)
* type.coding[snomed].system 1..1
* type.coding[snomed].system = $SCT (exactly)
* type.coding[snomed].code 1..1
* type.coding[snomed].code = #433296005 (exactly)
