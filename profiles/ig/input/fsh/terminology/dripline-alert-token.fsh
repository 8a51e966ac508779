// A fragment: the tokens are IHE's (PCD Technical Framework, PCD-04 and OBX facets), and devices send others.
CodeSystem: DriplineAlertTokenCodes
Id: dripline-alert-token
Title: "Alert tokens"
Description: "Tokens by which devices state phase, state, inactivation, priority and kind of an alert in IHE PCD-04 messages, as sent in OBX-5. Those met so far."
* insert Draft
* ^caseSensitive = true
* ^content = #fragment
* #start "Begins"
* #continue "Continues"
* #end "Ends"
* #tpoint "A moment without duration"
* #update "Updated"
* #escalate "Raised in priority"
* #de-escalate "Lowered in priority"
* #reset "Reset"
* #inactive "Inactive"
* #active "Active"
* #latched "Latched: over, not yet acknowledged"
* #enabled "Enabled"
* #audio-paused "Sound paused"
* #audio-off "Sound off"
* #alarm-paused "Alarm paused"
* #alarm-off "Alarm off"
* #alert-acknowledged "Acknowledged"
* #PN "No priority"
* #PL "Low priority"
* #PM "Medium priority"
* #PH "High priority"
* #SP "Physiological"
* #ST "Technical"
* #SA "Advisory"
