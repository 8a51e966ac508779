ValueSet: DriplineCoursePhaseCodes
Id: dripline-course-phase
Title: "Course phases"
Description: "Where a course can stand."
* insert Draft
* include codes from system DriplineCoursePhases
