ValueSet: DriplineEventPhaseCodes
Id: dripline-event-phase
Title: "Phases of an adverse event"
Description: "When an adverse event can begin."
* insert Draft
* include codes from system DriplineEventPhases
