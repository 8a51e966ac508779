ValueSet: DriplineSessionPhases
Id: dripline-session-phase
Title: "Session phases"
Description: "When, seen from the infusion, something can be observed or begin."
* insert Draft
* include codes from system DriplineSessionPhaseCodes
