ValueSet: DriplineResponseClassCodes
Id: dripline-response-class
Title: "Response classes"
Description: "What can become of a score since its baseline."
* insert Draft
* include codes from system DriplineResponseClasses
