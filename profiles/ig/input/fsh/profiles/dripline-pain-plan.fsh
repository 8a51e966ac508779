Profile: DriplinePainPlan
Parent: http://hl7.org/fhir/us/core/StructureDefinition/us-core-careplan
Id: dripline-pain-plan
Title: "Pain plan"
Description: "The plan of infusions for chronic pain, one at a time within a window or in a block of days."
* insert CoursePlan
* obeys dl-plan-2
* category contains kind 1..1 MS
* category[kind] = DriplinePlanKinds#pain
