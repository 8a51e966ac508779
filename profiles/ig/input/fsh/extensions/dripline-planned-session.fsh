Extension: DriplinePlannedSession
Id: dripline-planned-session
Title: "Number of the session"
Description: "Which session of the series this activity is: 3 is the third."
Context: CarePlan.activity
* insert Draft
* value[x] 1..1
* value[x] only positiveInt
