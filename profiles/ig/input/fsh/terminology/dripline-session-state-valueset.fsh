ValueSet: DriplineSessionStates
Id: dripline-session-state
Title: "Session states"
Description: "The states of a session."
* insert Draft
* include codes from system DriplineSessionStateCodes
