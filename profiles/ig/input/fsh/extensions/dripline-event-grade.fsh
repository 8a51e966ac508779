Extension: DriplineEventGrade
Id: dripline-event-grade
Title: "Grade"
Description: "How severe an adverse event was: 1 mild, 2 moderate, 3 severe, 4 life-threatening, 5 fatal. FHIR R4's severity ends at severe."
Context: AdverseEvent
* insert Draft
* value[x] 1..1
* value[x] only integer
