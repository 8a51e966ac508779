ValueSet: DriplineAdjunctPurposes
Id: dripline-adjunct-purpose
Title: "Adjunct purposes"
Description: "What an adjunct is given for."
* insert Draft
* include codes from system DriplineAdjunctPurposeCodes
