// The clinic's own decision on a referral: it is signed for, so one without its reason is refused.
Profile: DriplineReferralDecision
Parent: Task
Id: dripline-referral-decision
Title: "Decision on a referral"
Description: "What the clinic does with a referral: requested, accepted, rejected, completed."
* insert Draft
* obeys dl-decision-1 and dl-decision-2
* status MS
* statusReason MS
* statusReason from DriplineReasonCodes (extensible)
* intent = #order
* code MS
* focus 1..1 MS
* focus only Reference(ServiceRequest)
* for 1..1 MS
* for only Reference(Patient)
* authoredOn MS
* lastModified MS
* requester MS
* owner MS

Invariant: dl-decision-1
Description: "A rejected referral SHALL say why."
Severity: #error
Expression: "status = 'rejected' implies statusReason.exists()"

Invariant: dl-decision-2
Description: "An accepted or rejected referral SHALL name who decided and when."
Severity: #error
Expression: "(status = 'accepted' or status = 'rejected') implies (owner.exists() and lastModified.exists())"
