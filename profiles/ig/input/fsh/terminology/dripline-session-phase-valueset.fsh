ValueSet: DriplineSessionPhases
Id: dripline-session-phase
Title: "Session phases"
Description: "The parts of a session."
* insert Draft
* include codes from system DriplineSessionPhaseCodes
