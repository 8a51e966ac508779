// Numbers stay in the protocol: an activity that had a dose of its own would be a second place to change it.
Profile: DriplineProtocolActivity
Parent: http://hl7.org/fhir/StructureDefinition/shareableactivitydefinition
Id: dripline-protocol-activity
Title: "Protocol activity"
Description: "Something a protocol asks for, such as the infusion or a rescue medicine, without any number: the numbers are the protocol's."
* insert Draft
* obeys dl-activity-1
* kind 1..1 MS
* product[x] MS
* code MS
* dosage MS

Invariant: dl-activity-1
Description: "An activity SHALL hold no dose, rate, quantity or time of its own."
Severity: #error
Expression: "dosage.doseAndRate.empty() and dosage.maxDosePerPeriod.empty() and quantity.empty() and timing.empty()"
