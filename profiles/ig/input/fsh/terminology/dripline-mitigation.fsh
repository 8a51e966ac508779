CodeSystem: DriplineMitigations
Id: dripline-mitigation
Title: "What was done about an eligibility issue"
Description: "How an issue that speaks against an infusion was dealt with."
* insert Draft
* ^caseSensitive = true
* ^content = #complete
* #override "Overridden" "A named prescriber goes on in spite of it, and says why."
* #resolved "Resolved" "It no longer holds: treated, re-measured or found to be wrong."
* #upheld "Upheld" "It stands; no infusion."
