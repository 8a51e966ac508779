// The issue is a finding and is kept as it is. Its override is a signed intention: one without a name, a reason and a time
// is refused.
Profile: DriplineEligibilityIssue
Parent: DetectedIssue
Id: dripline-eligibility-issue
Title: "Eligibility issue"
Description: "Something that speaks against an infusion, what shows it, and what a prescriber made of it."
* insert Draft
* obeys dl-issue-1 and dl-issue-2
* status MS
* code 1..1 MS
* code from DriplineEligibilityRuleCodes (extensible)
* severity MS
* patient 1..1 MS
* patient only Reference(Patient)
* identified[x] 1..1 MS
* author MS
* implicated MS
* evidence MS
* detail MS
* mitigation MS
* mitigation.action ^short = "What was done; of an override, its text is the reason"
* mitigation.date MS
* mitigation.author MS

Invariant: dl-issue-1
Description: "An override SHALL name the prescriber, the reason and the time."
Severity: #error
Expression: "mitigation.where(action.coding.where(system = 'https://dripline.health/fhir/CodeSystem/dripline-mitigation' and code = 'override').exists()).all(author.exists() and date.exists() and action.text.exists())"

Invariant: dl-issue-2
Description: "An issue of high severity SHOULD show what it rests on."
Severity: #warning
Expression: "severity = 'high' implies (evidence.exists() or implicated.exists())"
