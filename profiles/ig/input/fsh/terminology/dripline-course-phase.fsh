CodeSystem: DriplineCoursePhases
Id: dripline-course-phase
Title: "Course phases"
Description: "Where a patient's course of treatment stands, from the first contact to its end."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #inquiry "Inquiry" "Somebody asked for an appointment; nobody has referred or accepted yet."
* #referred "Referred" "A referral has arrived and waits for a decision."
* #intake "Intake" "The consult is booked; forms, history and baseline scores are collected."
* #screening "Screening" "Eligibility is being judged."
* #declined "Declined" "No treatment here: contraindicated, declined by the patient, or something better was found."
* #consented "Consented" "A consent with off-label disclosure is signed and has not expired."
* #planned "Planned" "A protocol has been applied; sessions are being scheduled."
* #induction "Induction" "The first series of infusions is under way."
* #response-evaluation "Response evaluation" "The effect is judged, and patient and prescriber decide together how to go on."
* #maintenance "Maintenance" "Single infusions at longer intervals keep the effect."
* #re-induction "Booster or re-induction" "The effect was lost under maintenance; a denser series follows."
* #transferred "Transferred" "The course goes on elsewhere or with another treatment."
* #completed "Completed" "The course has ended as planned."
* #stopped "Stopped" "The course has ended before its plan: no response, an adverse event, a wish, or no more contact."
