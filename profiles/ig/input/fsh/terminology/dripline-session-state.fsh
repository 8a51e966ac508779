CodeSystem: DriplineSessionStateCodes
Id: dripline-session-state
Title: "Session states"
Description: "How far a session has come, one state at a time."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #scheduled "Scheduled" "A time, a chair and staff are booked."
* #reminded "Reminded" "The patient was told of fasting, escort and medicines, and acknowledged it."
* #arrived "Arrived" "The patient is here and identified."
* #precheck "Precheck" "History since last time, fasting, escort, weight and baseline vital signs are taken."
* #cleared "Cleared" "Dose, bag and pump were checked and the session may start."
* #iv-placed "Access placed" "Intravenous access is in."
* #infusing "Infusing" "The pump delivers."
* #paused "Paused" "Delivery stands still and is meant to go on."
* #stopped-early "Stopped early" "Delivery was ended before the ordered dose was in."
* #infusion-complete "Infusion complete" "The ordered dose is in."
* #recovery "Recovery" "The patient is observed after the infusion."
* #discharge-ready "Ready for discharge" "Every criterion for discharge is met and signed."
* #discharged "Discharged" "The patient left with an escort and instructions."
* #post-24h-check "Check after 24 hours" "The patient was asked how the day after went."
* #closed "Closed" "The note is signed and nothing is open."
* #deferred "Deferred" "Not held today, to be held later."
* #cancelled "Cancelled" "Not held, and not to be held later."
* #no-show "No show" "The patient did not come."
* #emergency "Emergency" "Emergency services were called."
* #transferred "Transferred" "The patient was handed over to another place of care."
