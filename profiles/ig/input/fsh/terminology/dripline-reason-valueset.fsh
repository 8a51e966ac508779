ValueSet: DriplineReasonCodes
Id: dripline-reason
Title: "Reasons of decisions"
Description: "Why a decision was taken."
* insert Draft
* include codes from system DriplineReasons
