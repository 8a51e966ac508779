CodeSystem: DriplinePcl5Answers
Id: dripline-pcl-5-answer
Title: "PCL-5 answers"
Description: "How much a problem of the PTSD checklist for DSM-5 bothered the patient; each counts as many points as its code says."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #0 "Not at all" "0 points."
* #1 "A little bit" "1 point."
* #2 "Moderately" "2 points."
* #3 "Quite a bit" "3 points."
* #4 "Extremely" "4 points."
