Extension: DriplineActionTaken
Id: dripline-action-taken
Title: "Action taken"
Description: "What was done about an adverse event."
Context: AdverseEvent
* insert Draft
* value[x] 1..1
* value[x] only CodeableConcept
* valueCodeableConcept from DriplineActionTakenCodes (extensible)
