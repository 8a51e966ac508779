ValueSet: DriplineFollowUpCodes
Id: dripline-follow-up-code
Title: "Follow-ups"
Description: "What a person is asked to do after something was recorded."
* insert Draft
* include codes from system DriplineFollowUps
