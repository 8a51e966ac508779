Profile: DriplineSuicideRisk
Parent: RiskAssessment
Id: dripline-suicide-risk
Title: "Suicide risk"
Description: "The level of risk that follows from a Columbia screener by the triage table dripline-c-ssrs-triage, or from a clinician's own judgement."
* insert Draft
* obeys dl-risk-1 and dl-risk-2
* status MS
* method 1..1 MS
* method = $LNC#93373-9
* subject MS
* subject only Reference(Patient)
* encounter MS
* occurrence[x] 1..1 MS
* occurrence[x] only dateTime
* performer MS
* basis MS
* prediction 1..1 MS
* prediction.qualitativeRisk 1..1 MS
* prediction.qualitativeRisk from http://hl7.org/fhir/ValueSet/risk-probability (required)
* prediction.rationale MS
* mitigation MS

Invariant: dl-risk-1
Description: "A suicide risk SHOULD name the answers it was judged by."
Severity: #warning
Expression: "basis.exists()"

Invariant: dl-risk-2
Description: "A high suicide risk SHOULD say what was done about it."
Severity: #warning
Expression: "prediction.qualitativeRisk.coding.where(code = 'high').exists() implies mitigation.exists()"
