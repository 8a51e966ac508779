ValueSet: DriplineProtocolOverrides
Id: dripline-protocol-override
Title: "Overrides of a criterion"
Description: "Who may pass an unmet criterion."
* insert Draft
* include codes from system DriplineProtocolOverrideCodes
