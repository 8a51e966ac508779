CodeSystem: DriplineSymptoms
Id: dripline-symptom
Title: "Symptoms under ketamine"
Description: "Effects of a ketamine infusion that are not diseases, and for which a disease's code would say too much."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #dissociation "Dissociation" "Feeling apart from oneself or one's surroundings. Expected; recorded as adverse only beyond what was expected."
* #laryngospasm "Laryngospasm" "Closing of the vocal cords."
* #chest-pain "Chest pain" "Pain or pressure in the chest."
* #neurological-deficit "Neurological deficit" "A palsy, a disorder of speech or sight, or alike, that the expected dissociation does not explain."
* #severe-headache "Severe headache" "A headache that is severe."
* #other "Other" "Described in words."
