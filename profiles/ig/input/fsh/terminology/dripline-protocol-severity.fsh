CodeSystem: DriplineProtocolSeverityCodes
Id: dripline-protocol-severity
Title: "Severities of a criterion"
Description: "What an unmet criterion is worth."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #high "high" "Stands in the way until it is resolved or overridden."
* #moderate "moderate" "To be weighed by the prescriber."
* #low "low" "To be known."
* #none "none" "Known and harmless: must not alert."
