Profile: DriplineInfusionPump
Parent: Device
Id: dripline-infusion-pump
Title: "Infusion pump"
Description: "An infusion pump, known by an identifier of its own."
* insert Draft
* identifier 1..* MS
* identifier.value 1..1 MS
* type 1..1 MS
* type from DriplineInfusionPumpTypes (required)
