CodeSystem: DriplineActionsTaken
Id: dripline-action-taken
Title: "Actions taken"
Description: "What was done about an adverse event."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #observed "Observed" "Watched, nothing else."
* #infusion-paused "Infusion paused" "The infusion was paused and could go on."
* #rate-reduced "Rate reduced" "The infusion went on more slowly."
* #infusion-stopped "Infusion stopped" "The infusion was ended."
* #medicine-given "Medicine given" "A medicine was given for it."
* #oxygen-given "Oxygen given" "Oxygen was given."
* #course-held "Course held" "No further session until it is settled."
* #course-stopped "Course stopped" "No further session."
* #emergency-transfer "Emergency transfer" "The patient was handed over to emergency care."
