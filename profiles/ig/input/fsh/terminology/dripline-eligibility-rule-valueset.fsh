ValueSet: DriplineEligibilityRuleCodes
Id: dripline-eligibility-rule
Title: "Eligibility rules"
Description: "What an eligibility issue can be about."
* insert Draft
* include codes from system DriplineEligibilityRules
