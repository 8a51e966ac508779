// LOINC has codes for it; none could be verified, so the device nomenclature alone is asked for.
ValueSet: DriplineEtCO2Codes
Id: dripline-etco2-code
Title: "End-tidal carbon dioxide"
Description: "Under which codes monitors report the carbon dioxide at the end of a breath."
* insert Draft
* $MDC#151708
* $MDC#151728
