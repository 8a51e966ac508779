ValueSet: DriplinePumpTokens
Id: dripline-pump-token
Title: "Pump tokens"
Description: "The conditions a pump can state."
* insert Draft
* include codes from system DriplinePumpTokenCodes
