Profile: DriplineIssueOverride
Parent: http://hl7.org/fhir/us/core/StructureDefinition/us-core-provenance
Id: dripline-issue-override
Title: "Override of an eligibility issue"
Description: "That a prescriber went on in spite of an eligibility issue: who, when and why."
* insert Draft
* obeys dl-override-1
* target 1..1 MS
* target only Reference(DetectedIssue)
* recorded MS
* reason 1..* MS
* reason ^short = "Treatment, and in its text the prescriber's reason"
* agent MS
* agent.who MS
* signature MS

Invariant: dl-override-1
Description: "An override SHALL give the prescriber's reason in words."
Severity: #error
Expression: "reason.text.exists()"
