Profile: DriplineEhrOrder
Parent: http://hl7.org/fhir/us/core/StructureDefinition/us-core-servicerequest
Id: dripline-ehr-order
Title: "Order told by an EHR"
Description: "An order of something other than a medicine, such as an ECG before an infusion, as the EHR's messages say."
* insert Draft
* extension contains DriplineAsOf named asOf 0..1 MS
* identifier 1..* MS
* intent = #order
