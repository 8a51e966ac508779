Profile: DriplineSessionHeartRate
Parent: http://hl7.org/fhir/us/core/StructureDefinition/us-core-heart-rate
Id: dripline-session-heart-rate
Title: "Heart rate in a session"
Description: "A heart rate as the monitor sent it, per minute."
* insert Draft
* insert DeviceReport
* insert SessionPhase
* obeys dl-vital-1
