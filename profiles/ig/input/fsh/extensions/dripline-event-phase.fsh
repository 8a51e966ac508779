Extension: DriplineEventPhase
Id: dripline-event-phase
Title: "Phase of the event"
Description: "When, seen from the infusion, an adverse event began."
Context: AdverseEvent
* insert Draft
* value[x] 1..1
* value[x] only CodeableConcept
* valueCodeableConcept from DriplineEventPhaseCodes (required)
