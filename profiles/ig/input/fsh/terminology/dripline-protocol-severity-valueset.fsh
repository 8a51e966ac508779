ValueSet: DriplineProtocolSeverities
Id: dripline-protocol-severity
Title: "Severities of a criterion"
Description: "What an unmet criterion is worth."
* insert Draft
* include codes from system DriplineProtocolSeverityCodes
