ValueSet: DriplineSummaryTypes
Id: dripline-summary-type
Title: "Types of care summary"
Description: "A summary of a course, or a consult note when there was no course."
* insert Draft
* $LNC#34133-9 "Summary of episode note"
* $LNC#11488-4 "Consult note"
