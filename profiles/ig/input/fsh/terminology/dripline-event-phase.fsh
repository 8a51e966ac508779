CodeSystem: DriplineEventPhases
Id: dripline-event-phase
Title: "Phases of an adverse event"
Description: "When, seen from the infusion, an adverse event began."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #before-infusion "Before the infusion" "On the day of a session, before the drug ran."
* #during-infusion "During the infusion" "While the drug ran or was paused."
* #recovery "Recovery" "After the infusion, before discharge."
* #after-discharge "After discharge" "Within a day of discharge."
* #delayed "Delayed" "More than a day after discharge."
