// Not what speaks against an infusion (dripline-eligibility-issue): what somebody must know of how this record came about.
Profile: DriplineRecordIssue
Parent: DetectedIssue
Id: dripline-record-issue
Title: "Record issue"
Description: "Something that went wrong between a sender and this record, what it touched, and whether it is settled."
* insert Draft
* obeys dl-record-issue-1 and dl-record-issue-2
* status MS
* code 1..1 MS
* code from DriplineRecordIssues (required)
* patient 1..1 MS
* patient only Reference(Patient)
* identified[x] 1..1 MS
* identified[x] only dateTime
* detail 1..1 MS
* evidence MS
* evidence.detail MS
* implicated MS

Invariant: dl-record-issue-1
Description: "That values were another patient's SHOULD name the values."
Severity: #warning
Expression: "code.coding.where(system = 'https://dripline.health/fhir/CodeSystem/dripline-record-issue' and code = 'values-of-another-patient').exists() implies evidence.detail.exists()"

Invariant: dl-record-issue-2
Description: "That an order was not stored SHALL name the order."
Severity: #error
Expression: "code.coding.where(system = 'https://dripline.health/fhir/CodeSystem/dripline-record-issue' and code = 'order-not-stored').exists() implies implicated.exists()"
