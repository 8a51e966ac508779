ValueSet: DriplineProtocolStatuses
Id: dripline-protocol-status
Title: "Protocol statuses"
Description: "Signed, or a draft."
* insert Draft
* include codes from system DriplineProtocolStatusCodes
