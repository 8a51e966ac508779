Profile: DriplineInductionPlan
Parent: http://hl7.org/fhir/us/core/StructureDefinition/us-core-careplan
Id: dripline-induction-plan
Title: "Induction plan"
Description: "The plan of a first series: how many infusions, how often, by which protocol, and which session stands where."
* insert CoursePlan
* obeys dl-plan-2
* category contains kind 1..1 MS
* category[kind] = DriplinePlanKinds#induction
