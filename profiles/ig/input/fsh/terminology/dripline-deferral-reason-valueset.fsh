ValueSet: DriplineDeferralReasons
Id: dripline-deferral-reason
Title: "Deferral reasons"
Description: "Why a session was not held."
* insert Draft
* include codes from system DriplineDeferralReasonCodes
