Profile: DriplineMaintenancePlan
Parent: http://hl7.org/fhir/us/core/StructureDefinition/us-core-careplan
Id: dripline-maintenance-plan
Title: "Maintenance plan"
Description: "The plan of single infusions at longer intervals, with the window in days in which each is due."
* insert CoursePlan
* obeys dl-plan-6
* category contains kind 1..1 MS
* category[kind] = DriplinePlanKinds#maintenance
