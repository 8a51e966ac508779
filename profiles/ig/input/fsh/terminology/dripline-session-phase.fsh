CodeSystem: DriplineSessionPhaseCodes
Id: dripline-session-phase
Title: "Session phases"
Description: "The time around an infusion, in parts."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #pre "Before the infusion" "From arrival to the first start of the pump."
* #during "During the infusion" "From the first start of the pump to its last stop, pauses included."
* #recovery "Recovery" "From the last stop of the pump to discharge."
* #after-discharge "After discharge" "Within a day of discharge."
* #delayed "Delayed" "More than a day after discharge."
