Extension: DriplineEventPeriod
Id: dripline-event-period
Title: "Onset and offset"
Description: "When an adverse event began and when it was over."
Context: AdverseEvent
* insert Draft
* value[x] 1..1
* value[x] only Period
