Extension: DriplineSpecialInterest
Id: dripline-special-interest
Title: "Event of special interest"
Description: "Whether an adverse event is one the clinic watches for beyond the session, such as a switch into mania."
Context: AdverseEvent
* insert Draft
* value[x] 1..1
* value[x] only boolean
