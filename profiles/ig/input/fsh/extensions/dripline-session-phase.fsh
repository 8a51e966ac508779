Extension: DriplineSessionPhase
Id: dripline-session-phase
Title: "Session phase"
Description: "When, seen from the infusion, something was observed or began: before it, during it, in the recovery after it, or later."
Context: Observation, AdverseEvent
* insert Draft
* value[x] 1..1
* value[x] only code
* valueCode from DriplineSessionPhases (required)
