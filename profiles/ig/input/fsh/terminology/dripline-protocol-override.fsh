CodeSystem: DriplineProtocolOverrideCodes
Id: dripline-protocol-override
Title: "Overrides of a criterion"
Description: "Who may pass an unmet criterion."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #prescriber "prescriber" "A named prescriber, with a reason and a time."
* #never "never" "Nobody."
