CodeSystem: DriplineInterruptionReasonCodes
Id: dripline-interruption-reason
Title: "Interruption reasons"
Description: "Why delivery was paused or stopped before the ordered dose was in."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #reason-pending "Reason pending" "A device reported the stop and nobody has said why yet. Charting goes on; closing the session waits for the reason."
* #patient-request "Patient request" "The patient asked for it."
* #hypertension "Hypertension" "The blood pressure rose too far."
* #hypoxaemia "Hypoxaemia" "The oxygen saturation fell too far."
* #sedation "Sedation" "The patient was sedated more deeply than meant."
* #dissociation "Dissociation" "Dissociation was stronger than the patient could bear."
* #nausea-vomiting "Nausea or vomiting" "The patient was nauseous or vomited."
* #anxiety "Anxiety" "The patient was too anxious to go on."
* #other-adverse-event "Other adverse event" "Another adverse event."
* #occlusion "Occlusion" "The line was occluded."
* #device "Device" "Another fault or alarm of the pump."
* #access-lost "Access lost" "The access came out, or the drug ran beside the vein."
* #bag-change "Bag change" "The bag or syringe was changed."
* #toilet "Toilet" "The patient went to the toilet."
* #prescriber-decision "Prescriber decision" "The prescriber ended or halted it for another reason."
* #emergency "Emergency" "Emergency services took over."
* #other "Other" "Another reason, told in the text."
