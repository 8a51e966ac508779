ValueSet: DriplineScoreBandCodes
Id: dripline-score-band
Title: "Severity bands"
Description: "What a score can amount to."
* insert Draft
* include codes from system DriplineScoreBands
