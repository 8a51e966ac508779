Profile: DriplineSessionRespiratoryRate
Parent: http://hl7.org/fhir/us/core/StructureDefinition/us-core-respiratory-rate
Id: dripline-session-respiratory-rate
Title: "Respiratory rate in a session"
Description: "A respiratory rate as the monitor sent it, per minute."
* insert Draft
* insert DeviceReport
* insert SessionPhase
* obeys dl-vital-1
