Profile: DriplineSafetyFlag
Parent: Flag
Id: dripline-safety-flag
Title: "Safety flag"
Description: "Something everybody who opens this patient's record must see first."
* insert Draft
* obeys dl-flag-1
* status MS
* category MS
* code MS
* code from DriplineTopicCodes (extensible)
* subject MS
* subject only Reference(Patient)
* period MS
* encounter MS
* author MS

Invariant: dl-flag-1
Description: "A flag that is no longer active SHOULD say until when it was."
Severity: #warning
Expression: "status = 'inactive' implies period.end.exists()"
