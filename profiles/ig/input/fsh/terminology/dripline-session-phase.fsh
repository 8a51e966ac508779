CodeSystem: DriplineSessionPhaseCodes
Id: dripline-session-phase
Title: "Session phases"
Description: "The three parts of a session by the infusion."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #pre "Before the infusion" "From arrival to the first start of the pump."
* #during "During the infusion" "From the first start of the pump to its last stop, pauses included."
* #recovery "Recovery" "From the last stop of the pump to discharge."
