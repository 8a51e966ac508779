Profile: DriplinePatientMonitor
Parent: Device
Id: dripline-patient-monitor
Title: "Patient monitor"
Description: "A bedside monitor, known by an identifier of its own."
* insert Draft
* identifier 1..* MS
* identifier.value 1..1 MS
* type 1..1 MS
* insert CodingsBySystem(type.coding)
* type.coding contains mdc 1..1 MS
* type.coding[mdc].system 1..1
* type.coding[mdc].system = $MDC (exactly)
* type.coding[mdc] from DriplinePatientMonitorTypes (required)
