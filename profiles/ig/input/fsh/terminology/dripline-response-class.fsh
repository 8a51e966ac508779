CodeSystem: DriplineResponseClasses
Id: dripline-response-class
Title: "Response classes"
Description: "What became of a score since its baseline. From which change on a class holds is the protocol's to say."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #worse "Worse" "Worse than at baseline, by more than a meaningful change."
* #none "No response" "No change worth the name."
* #partial "Partial response" "Better, yet less than a response."
* #response "Response" "Better by at least what the protocol calls a response."
* #late-response "Late response" "A response that came only after several sessions."
* #remission "Remission" "Below what the protocol calls remission."
