Profile: DriplineReferrerMessage
Parent: Communication
Id: dripline-referrer-message
Title: "Message to the referrer"
Description: "What the clinic told the referrer, when, and what it answers."
* insert Draft
* obeys dl-message-1
* basedOn MS
* status MS
* statusReason MS
* topic 1..1 MS
* topic from DriplineTopicCodes (extensible)
* subject 1..1 MS
* subject only Reference(Patient)
* about MS
* sent MS
* received MS
* recipient MS
* sender MS
* payload MS

Invariant: dl-message-1
Description: "A message that went out SHOULD say when and to whom."
Severity: #warning
Expression: "status = 'completed' implies (sent.exists() and recipient.exists())"
