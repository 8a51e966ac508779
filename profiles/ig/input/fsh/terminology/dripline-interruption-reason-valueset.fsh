ValueSet: DriplineInterruptionReasons
Id: dripline-interruption-reason
Title: "Interruption reasons"
Description: "Why delivery was interrupted."
* insert Draft
* include codes from system DriplineInterruptionReasonCodes
