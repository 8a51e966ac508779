Extension: DriplineSessionState
Id: dripline-session-state
Title: "Session state"
Description: "How far a session has come. Encounter.status says the same in fewer words."
Context: Encounter
* insert Draft
* value[x] 1..1
* value[x] only code
* valueCode from DriplineSessionStates (required)
