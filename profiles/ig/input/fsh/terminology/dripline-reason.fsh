CodeSystem: DriplineReasons
Id: dripline-reason
Title: "Reasons of decisions"
Description: "Why a referral was declined, a session deferred, a dose changed or a course ended."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #contraindicated "Contraindicated" "Something speaks against the treatment and nobody took the responsibility to go on."
* #patient-declined "Declined by the patient" "The patient decided against it."
* #better-alternative "Better alternative" "Another treatment fits better."
* #insufficient-response "Insufficient response" "The effect is too small to go on as before."
* #partial-response "Partial response" "Some effect: a change of dose or interval may add to it."
* #tolerability "Tolerability" "The dose or rate was not tolerated well."
* #relapse "Relapse" "The effect was lost again."
* #sustained-response "Sustained response" "The effect lasts; the treatment goes on or ends for that reason."
* #adverse-event "Adverse event" "Something adverse happened."
* #not-fasted "Not fasted" "Food or drink within the clinic's fasting time."
* #no-escort "No escort" "Nobody to take the patient home."
* #blood-pressure "Blood pressure" "Blood pressure above what the protocol allows."
* #no-show "Did not come" "The patient did not come."
* #lost-to-follow-up "Lost to follow-up" "No contact for longer than the clinic waits."
* #clinic "Clinic" "Staff, room, equipment or drug was not available."
