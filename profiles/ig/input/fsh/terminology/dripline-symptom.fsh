CodeSystem: DriplineSymptoms
Id: dripline-symptom
Title: "Symptoms under ketamine"
Description: "Effects of a ketamine infusion that are not diseases, and for which a disease's code would say too much."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #dissociation "Dissociation" "Feeling apart from oneself or one's surroundings. Expected; recorded as adverse only beyond what was expected."
* #laryngospasm "Laryngospasm" "Closing of the vocal cords."
* #other "Other" "Described in words."
