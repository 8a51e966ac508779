CodeSystem: DriplineFollowUps
Id: dripline-follow-up
Title: "Follow-ups"
Description: "What a person is asked to do after something was recorded. Which record asks for what is a table, follow-ups.json."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #safety-plan "Safety plan" "Make a safety plan with the patient, or go through the one there is."
* #contact-person "Contact person" "Name a person who is reached today."
* #urgent-rebooking "Urgent rebooking" "Book the session that was put off for the next possible day."
* #blood-pressure-review "Blood pressure review" "Look at the blood pressure before the next dose."
* #referrer-informed "Referrer informed" "Tell the referrer what was decided and why."
