Profile: DriplinePatientMonitor
Parent: Device
Id: dripline-patient-monitor
Title: "Patient monitor"
Description: "A bedside monitor, known by an identifier of its own."
* insert Draft
* identifier 1..* MS
* identifier.value 1..1 MS
* type 1..1 MS
* type from DriplinePatientMonitorTypes (required)
