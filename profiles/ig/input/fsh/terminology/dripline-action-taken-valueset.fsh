ValueSet: DriplineActionTakenCodes
Id: dripline-action-taken
Title: "Actions taken"
Description: "What can be done about an adverse event."
* insert Draft
* include codes from system DriplineActionsTaken
