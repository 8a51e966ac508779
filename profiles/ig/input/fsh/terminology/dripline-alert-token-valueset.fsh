ValueSet: DriplineAlertTokens
Id: dripline-alert-token
Title: "Alert tokens"
Description: "The tokens an alert can carry."
* insert Draft
* include codes from system DriplineAlertTokenCodes
