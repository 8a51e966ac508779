Extension: DriplineCoursePhase
Id: dripline-course-phase
Title: "Course phase"
Description: "Where the course stands that this plan belongs to."
Context: CarePlan
* insert Draft
* value[x] 1..1
* value[x] only CodeableConcept
* valueCodeableConcept from DriplineCoursePhaseCodes (required)
