Profile: DriplineLabResult
Parent: http://hl7.org/fhir/us/core/StructureDefinition/us-core-observation-lab
Id: dripline-lab-result
Title: "Laboratory result"
Description: "One result as the laboratory's messages say, such as a pregnancy test, TSH or liver enzymes in screening. A correction is a new version of it."
* insert Draft
* extension contains DriplineAsOf named asOf 0..1 MS
* effective[x] 1..1 MS
* issued MS
* interpretation MS
* referenceRange MS
* obeys dl-lab-1

Invariant: dl-lab-1
Description: "A number SHOULD have a unit."
Severity: #warning
Expression: "value.ofType(Quantity).all(unit.exists() or code.exists())"
