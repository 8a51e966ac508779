Extension: DriplineSessionPhase
Id: dripline-session-phase
Title: "Session phase"
Description: "Whether something was observed before the infusion, during it, or in the recovery after it."
Context: Observation
* insert Draft
* value[x] 1..1
* value[x] only code
* valueCode from DriplineSessionPhases (required)
